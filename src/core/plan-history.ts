import { addDays, earlierOf, type IsoDate, laterOf } from "./calendar.js";
import type { Span } from "./component.js";
import { FactsError } from "./errors.js";
import type { Plan } from "./plan.js";

/** A plan version from the day it was in force for a payee. The first of a history counts for the days before it, too. */
export interface PlanInForce {
  readonly plan: Plan;
  readonly from: IsoDate;
}

/** Versions in the order they were in force, each until the next one's day. */
export type PlanHistory = readonly [PlanInForce, ...PlanInForce[]];

const EVER = { start: "0001-01-01", end: "9999-12-31" } as const;

/** One plan for all days, or the versions that were in force one after the other. */
export type Plans = Plan | PlanHistory;

export const asHistory = (plans: Plans): PlanHistory =>
  "components" in plans ? [{ plan: plans, from: EVER.start }] : plans;

/** The version that a period is measured by: the newest in force in it. */
export function newestIn(plans: Plans, span: Span): Plan {
  const history = asHistory(plans);
  return (inForceIn(history, span).at(-1)?.version ?? history[0]).plan;
}

/** The days of the version at `index`, and those its windows are cut to: attainment starts anew with a version that says so. */
function daysOf(history: PlanHistory, index: number): { readonly days: Span; readonly cut: Span | null } {
  const own = history[index];
  const next = history[index + 1];
  const start = index === 0 || !own ? EVER.start : own.from;
  const end = next?.from ?? EVER.end;
  const from = own?.plan.attainmentAtStart === "restarted" && index > 0 ? start : EVER.start;
  const until = next?.plan.attainmentAtStart === "restarted" ? end : EVER.end;
  return {
    days: { start, end },
    cut: from === EVER.start && until === EVER.end ? null : { start: from, end: until },
  };
}

/** The versions in force in a span, each with its part of it. */
export function inForceIn(
  history: PlanHistory,
  span: Span,
): { readonly version: PlanInForce; readonly part: Span; readonly cut: Span | null }[] {
  return history.flatMap((version, index) => {
    const { days, cut } = daysOf(history, index);
    const part = { start: laterOf(days.start, span.start), end: earlierOf(days.end, span.end) };
    return part.start < part.end ? [{ version, part, cut }] : [];
  });
}

/**
 * Puts plan documents in the order of their effective dates; where they overlap the later one counts. Throws a FactsError where one
 * has no dates, two begin on one day, or there are days between them without a plan.
 */
export function historyOf(plans: readonly [Plan, ...Plan[]]): PlanHistory {
  const dated = plans.map((plan): PlanInForce => ({ plan, from: plan.effective?.from ?? EVER.start }));
  const [first, ...rest] = [...dated].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  if (!first) throw new RangeError("a history has a plan");
  const history: PlanHistory = [first, ...rest];
  const undated = plans.find(({ effective }) => effective === null);
  if (rest.length > 0 && undated)
    throw new FactsError(
      `${nameOf(undated)} does not say from when it counts: with several plans each needs effective: {from: …}.`,
    );
  for (const [i, { plan, from }] of history.entries()) {
    const before = history[i - 1];
    if (before && before.from === from)
      throw new FactsError(`${nameOf(before.plan)} and ${nameOf(plan)} both count from ${from}: give one another day.`);
    const through = before?.plan.effective?.through;
    if (before && through && addDays(through, 1) < from)
      throw new FactsError(
        `No plan is in force between ${nameOf(before.plan)}, which ends with ${through}, and ${nameOf(plan)}, which begins on ${from}: let one of them count for these days.`,
      );
  }
  return history;
}

const nameOf = ({ name, version }: Plan): string => `${name} ${version}`;

/** Whether anything goes from one payout of the plan to the next. */
const carriesBalances = ({ settlement: { draw, minimumPayment, release } }: Plan): boolean =>
  draw !== null || minimumPayment !== null || release !== null;

/**
 * Throws a FactsError where versions cannot be settled together in one statement: another currency, payout period or release. Versions
 * before the span count only where balances come from them. Source: plan mechanics, section 12 (plan change).
 */
export function checkTogether(history: PlanHistory, span: Span): void {
  const inSpan = inForceIn(history, span).map(({ version }) => version);
  const last = inSpan.at(-1);
  const index = last ? history.indexOf(last) : -1;
  const together = last && carriesBalances(last.plan) ? history.slice(0, index + 1) : inSpan;
  const [first, ...rest] = together;
  if (!first) return;
  for (const { plan, from } of rest) {
    const differs = (what: string, fix: string) =>
      new FactsError(`${nameOf(first.plan)} and ${nameOf(plan)}, which takes over on ${from}, ${what}: ${fix}.`);
    if (plan.currency !== first.plan.currency)
      throw differs(
        `pay in ${first.plan.currency} and ${plan.currency}`,
        "one statement is in one currency, so ask for periods that lie before or after the change",
      );
    if (plan.payoutPeriod !== first.plan.payoutPeriod)
      throw differs(
        `pay by the ${first.plan.payoutPeriod} and by the ${plan.payoutPeriod}`,
        "balances go from one payout to the next, so ask for periods that lie before or after the change",
      );
    if (releaseText(plan) !== releaseText(first.plan))
      throw differs(
        "hold pay back differently",
        "say the same release in both, so that what was earned before the change is released as it was agreed",
      );
  }
}

const releaseText = ({ settlement: { release } }: Plan): string =>
  JSON.stringify((release ?? []).map(({ share, on, days }) => [`${share.n}/${share.d}`, on, days ?? 0]));
