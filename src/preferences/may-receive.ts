import { DateTime } from "luxon";
import type { MessageKind, Preferences, SwitchedKind } from "./preferences.js";

export type MayReceive =
  | { readonly ok: true }
  /** `until`: the first moment at which it may be sent; null = not at all while the preferences stay as they are. */
  | { readonly ok: false; readonly why: "stopped" | "paused" | "switched_off" | "quiet"; readonly until: Date | null };

const OK: MayReceive = { ok: true };

/**
 * Whether a message of a kind may reach a person at a moment. Notices come whatever is switched off, stopped or paused, since the law or
 * a signature asks for them; they too wait for the end of quiet hours. The weekly budget is held by whoever counts what was sent.
 */
export function mayReceive(preferences: Preferences, kind: MessageKind, instant: Date): MayReceive {
  if (kind !== "notices") {
    if (preferences.stopped) return { ok: false, why: "stopped", until: null };
    if (!preferences.kinds[kind]) return { ok: false, why: "switched_off", until: null };
    const paused = pauseOf(preferences, kind);
    if (paused > instant) return { ok: false, why: "paused", until: audibleFrom(preferences, paused) };
  }
  return isQuiet(preferences, instant) ? { ok: false, why: "quiet", until: audibleFrom(preferences, instant) } : OK;
}

/** The end of whichever pause is the longer: of everything, or of this kind. */
function pauseOf({ pausedUntil, pausedKinds }: Preferences, kind: SwitchedKind): Date {
  const ends = [pausedUntil === "none" ? 0 : Date.parse(pausedUntil), Date.parse(pausedKinds[kind] ?? "") || 0];
  return new Date(Math.max(...ends));
}

const localOf = (instant: Date, { timeZone }: Preferences): DateTime =>
  DateTime.fromJSDate(instant, { zone: timeZone });
const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

function isQuiet(preferences: Preferences, instant: Date): boolean {
  const { quietHours, quietDays } = preferences;
  const local = localOf(instant, preferences);
  if (quietDays.includes(local.weekday)) return true;
  if (quietHours === "none") return false;
  const now = local.hour * 60 + local.minute;
  const [from, to] = [minutesOf(quietHours.from), minutesOf(quietHours.to)];
  return from < to ? now >= from && now < to : now >= from || now < to;
}

/** A change of clocks skips two hours at the most. */
const LONGEST_GAP_MINUTES = 120;
/** Six quiet days in a row, and the day on which the last of them ends. */
const DAYS_AHEAD = 8;

/** The first moment from `instant` on that is not quiet; null when every day is. An end that clocks skip is the first moment after. */
function audibleFrom(preferences: Preferences, instant: Date): Date | null {
  if (!isQuiet(preferences, instant)) return instant;
  const { quietHours } = preferences;
  const end = quietHours === "none" ? 0 : minutesOf(quietHours.to);
  const today = localOf(instant, preferences).startOf("day");
  for (let day = 0; day <= DAYS_AHEAD; day++) {
    const date = today.plus({ days: day });
    for (const minutes of end === 0 ? [0] : [0, end]) {
      const candidate = date.set({ hour: Math.floor(minutes / 60), minute: minutes % 60 }).toJSDate();
      if (candidate <= instant || isQuiet(preferences, candidate)) continue;
      return earliest(preferences, candidate, instant);
    }
  }
  return null;
}

/** A local time that does not exist is taken for one as much later; what lies between is not quiet either. */
function earliest(preferences: Preferences, candidate: Date, after: Date): Date {
  let found = candidate;
  for (let i = 0; i < LONGEST_GAP_MINUTES; i++) {
    const before = new Date(found.getTime() - 60_000);
    if (before <= after || isQuiet(preferences, before)) break;
    found = before;
  }
  return found;
}
