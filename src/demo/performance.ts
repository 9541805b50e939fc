import { OLDEST_QUARTER, type QuarterOffset } from "./demo-calendar.js";
import { quotaIn } from "./quota-plan.js";
import { randomFor } from "./random.js";
import type { Member } from "./roster.js";

/** Maya's closed quarters, oldest first: a good seller with one bad quarter, so that "why was I lower" has an answer. */
const MAYA = [0.92, 1.08, 0.71, 1.21, 0.97, 1.12];

/**
 * Attainment the person ends the quarter with, as a share of the quota: a steady part of their own, the quarter's part that
 * all share, and luck. Between 40 % and 140 %.
 */
function finalAttainment(person: Member, offset: QuarterOffset): number {
  const given = person.key === "maya" ? MAYA[offset - OLDEST_QUARTER] : undefined;
  if (given !== undefined) return given;
  const own = 0.91 + 0.11 * randomFor("skill", person.key).normal();
  const shared = 0.05 * randomFor("quarter", offset).normal();
  const luck = 0.22 * randomFor("luck", person.key, offset).normal();
  return Math.min(1.38, Math.max(0.42, own + shared + luck));
}

/** What the person will have been credited in the quarter, in dollars (meetings for an SDR). */
export const finalCredited = (person: Member, offset: QuarterOffset): number =>
  finalAttainment(person, offset) * quotaIn(person, offset);
