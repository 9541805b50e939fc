import { addDays, type IsoDate } from "../core/calendar.js";
import type { QuotaRecord } from "../store/records.js";
import { type DemoCalendar, dayAt, later, offsetsTo, type QuarterOffset } from "./demo-calendar.js";
import { hiredOn, leave, move } from "./people.js";
import { fullQuota, LEAVE_QUOTAS, leaderQuota, MOVED_QUOTA, rampShare } from "./quota-plan.js";
import { type Member, roster } from "./roster.js";

/** The measures of the plans. Meetings are counted in units, which stand as an amount in XXX. */
const BOOKINGS = { measure: "bookings", currency: "USD" } as const;
const MEETINGS = { measure: "meetings", currency: "XXX" } as const;

/** Quotas are set two weeks before their quarter. */
const DAYS_AHEAD = 14;

const measureOf = ({ team }: Member) => (team === "sdr" ? MEETINGS : BOOKINGS);
const thousand = (value: number): number => Math.round(value / 1000) * 1000;

function row(
  calendar: DemoCalendar,
  person: Member,
  offset: QuarterOffset,
  amount: number,
  setOn: IsoDate,
  reason: string | null = null,
): QuotaRecord {
  const { start, end } = calendar.quarter(offset);
  return {
    personKey: person.key,
    ...measureOf(person),
    periodStart: start,
    periodEnd: end,
    setOn,
    amount: `${amount}.00`,
    reason,
  };
}

/** The quota as it was first set for the quarter; ramping people get a part of the full one, and the row says why. */
function firstSet(calendar: DemoCalendar, person: Member, offset: QuarterOffset): QuotaRecord[] {
  const planned = addDays(calendar.quarter(offset).start, -DAYS_AHEAD);
  if (person.role === "manager") return [row(calendar, person, offset, leaderQuota(person), planned)];
  const share = rampShare(person, offset);
  if (share === 0) return [];
  const team = person.key === move.personKey && offset <= -1 ? move.from.team : person.team;
  const full = fullQuota(person, team);
  const hired = hiredOn(calendar, person);
  return [
    row(
      calendar,
      person,
      offset,
      share === 1 ? full : thousand(full * share),
      later(hired, planned),
      share === 1 ? null : `Ramp: ${share * 100}% of the full quota of $${full.toLocaleString("en-US")}`,
    ),
  ];
}

/** Quotas that were set again within their quarter, each with its reason. */
function setAgain(calendar: DemoCalendar, person: Member): QuotaRecord[] {
  const change = (offset: QuarterOffset, at: number, amount: number, reason: string) =>
    row(calendar, person, offset, amount, dayAt(calendar.quarter(offset), at), reason);
  switch (person.key) {
    case "dana":
      return [change(0, 0.36, 165_000, "Three accounts moved to Enterprise Americas: quota reduced by $15,000")];
    case "hannah":
      return [
        change(-1, 0.42, 345_000, "Took over the accounts of a colleague who changed role: quota raised by $25,000"),
      ];
    case move.personKey:
      return [
        row(
          calendar,
          person,
          -1,
          MOVED_QUOTA,
          move.on(calendar),
          "Moved from Commercial to Enterprise at mid-quarter: half of $180,000 and half of $320,000",
        ),
      ];
    case leave.personKey:
      return [
        row(
          calendar,
          person,
          -1,
          LEAVE_QUOTAS[0],
          addDays(leave.start(calendar), -7),
          "Leave from the third month on: quota reduced by the days away",
        ),
        row(
          calendar,
          person,
          0,
          LEAVE_QUOTAS[1],
          addDays(calendar.quarter(0).start, -3),
          "On leave for the whole quarter: quota reduced to the deals already in negotiation",
        ),
      ];
    default:
      return [];
  }
}

/** Only what is set by today, the next quarter's quotas from two weeks ahead on. */
export const quotaRecords = (calendar: DemoCalendar): QuotaRecord[] =>
  roster
    .filter(({ role }) => role !== "admin")
    .flatMap((person) => [
      ...offsetsTo(1).flatMap((offset) => firstSet(calendar, person, offset)),
      ...setAgain(calendar, person),
    ])
    .filter(({ setOn }) => setOn <= calendar.today);
