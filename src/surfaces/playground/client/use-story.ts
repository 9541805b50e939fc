import { useState } from "react";
import type { PersonEntry, StoryEntry } from "../wire.js";
import type { Clock } from "./client.js";
import type { Travel } from "./use-clock.js";
import type { Conversations } from "./use-conversation.js";

export interface Playing {
  readonly story: StoryEntry | null;
  /** Steps that were played. */
  readonly at: number;
  readonly busy: boolean;
  start(story: StoryEntry): void;
  next(): void;
  stop(): void;
}

interface Stage {
  readonly people: readonly PersonEntry[];
  readonly travel: Travel;
  readonly conversations: Conversations;
  onPerson(person: PersonEntry): void;
}

/** Plays a story step by step: the clock is set, the person changes, the question is asked. */
export function useStory({ people, travel, conversations, onPerson }: Stage): Playing {
  const [story, setStory] = useState<StoryEntry | null>(null);
  const [at, setAt] = useState(0);
  const [busy, setBusy] = useState(false);

  const play = async (from: StoryEntry, index: number) => {
    const step = from.steps[index];
    const person = people.find(({ id }) => id === step?.person);
    if (!step || !person || busy) return;
    setBusy(true);
    onPerson(person);
    try {
      const clock: Clock | null = travel.clock?.day === step.day ? travel.clock : await travel.go(step.day, person);
      if (!clock) return;
      setAt(index + 1);
      await conversations.say({ person, clock, channel: "dm", said: step.say });
    } finally {
      setBusy(false);
    }
  };
  return {
    story,
    at,
    busy,
    start: (chosen) => {
      setStory(chosen);
      setAt(0);
      void play(chosen, 0);
    },
    next: () => story && void play(story, at),
    stop: () => setStory(null),
  };
}
