import { addDays } from "../core/calendar.js";
import { periodOf, shiftPeriod } from "../core/period.js";
import type { NewMessage } from "../store/outbox.js";
import type { Organisation } from "../store/store.js";
import type { Desk } from "./desk.js";

/** The first days after a pay period on which it is told; after a standstill it still is. */
const FIRST_DAYS = 3;
const STALE_MS = 3 * 86_400_000;

/** The message that a pay period of the person's plan is over, while that is news. Written down again it is the same one. */
export function payPeriodOver({ payee, person, today }: Desk, organisation: Organisation, now: Date): NewMessage[] {
  const month = organisation.fiscalYearStartMonth;
  const running = periodOf(payee.plan.payoutPeriod, today, month);
  if (today >= addDays(running.start, FIRST_DAYS)) return [];
  const { start, end } = shiftPeriod(running, -1, month);
  return [
    {
      kind: "payout_calculated",
      recipientId: person.id,
      periodKey: `${start}..${end}`,
      recipe: { start, end },
      notBefore: now,
      expiresAt: new Date(now.getTime() + STALE_MS),
    },
  ];
}
