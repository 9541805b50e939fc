import type { IsoDate } from "../calendar.js";
import type { Money } from "../money.js";
import { contains } from "../period.js";
import type { Rational } from "../rational.js";

/** A span of days: `start` is in it, `end` is the first day after it. */
export interface Days {
  readonly start: IsoDate;
  readonly end: IsoDate;
}

/** What was sold, with what it would have cost by the price list. Both in major units of one currency. */
export interface PricedLine {
  readonly net: Rational;
  readonly list: Rational;
}

/** The day a deal was expected to close, as it was said from `on` until the next entry. */
export interface ExpectedClose {
  readonly on: IsoDate;
  readonly expected: IsoDate | null;
}

/** A deal as KPIs see it. All amounts of one calculation are in one currency. */
export interface KpiDeal {
  readonly key: string;
  readonly name: string;
  /** Who owns it now; of a closed deal, who closed it. */
  readonly owner: string;
  readonly product: string | null;
  /** Null = not said. */
  readonly amount: Money | null;
  /** Price list times quantity, where both are known. */
  readonly list: Money | null;
  readonly status: "open" | "won" | "lost";
  readonly stage: string;
  readonly openedOn: IsoDate | null;
  readonly closedOn: IsoDate | null;
  readonly expectedCloseOn: IsoDate | null;
  /** The day it entered each stage, earliest first. */
  readonly stages: readonly { readonly stage: string; readonly enteredOn: IsoDate }[];
  /** Earliest first; empty where no history of expected days is kept. */
  readonly expected: readonly ExpectedClose[];
  readonly lines: readonly PricedLine[];
}

/** The deals as they stood at the end of `asOf`: what came later is not known. */
export function asKnown(deals: readonly KpiDeal[], asOf: IsoDate): KpiDeal[] {
  return deals.flatMap((deal): KpiDeal[] => {
    if (deal.openedOn !== null && deal.openedOn > asOf) return [];
    const later = deal.stages.some(({ enteredOn }) => enteredOn > asOf) || deal.expected.some(({ on }) => on > asOf);
    const closedLater = deal.closedOn !== null && deal.closedOn > asOf;
    if (!later && !closedLater) return [deal];
    const stages = deal.stages.filter(({ enteredOn }) => enteredOn <= asOf);
    const expected = deal.expected.filter(({ on }) => on <= asOf);
    return [
      {
        ...deal,
        stages,
        expected,
        stage: later ? (stages.at(-1)?.stage ?? deal.stage) : deal.stage,
        ...(expected.length > 0 ? { expectedCloseOn: expected.at(-1)?.expected ?? null } : {}),
        ...(closedLater ? { status: "open" as const, closedOn: null } : {}),
      },
    ];
  });
}

/** Won or lost within the days. */
export const closedIn = (deals: readonly KpiDeal[], days: Days): KpiDeal[] =>
  deals.filter(({ status, closedOn }) => status !== "open" && closedOn !== null && contains(days, closedOn));

export const wonIn = (deals: readonly KpiDeal[], days: Days): KpiDeal[] =>
  closedIn(deals, days).filter(({ status }) => status === "won");

/** Open at the start of `day`: opened before it and not closed before it. Deals without an opening day are left out. */
export const openAtStartOf = (deals: readonly KpiDeal[], day: IsoDate): KpiDeal[] =>
  deals.filter(
    ({ openedOn, status, closedOn }) =>
      openedOn !== null && openedOn < day && (status === "open" || (closedOn !== null && closedOn >= day)),
  );

/** Expected closing day as it was said before `day` began; undefined where that is not kept. */
export function expectedBefore({ expected }: KpiDeal, day: IsoDate): IsoDate | null | undefined {
  return expected.findLast(({ on }) => on < day)?.expected;
}
