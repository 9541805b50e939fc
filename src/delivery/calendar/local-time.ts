import { IANAZone } from "luxon";
import type { IsoDate } from "../../core/calendar.js";

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** True for a zone that this machine knows. */
export const isTimeZone = (zone: string): boolean => IANAZone.isValidZone(zone);

/** The wall clock of a zone at an instant, as milliseconds of a clock in UTC that shows the same. */
const wallAt = (zone: IANAZone, instant: number): number => instant + zone.offset(instant) * MINUTE_MS;

/**
 * The instant at which the clock of `zone` shows `time` ("HH:MM") on `day`. Where it shows it twice (clocks set back), the first; where it
 * never does (clocks set forward, or a day left out), the first instant after the gap. Later local times never give earlier instants.
 */
export function instantOf(day: IsoDate, time: string, zoneName: string): Date {
  const zone = IANAZone.create(zoneName);
  const wall = Date.parse(`${day}T${time}:00Z`);
  if (!zone.isValid || Number.isNaN(wall)) throw new Error(`there is no ${day} ${time} in "${zoneName}"`);
  // No zone is further from UTC than a day, so these two lie before and after every change that could matter.
  const [before, after] = [wall - DAY_MS, wall + DAY_MS];
  const candidates = [zone.offset(before), zone.offset(after)]
    .map((offset) => wall - offset * MINUTE_MS)
    .filter((instant) => wallAt(zone, instant) === wall)
    .sort((a, b) => a - b);
  return new Date(candidates[0] ?? endOfGap(zone, wall, before, after));
}

/** The first instant whose wall clock is past `wall`, to the second (some zones once changed at odd ones). */
function endOfGap(zone: IANAZone, wall: number, before: number, after: number): number {
  let [low, high] = [before / 1000, after / 1000];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (wallAt(zone, middle * 1000) >= wall) high = middle;
    else low = middle;
  }
  return high * 1000;
}
