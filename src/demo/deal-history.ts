import { addDays, type IsoDate } from "../core/calendar.js";
import type { DealChangeRecord } from "../store/records.js";
import { type DemoCalendar, earlier, lastDayOf } from "./demo-calendar.js";
import type { Opportunity } from "./opportunity.js";

/**
 * How a deal stood from day to day until today, as a CRM's own history tells it: each stage it came to, and each time its expected
 * close passed and was put off, to the end of the next month and in the end to the true day.
 */
export function dealHistory(opportunity: Opportunity, { today, quarter }: DemoCalendar): DealChangeRecord[] {
  const { key, ownerKey, amount, openedOn, closedOn, stages, type } = opportunity;
  if (openedOn > today || type === "meeting") return [];
  const until = closedOn <= today ? closedOn : today;
  const expectations = expectedFrom(opportunity, until, lastDayOf(quarter(0)));
  const days = new Set([...stages.map(({ enteredOn }) => enteredOn), ...expectations.keys()]);
  return [...days]
    .filter((day) => day >= openedOn && day <= until)
    .sort()
    .map((day): DealChangeRecord => {
      const closes = day === closedOn;
      return {
        dealKey: key,
        changedOn: day,
        ownerKey,
        stage: stages.findLast(({ enteredOn }) => enteredOn <= day)?.stage ?? stages[0]?.stage ?? "",
        status: !closes ? "open" : opportunity.won ? "won" : "lost",
        amount,
        expectedCloseOn: closes ? closedOn : ([...expectations].findLast(([from]) => from <= day)?.[1] ?? null),
      };
    });
}

/** The expected close from each day on which it was set. A deal that is open still was put off once, to what it shows today. */
function expectedFrom(
  { openedOn, expectedCloseOn, closedOn }: Opportunity,
  until: IsoDate,
  quarterEnd: IsoDate,
): Map<IsoDate, IsoDate> {
  const expectations = new Map([[openedOn, expectedCloseOn]]);
  const open = closedOn > until;
  for (let expected = expectedCloseOn; expected < until; ) {
    const putOff = addDays(expected, 1);
    expected = open ? earlier(closedOn, quarterEnd) : earlier(addDays(expected, 30), closedOn);
    expectations.set(putOff, expected);
    if (open) break;
  }
  return expectations;
}
