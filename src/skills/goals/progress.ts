import { type GoalProgress, goalProgress } from "../../core/goal.js";
import { outlook } from "../../core/outlook.js";
import { type Period, periodSpanning } from "../../core/period.js";
import { parseDecimal } from "../../core/rational.js";
import type { Goal } from "../../store/written/goals.js";
import type { Scope } from "../define-skill.js";
import { payOf } from "../pay.js";
import { loadPayee, type Payee } from "../payee.js";
import type { GoalTerms } from "./goal-kind.js";
import { goalKinds } from "./index.js";

export interface GoalStanding {
  readonly goal: Goal;
  readonly terms: GoalTerms;
  readonly period: Period;
  /** Null where nothing counts it, or it has not begun. */
  readonly progress: GoalProgress | null;
}

export const termsOf = ({ kind, target, currency, what }: Goal): GoalTerms => ({
  kind,
  target: target === null ? null : parseDecimal(target),
  currency,
  what,
});

/** The goals of a person with how far they are, each from the facts of its own days. */
export async function goalStandings(goals: readonly Goal[], scope: Scope): Promise<GoalStanding[]> {
  const { store, subject } = scope;
  const payees = new Map<string, Payee>();
  const found: GoalStanding[] = [];
  for (const goal of goals) {
    const period = periodSpanning(goal, store.organisation.fiscalYearStartMonth);
    const payee = payees.get(period.key) ?? (await loadPayee({ ...scope, period }));
    payees.set(period.key, payee);
    const terms = termsOf(goal);
    const needsDeals = goal.kind === "coverage" && payee.kind === "on_plan";
    const deals = needsDeals ? await store.listDeals(subject.id, period) : [];
    found.push({ goal, terms, period, progress: progressOf(terms, payee, deals, period) });
  }
  return found;
}

/** Null where nothing counts it, or there is nothing to count it by. */
export function progressOf(
  terms: GoalTerms,
  payee: Payee,
  deals: Awaited<ReturnType<Scope["store"]["listDeals"]>>,
  period: Period,
) {
  if (payee.kind !== "on_plan" || terms.target === null) return null;
  const now = outlook(payee.history, payee.facts, period);
  const reached = goalKinds
    .get(terms.kind)
    ?.reached(terms, { payee, outlook: now, pay: payOf(payee), deals, span: period });
  return reached ? goalProgress(terms.target, reached) : null;
}
