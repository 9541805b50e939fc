import { addDays } from "../core/calendar.js";
import { FactsError, PlanError } from "../core/errors.js";
import type { Money } from "../core/money.js";
import { times } from "../core/money.js";
import { type Period, periodOf } from "../core/period.js";
import type { Plan } from "../core/plan.js";
import { parseDecimal } from "../core/rational.js";
import { statementUnder } from "../core/statement-of.js";
import { supposedCredit, withCredits } from "../core/what-if.js";
import type { DealRow } from "../store/store.js";
import type { Scope } from "./define-skill.js";
import { loadPayee, type OnPlan } from "./payee.js";

/** What somebody earns on the same facts under the plan they are on and under another version. */
export interface Compared {
  readonly period: Period;
  readonly before: Money;
  readonly after: Money;
}

export interface PlanMeaning {
  /** The last quarter, as it was. Null without a plan in it. */
  readonly last: Compared | null;
  /** This quarter, if every open deal that is expected in it closes as it stands. */
  readonly pipeline: (Compared & { readonly deals: number }) | null;
}

/**
 * What a plan version means for one person: their own last quarter, and this one with their open deals, each worked out as a whole
 * statement under both. Null parts where they are on no plan, or where a version needs facts that are not there.
 */
export async function meaningOf(next: Plan, scope: Scope): Promise<PlanMeaning> {
  const { store, subject, today } = scope;
  const of = (day: string) => periodOf("quarter", day, store.organisation.fiscalYearStartMonth);
  const current = of(today);
  const last = of(addDays(current.start, -1));
  const [then, now] = await Promise.all([
    loadPayee({ ...scope, period: last }),
    loadPayee({ ...scope, period: current }),
  ]);
  const deals =
    now.kind === "on_plan" ? await store.listDeals(subject.id, { start: today, end: addDays(today, 1) }) : [];
  const expected = deals.filter(
    ({ status, amount, expectedCloseOn }) =>
      status === "open" && amount !== null && expectedCloseOn !== null && expectedCloseOn < current.end,
  );
  return {
    last: then.kind === "on_plan" ? compared(then, next, last) : null,
    pipeline: now.kind === "on_plan" ? withDeals(now, next, current, expected) : null,
  };
}

function withDeals(payee: OnPlan, next: Plan, period: Period, deals: readonly DealRow[]): PlanMeaning["pipeline"] {
  const credits = deals.flatMap(({ key, name, amount, share, attributes }) =>
    amount
      ? [
          supposedCredit(payee.plan, payee.facts, period, times(amount, parseDecimal(share)), {
            key,
            name,
            measures: null,
            attributes,
          }),
        ]
      : [],
  );
  const found = compared({ ...payee, facts: withCredits(payee.facts, credits) }, next, period);
  return found && { ...found, deals: deals.length };
}

function compared({ history, facts }: OnPlan, next: Plan, period: Period): Compared | null {
  try {
    return {
      period,
      before: statementUnder(history, facts, period).earned,
      after: statementUnder([{ plan: next, from: period.start }], facts, period).earned,
    };
  } catch (error) {
    if (error instanceof FactsError || error instanceof PlanError) return null;
    throw error;
  }
}
