import { useCallback, useRef, useState } from "react";
import type { AskReply, DayReply, PersonEntry } from "../wire.js";
import { type Channel, type Clock, type Pressed, postAsk } from "./client.js";

/** A question with what came of it, or a day that began. */
export interface Turn {
  readonly id: number;
  readonly at: Date;
  readonly person: PersonEntry;
  readonly clock: Clock | null;
  readonly channel: Channel;
  /** What the person wrote, or the label of the button that was pressed. */
  readonly said: string;
  readonly pressed?: Pressed;
  readonly reply?: AskReply;
  readonly failed?: string;
  readonly began?: DayReply;
}

export type Said = Pick<Turn, "person" | "clock" | "channel" | "said"> & { readonly pressed?: Pressed };

export interface Conversations {
  turnsOf(person: PersonEntry | null): readonly Turn[];
  say(said: Said): Promise<void>;
  retry(turn: Turn): void;
  begin(day: DayReply, person: PersonEntry, clock: Clock): void;
}

/** Everybody's conversation. Switching person opens another, and coming back finds the first again. */
export function useConversations(base: string): Conversations {
  const [all, setAll] = useState<Readonly<Record<string, readonly Turn[]>>>({});
  const ids = useRef(new Map<string, string>());
  const next = useRef(1);

  const change = useCallback((person: PersonEntry, to: (turns: readonly Turn[]) => readonly Turn[]) => {
    setAll((before) => ({ ...before, [person.id]: to(before[person.id] ?? []) }));
  }, []);

  const ask = async (turn: Turn) => {
    const { person, clock, channel, said, pressed } = turn;
    const conversation = ids.current.get(person.id) ?? crypto.randomUUID();
    ids.current.set(person.id, conversation);
    const put = (news: Partial<Turn>) =>
      change(person, (turns) => turns.map((other) => (other.id === turn.id ? { ...other, ...news } : other)));
    try {
      const question = pressed ? { pressed } : { text: said };
      const when = clock ? { clock } : {};
      put({ reply: await postAsk(base, { person: person.id, ...when, channel, conversation, ...question }) });
    } catch (error) {
      put({ failed: error instanceof Error ? error.message : "Something went wrong." });
    }
  };

  return {
    turnsOf: (person) => (person && all[person.id]) ?? [],
    say: (said) => {
      const turn: Turn = { id: next.current++, at: new Date(), ...said };
      change(said.person, (turns) => [...turns, turn]);
      return ask(turn);
    },
    retry: ({ failed: _failed, ...turn }) => {
      change(turn.person, (turns) => turns.map((other) => (other.id === turn.id ? turn : other)));
      void ask(turn);
    },
    begin: (began, person, clock) => {
      const turn: Turn = { id: next.current++, at: new Date(), person, clock, channel: "dm", said: "", began };
      change(person, (turns) => [...turns, turn]);
    },
  };
}
