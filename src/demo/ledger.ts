import { addDays, addMonths, type IsoDate } from "../core/calendar.js";
import type { LedgerRecord } from "../store/records.js";
import type { DemoCalendar, QuarterOffset } from "./demo-calendar.js";
import { cancelledDealKey } from "./hand-made-deals.js";

const DRAW_PERSON = "arjun";

const monthEnd = (calendar: DemoCalendar, offset: QuarterOffset, month: 1 | 2 | 3): IsoDate =>
  addDays(addMonths(calendar.quarter(offset).start, month), -1);

/** Five advances of 3,000 in the first two quarters, recovered by 2,500 a month from the next on: 7,500 are left as the present quarter starts. */
function draw(calendar: DemoCalendar): LedgerRecord[] {
  const advance = (offset: QuarterOffset, month: 1 | 2 | 3) =>
    entry(
      `draw-advance-${offset}-${month}`,
      offset,
      month,
      "draw_advance",
      "3000.00",
      "Recoverable draw while starting out",
    );
  const recovery = (offset: QuarterOffset, month: 1 | 2 | 3) =>
    entry(
      `draw-recovery-${offset}-${month}`,
      offset,
      month,
      "draw_recovery",
      "-2500.00",
      "Draw recovered from commission",
    );
  const entry = (
    key: string,
    offset: QuarterOffset,
    month: 1 | 2 | 3,
    kind: LedgerRecord["kind"],
    amount: string,
    reason: string,
  ): LedgerRecord => ({
    key,
    personKey: DRAW_PERSON,
    postedOn: monthEnd(calendar, offset, month),
    kind,
    amount,
    currency: "USD",
    reason,
  });
  return [
    advance(-3, 2),
    advance(-3, 3),
    advance(-2, 1),
    advance(-2, 2),
    advance(-2, 3),
    recovery(-1, 1),
    recovery(-1, 2),
    recovery(-1, 3),
    recovery(0, 1),
    recovery(0, 2),
    recovery(0, 3),
  ];
}

/** Victor's cancelled contract, taken back on the present quarter's first day at the rate of the first tier. */
const clawback = (calendar: DemoCalendar): LedgerRecord => ({
  key: "clawback-1",
  personKey: "victor",
  postedOn: calendar.quarter(0).start,
  kind: "clawback",
  amount: "-4992.00",
  currency: "USD",
  reason: "Contract cancelled within 180 days: 8% of $62,400.00 taken back",
  dealKey: cancelledDealKey,
});

/** Only what is posted by today. */
export const ledgerRecords = (calendar: DemoCalendar): LedgerRecord[] =>
  [...draw(calendar), clawback(calendar)].filter(({ postedOn }) => postedOn <= calendar.today);
