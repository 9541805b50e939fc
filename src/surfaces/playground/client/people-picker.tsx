import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import type { PersonEntry } from "../wire.js";
import { Avatar } from "./avatar.js";

const GROUPS = [
  { role: "rep", label: "Reps" },
  { role: "manager", label: "Managers" },
  { role: "admin", label: "Admins" },
] as const;

const matches = ({ name, title, team }: PersonEntry, words: readonly string[]): boolean => {
  const text = `${name} ${title ?? ""} ${team ?? ""}`.toLowerCase();
  return words.every((word) => text.includes(word));
};

interface Props {
  readonly people: readonly PersonEntry[];
  readonly chosen: PersonEntry | null;
  onChoose(person: PersonEntry): void;
}

/** A searchable list, grouped by role; arrows move, Enter chooses, as in any combobox. */
export function PeoplePicker({ people, chosen, onChoose }: Props) {
  const [query, setQuery] = useState("");
  const [active, setActive] = useState<string | null>(null);
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const groups = GROUPS.map((group) => ({
    ...group,
    people: people.filter((person) => person.role === group.role && matches(person, words)),
  })).filter((group) => group.people.length > 0);
  const found = groups.flatMap((group) => group.people);

  // biome-ignore lint/correctness/useExhaustiveDependencies: what was moved to or chosen is brought into view
  useEffect(() => {
    const at = active ? "[data-active]" : "[aria-selected=true]";
    list.current?.querySelector(at)?.scrollIntoView({ block: "nearest" });
  }, [active, chosen?.id, query]);

  const move = (event: KeyboardEvent) => {
    const at = found.findIndex((person) => person.id === active);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: found.length - 1 }[event.key];
    const target = to === undefined ? undefined : found[Math.max(0, Math.min(found.length - 1, to))];
    const pressed = event.key === "Enter" ? (found.find((person) => person.id === active) ?? found[0]) : undefined;
    if (target) setActive(target.id);
    if (pressed) onChoose(pressed);
    if (target || pressed) event.preventDefault();
  };

  return (
    <div className="people">
      <label className="field">
        <span>Ask as</span>
        <input
          type="search"
          role="combobox"
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-activedescendant={active ? `${id}-${active}` : undefined}
          placeholder="Search name, title or team"
          value={query}
          onChange={(event) => {
            setQuery(event.target.value);
            setActive(null);
          }}
          onKeyDown={move}
        />
      </label>
      <div className="list" id={`${id}-list`} ref={list} role="listbox" aria-label="People" tabIndex={-1}>
        {groups.map((group) => (
          // biome-ignore lint/a11y/useSemanticElements: a listbox holds groups of options, which HTML has no element for
          <div key={group.role} role="group" aria-labelledby={`${id}-${group.role}`}>
            <h2 id={`${id}-${group.role}`}>
              {group.label} <span>{group.people.length}</span>
            </h2>
            {group.people.map((person) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: keys are the combobox's, which owns this list
              <div
                key={person.id}
                id={`${id}-${person.id}`}
                role="option"
                tabIndex={-1}
                aria-selected={person.id === chosen?.id}
                data-active={person.id === active || undefined}
                className="person"
                onClick={() => onChoose(person)}
              >
                <Avatar name={person.name} />
                <span className="who">
                  <b>{person.name}</b>
                  <small>{[person.title, person.team].filter(Boolean).join(" · ")}</small>
                </span>
              </div>
            ))}
          </div>
        ))}
        {found.length === 0 && <p className="none">Nobody matches “{query}”.</p>}
      </div>
    </div>
  );
}
