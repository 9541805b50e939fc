import { addDays } from "./calendar.js";
import type { CommonTerms, Span } from "./component.js";
import type { Problem } from "./errors.js";

/** A first and a last day in place of windows, as a plan gives them; `through` is included. */
interface OwnDates {
  readonly from?: string | undefined;
  readonly through?: string | undefined;
}

export const spanOfDates = ({ from, through }: OwnDates): Span | null =>
  from && through ? { start: from, end: addDays(through, 1) } : null;

/** Both days or none, in order, and no window beside them. `noun` is what has them: "a contest". */
export function checkOwnDates(
  { from, through, window }: OwnDates & Pick<CommonTerms, "window">,
  noun: string,
): Problem[] {
  const problems: Problem[] = [];
  if ((from === undefined) !== (through === undefined))
    problems.push({ path: from ? "through" : "from", message: `is missing: ${noun} has a first and a last day` });
  if (from && through && through < from) problems.push({ path: "through", message: `${through} is before ${from}` });
  if (from && window)
    problems.push({ path: "window", message: "and from both say over which days it counts: keep one" });
  return problems;
}
