import { useCallback, useRef, useState } from "react";
import type { AskReply, Look, PersonEntry } from "../wire.js";
import { type Channel, type Pressed, postAsk } from "./client.js";

export interface Turn {
  readonly id: number;
  readonly at: Date;
  readonly channel: Channel;
  /** What the person wrote, or the label of the button that was pressed. */
  readonly said: string;
  readonly pressed?: Pressed;
  readonly reply?: AskReply;
  readonly failed?: string;
}

export interface Conversation {
  readonly turns: readonly Turn[];
  readonly waiting: boolean;
  say(said: string, pressed?: Pressed): void;
  retry(turn: Turn): void;
}

/** One person's conversation in one look. Switching person or look opens another, and coming back finds the first again. */
export function useConversation(base: string, person: PersonEntry | null, look: Look, channel: Channel): Conversation {
  const [all, setAll] = useState<Readonly<Record<string, readonly Turn[]>>>({});
  const ids = useRef(new Map<string, string>());
  const next = useRef(1);
  const key = `${person?.id ?? ""}|${look}`;
  const turns = all[key] ?? [];

  const ask = useCallback(
    async (turn: Turn) => {
      if (!person) return;
      const conversation = ids.current.get(key) ?? crypto.randomUUID();
      ids.current.set(key, conversation);
      const put = (change: Partial<Turn>) =>
        setAll((before) => ({
          ...before,
          [key]: (before[key] ?? []).map((other) => (other.id === turn.id ? { ...other, ...change } : other)),
        }));
      try {
        const question = turn.pressed ? { pressed: turn.pressed } : { text: turn.said };
        put({
          reply: await postAsk(base, { person: person.id, look, channel: turn.channel, conversation, ...question }),
        });
      } catch (error) {
        put({ failed: error instanceof Error ? error.message : "Something went wrong." });
      }
    },
    [base, person, look, key],
  );

  const say = (said: string, pressed?: Pressed) => {
    const turn: Turn = { id: next.current++, at: new Date(), channel, said, ...(pressed ? { pressed } : {}) };
    setAll((before) => ({ ...before, [key]: [...(before[key] ?? []), turn] }));
    void ask(turn);
  };
  const retry = ({ failed: _failed, ...turn }: Turn) => {
    setAll((before) => ({
      ...before,
      [key]: (before[key] ?? []).map((other) => (other.id === turn.id ? turn : other)),
    }));
    void ask(turn);
  };
  return { turns, waiting: turns.some((turn) => !turn.reply && !turn.failed), say, retry };
}
