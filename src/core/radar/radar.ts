import type { IsoDate } from "../calendar.js";
import type { Money } from "../money.js";
import type { DealState } from "../pipeline-movement.js";
import type { Rational } from "../rational.js";

/** What one finished period came to for one person. */
export interface RadarPeriod {
  readonly start: IsoDate;
  /** First day after it. */
  readonly end: IsoDate;
  readonly credited: Money;
  readonly quota: Money | null;
  readonly earned: Money;
}

/** One person on a plan, as far as questions about the plan need it. */
export interface RadarPerson {
  readonly name: string;
  readonly plan: string;
  /** Finished periods on that plan, oldest first. */
  readonly periods: readonly RadarPeriod[];
  /** The quota of the running period; null without one. */
  readonly quota: Money | null;
  /** Attainments at which the plan pays differently, 1 = quota. */
  readonly edges: readonly Rational[];
  readonly deals: readonly DealState[];
}

/** Something about a plan that is worth a question, with what it rests on. Never a verdict on a person. */
export interface RadarFinding {
  readonly check: string;
  readonly plan: string;
  /** To ask of the plan or of whoever set it. */
  readonly question: string;
  /** What was seen, in numbers. */
  readonly evidence: string;
  /** Where it was seen, so that somebody can look; empty where it is the whole plan. */
  readonly people: readonly string[];
}

/** One thing to look for among everybody on one plan. */
export interface RadarCheck {
  readonly name: string;
  find(plan: string, people: readonly RadarPerson[]): readonly RadarFinding[];
}
