import { useRef, useState } from "react";
import type { DayReply, PersonEntry } from "../wire.js";
import { type Clock, postDay } from "./client.js";
import { plusDays } from "./days.js";

const KEY = "pacer-session";

/** One clock for each tab: another tab may stand on another day. */
function sessionId(): string {
  const known = sessionStorage.getItem(KEY);
  const id = known ?? crypto.randomUUID();
  if (!known) sessionStorage.setItem(KEY, id);
  return id;
}

export interface Travel {
  /** Null while the clock is the real one. */
  readonly clock: Clock | null;
  /** The day that is being gone to. */
  readonly moving: string | null;
  readonly failed: string | null;
  /** Day by day where it is a few days on, so that nothing on the way is missed; in one step otherwise. */
  go(to: string, person: PersonEntry): Promise<Clock | null>;
  back(): void;
}

/** So many days are gone one by one. */
const WALKED = 7;

export function useClock(
  base: string,
  today: string | null,
  onDay: (day: DayReply, person: PersonEntry, clock: Clock) => void,
): Travel {
  const [clock, setClock] = useState<Clock | null>(null);
  const [moving, setMoving] = useState<string | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const busy = useRef(false);

  const step = async (day: string, person: PersonEntry): Promise<Clock> => {
    const to = { session: sessionId(), day };
    setMoving(day);
    onDay(await postDay(base, { person: person.id, clock: to }), person, to);
    setClock(to);
    return to;
  };
  return {
    clock,
    moving,
    failed,
    async go(to, person) {
      const from = clock?.day ?? today;
      if (busy.current || from === null) return null;
      busy.current = true;
      setFailed(null);
      try {
        const first = from < to && to <= plusDays(from, WALKED) ? plusDays(from, 1) : to;
        let last: Clock | null = null;
        for (let day = first; day <= to; day = plusDays(day, 1)) last = await step(day, person);
        return last;
      } catch (error) {
        setFailed(error instanceof Error ? error.message : "The clock could not be moved.");
        return null;
      } finally {
        busy.current = false;
        setMoving(null);
      }
    },
    back: () => setClock(null),
  };
}
