import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from "react";
import type { PersonEntry, ReplyPart } from "../wire.js";
import { CHANNELS } from "./app.js";
import { Avatar } from "./avatar.js";
import type { Channel, Pressed } from "./client.js";
import { BotMessage } from "./message.js";
import type { Conversation, Turn } from "./use-conversation.js";

interface Props {
  readonly person: PersonEntry | null;
  readonly channel: Channel;
  readonly isDark: boolean;
  readonly isLoading: boolean;
  readonly suggestions: readonly string[];
  readonly conversation: Conversation;
  onPick(): void;
}

export function Chat({ person, channel, isDark, isLoading, suggestions, conversation, onPick }: Props) {
  const { turns, waiting, say, retry } = conversation;
  const log = useRef<HTMLDivElement>(null);
  const settled = turns.filter((turn) => turn.reply || turn.failed).length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new question or reply is what moves the view
  useEffect(() => {
    // To the question, so that a long answer is read from its first line.
    log.current?.querySelector(".turn.own:nth-last-child(1 of .turn.own)")?.scrollIntoView({ block: "start" });
  }, [turns.length, settled]);

  return (
    <main className="chat">
      <header className="bar">
        <div className="where">
          <h2>{channel === "dm" ? "Pacer" : CHANNELS[channel]}</h2>
          <p>
            {channel === "dm"
              ? `Direct message${person ? ` with ${person.name}` : ""}`
              : "Pay is answered in your direct message"}
          </p>
        </div>
        <button type="button" className="as" onClick={onPick} aria-controls="side">
          {person ? (
            <>
              <Avatar name={person.name} />
              <span>{person.name}</span>
            </>
          ) : (
            "Choose a person"
          )}
        </button>
      </header>
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
          </div>
        )}
        {turns.map((turn) => (
          <TurnView key={turn.id} {...{ turn, person, isDark, say, retry }} />
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
            <button key={question} type="button" onClick={() => say(question)} disabled={!person}>
              {question}
            </button>
          ))}
        </section>
      )}
      <Composer isReady={person !== null} where={channel === "dm" ? "Pacer" : CHANNELS[channel]} onSend={say} />
    </main>
  );
}

interface TurnProps extends Pick<Conversation, "say" | "retry"> {
  readonly turn: Turn;
  readonly person: PersonEntry | null;
  readonly isDark: boolean;
}

function TurnView({ turn, person, isDark, say, retry }: TurnProps) {
  const { reply, failed } = turn;
  const isElsewhere = turn.channel !== "dm";
  return (
    <>
      <article className="turn own" aria-label={`${person?.name ?? "You"} asked`}>
        <Avatar name={person?.name ?? "?"} />
        <div className="content">
          <p className="meta">
            <b>{person?.name}</b> <time>{clock(turn.at)}</time>
            {isElsewhere && <span className="tag">{CHANNELS[turn.channel]}</span>}
          </p>
          <p className={turn.pressed ? "said pressed" : "said"}>{turn.said}</p>
        </div>
      </article>
      {reply &&
        [reply, ...(reply.more ?? [])].map((part, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the answers of a turn never change places.
          <PartView key={i} {...{ part, turn, person, isDark, say, isFirst: i === 0, ms: reply.ms }} />
        ))}
      {failed && (
        <div className="notice" role="alert">
          <p>{failed}</p>
          <button type="button" onClick={() => retry(turn)}>
            Ask again
          </button>
        </div>
      )}
    </>
  );
}

interface PartProps extends Omit<TurnProps, "retry"> {
  readonly part: ReplyPart;
  /** The line in a channel is said once for all answers of a turn. */
  readonly isFirst: boolean;
  readonly ms: number;
}

function PartView({ part, turn, person, isDark, say, isFirst, ms }: PartProps) {
  const isElsewhere = turn.channel !== "dm";
  const common = { at: turn.at, isDark, onPress: (label: string, pressed: Pressed) => say(label, pressed) };
  return (
    <>
      {(isFirst || !part.privately) && (
        <BotMessage
          {...common}
          rendered={part.shown}
          tag={isElsewhere ? CHANNELS[turn.channel] : null}
          {...(part.privately ? {} : { ms })}
        />
      )}
      {part.privately && (
        <BotMessage
          {...common}
          rendered={part.privately}
          tag={`Direct message · only ${person?.name ?? "the asker"} sees this`}
          isPrivate
          ms={ms}
        />
      )}
    </>
  );
}

export const clock = (at: Date): string => at.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });

function Composer({
  isReady,
  where,
  onSend,
}: {
  readonly isReady: boolean;
  readonly where: string;
  onSend(text: string): void;
}) {
  const [text, setText] = useState("");
  const field = useRef<HTMLTextAreaElement>(null);
  const send = (event: FormEvent) => {
    event.preventDefault();
    const said = text.trim();
    if (said === "" || !isReady) return;
    onSend(said);
    setText("");
    field.current?.focus();
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key === "Enter" && !event.shiftKey && !event.nativeEvent.isComposing) send(event);
  };
  return (
    <form className="composer" onSubmit={send}>
      <label htmlFor="question" className="sr">
        Your question
      </label>
      <textarea
        id="question"
        ref={field}
        rows={1}
        maxLength={4000}
        disabled={!isReady}
        placeholder={`Message ${where}`}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={keys}
      />
      <button type="submit" disabled={!isReady || text.trim() === ""} aria-label="Send">
        <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true">
          <path d="M2.5 17.2 18 10 2.5 2.8v5.6L12 10l-9.5 1.6z" fill="currentColor" />
        </svg>
      </button>
    </form>
  );
}
