import { addDays, daysBetween, earlierOf, type IsoDate, laterOf } from "../calendar.js";
import type { Days } from "./deal.js";
import type { KpiPerson } from "./define-kpi.js";

/** Calendar days of the span up to `asOf` on which the person worked here and was not away. */
function daysPresent({ hiredOn, leftOn, leaves }: KpiPerson, span: Days, asOf: IsoDate): number {
  const start = laterOf(span.start, hiredOn ?? span.start);
  const end = earlierOf(earlierOf(span.end, addDays(asOf, 1)), leftOn ?? span.end);
  const away = leaves.reduce(
    (sum, leave) => sum + Math.max(0, daysBetween(laterOf(leave.start, start), earlierOf(leave.end ?? end, end))),
    0,
  );
  return Math.max(0, daysBetween(start, end) - away);
}

export const daysOfAll = (people: readonly KpiPerson[], span: Days, asOf: IsoDate): number =>
  people.reduce((sum, person) => sum + daysPresent(person, span, asOf), 0);
