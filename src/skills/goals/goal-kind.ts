import type { Value } from "../../answer/answer.js";
import type { Outlook } from "../../core/outlook.js";
import type { Rational } from "../../core/rational.js";
import type { DealRow } from "../../store/store.js";
import type { Pay } from "../pay.js";
import type { OnPlan } from "../payee.js";

/** What a goal is about besides its days. */
export interface GoalTerms {
  readonly kind: string;
  /** Null for what no data counts. */
  readonly target: Rational | null;
  /** Of an amount; null elsewhere. */
  readonly currency: string | null;
  readonly what: string | null;
}

/** What progress is worked out from: the same facts as attainment and pay, in the goal's days. */
export interface GoalFacts {
  readonly payee: OnPlan;
  readonly outlook: Outlook;
  readonly pay: Pay;
  readonly deals: readonly DealRow[];
  readonly span: { readonly start: string; readonly end: string };
}

export interface GoalKind {
  readonly name: string;
  /** To finish "Your goal: …": "110% of quota", "12 meetings". */
  title(goal: GoalTerms, locale: string): string;
  /** How a number of this kind is shown. */
  value(reached: Rational, goal: GoalTerms): Value;
  /** How far the person is; null where the data does not count it. */
  reached(goal: GoalTerms, facts: GoalFacts): Rational | null;
}
