import { useCallback, useEffect, useState } from "react";
import { suggestionsFor } from "../suggestions.js";
import type { Look, PeopleReply, PersonEntry } from "../wire.js";
import { Chat } from "./chat.js";
import { type Channel, fetchPeople } from "./client.js";
import { PeoplePicker } from "./people-picker.js";
import { useConversation } from "./use-conversation.js";
import { useTheme } from "./use-theme.js";

export const CHANNELS: Readonly<Record<Channel, string>> = {
  dm: "Direct message",
  public: "#sales (public channel)",
  private: "#deal-desk (private channel)",
  group: "Group message",
};

type Loaded =
  | { readonly state: "loading" }
  | { readonly state: "failed"; readonly why: string }
  | { readonly state: "ready"; readonly data: PeopleReply };

export function App({ base }: { readonly base: string }) {
  const [loaded, setLoaded] = useState<Loaded>({ state: "loading" });
  const [person, setPerson] = useState<PersonEntry | null>(null);
  const [look, setLook] = useState<Look>("slack");
  const [channel, setChannel] = useState<Channel>("dm");
  const [isPicking, setPicking] = useState(false);
  const theme = useTheme();
  const conversation = useConversation(base, person, look, channel);

  const load = useCallback(() => {
    setLoaded({ state: "loading" });
    fetchPeople(base).then(
      (data) => {
        setLoaded({ state: "ready", data });
        setPerson((before) => before ?? data.people.find(({ id }) => id === data.first) ?? null);
      },
      (error: Error) => setLoaded({ state: "failed", why: error.message }),
    );
  }, [base]);
  useEffect(load, [load]);

  const choose = (chosen: PersonEntry) => {
    setPerson(chosen);
    setPicking(false);
  };
  const suggestions = loaded.state === "ready" && person ? suggestionsFor(person, loaded.data.people) : [];

  return (
    <div className="app" data-look={look}>
      <aside className={isPicking ? "side open" : "side"} id="side">
        <header className="brand">
          <span className="mark" aria-hidden="true" />
          <div>
            <h1>Pacer playground</h1>
            <p>{loaded.state === "ready" ? loaded.data.organisation : "What your people would see"}</p>
          </div>
          <button type="button" className="close" onClick={() => setPicking(false)}>
            Done
          </button>
        </header>
        <fieldset className="segments">
          <legend>Look</legend>
          {(["slack", "teams"] as const).map((value) => (
            <label key={value}>
              <input type="radio" name="look" value={value} checked={look === value} onChange={() => setLook(value)} />
              <span>{value === "slack" ? "Slack" : "Teams"}</span>
            </label>
          ))}
        </fieldset>
        <label className="field">
          <span>Asked in</span>
          <select value={channel} onChange={(event) => setChannel(event.target.value as Channel)}>
            {Object.entries(CHANNELS).map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </label>
        {loaded.state === "loading" && <PeopleSkeleton />}
        {loaded.state === "failed" && (
          <div className="notice" role="alert">
            <p>{loaded.why}</p>
            <button type="button" onClick={load}>
              Try again
            </button>
          </div>
        )}
        {loaded.state === "ready" && <PeoplePicker people={loaded.data.people} chosen={person} onChoose={choose} />}
        <button type="button" className="theme" onClick={theme.toggle}>
          {theme.isDark ? "Light colours" : "Dark colours"}
        </button>
      </aside>
      <Chat
        key={`${person?.id}|${look}`}
        person={person}
        channel={channel}
        isDark={theme.isDark}
        isLoading={loaded.state === "loading"}
        suggestions={suggestions}
        conversation={conversation}
        onPick={() => setPicking(true)}
      />
    </div>
  );
}

const PeopleSkeleton = () => (
  <div className="skeleton" role="status" aria-label="Loading people">
    {Array.from({ length: 8 }, (_, i) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: the rows are alike and never move
      <span key={i} />
    ))}
  </div>
);
