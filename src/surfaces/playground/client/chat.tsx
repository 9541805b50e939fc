import { useEffect, useRef } from "react";
import type { PersonEntry, StoryEntry } from "../wire.js";
import { CHANNELS } from "./channels.js";
import type { Channel } from "./client.js";
import { Composer } from "./composer.js";
import { StoryList } from "./story-bar.js";
import { type TurnProps, TurnView } from "./turn-view.js";
import type { Turn } from "./use-conversation.js";

interface Props extends Omit<TurnProps, "turn"> {
  readonly person: PersonEntry | null;
  readonly channel: Channel;
  readonly isLoading: boolean;
  readonly suggestions: readonly string[];
  readonly stories: readonly StoryEntry[];
  readonly turns: readonly Turn[];
  onSay(text: string): void;
  onPlay(story: StoryEntry): void;
}

/** One person's conversation with Pacer. */
export function Chat({ person, channel, isLoading, suggestions, stories, turns, onSay, onPlay, ...view }: Props) {
  const log = useRef<HTMLDivElement>(null);
  const waiting = turns.some((turn) => !turn.reply && !turn.failed && !turn.began);
  const settled = turns.filter((turn) => turn.reply || turn.failed).length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new question or reply is what moves the view
  useEffect(() => {
    // To the question or the day, so that a long answer is read from its first line.
    log.current
      ?.querySelector(":is(.turn.own, .day):nth-last-child(1 of :is(.turn.own, .day))")
      ?.scrollIntoView({ block: "start" });
  }, [turns.length, settled]);

  return (
    <>
      <div className="log" ref={log} role="log" aria-label="Conversation" aria-busy={waiting}>
        {turns.length === 0 && (
          <div className="welcome">
            <span className="mark" aria-hidden="true" />
            <h3>{person ? `Ask as ${person.name}` : isLoading ? "One moment…" : "Choose who asks"}</h3>
            <p>
              {person
                ? [person.title, person.team].filter(Boolean).join(" · ") || "Ask anything about quota, pay and deals."
                : "Pick a person to see the answers they would get."}
            </p>
            <StoryList stories={stories} onPlay={onPlay} />
          </div>
        )}
        {turns.map((turn) => (
          <TurnView key={turn.id} turn={turn} {...view} />
        ))}
        {waiting && (
          <p className="typing" role="status">
            <i />
            <i />
            <i />
            <span>Pacer is typing…</span>
          </p>
        )}
      </div>
      {suggestions.length > 0 && (
        <section className={turns.length > 0 ? "suggestions compact" : "suggestions"} aria-label="Suggested questions">
          {suggestions.map((question) => (
            <button key={question} type="button" onClick={() => onSay(question)} disabled={!person}>
              {question}
            </button>
          ))}
        </section>
      )}
      <Composer isReady={person !== null} where={channel === "dm" ? "Pacer" : CHANNELS[channel]} onSend={onSay} />
    </>
  );
}
