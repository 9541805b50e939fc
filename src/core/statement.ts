import type { IsoDate } from "./calendar.js";
import type { Money } from "./money.js";
import type { Period } from "./period.js";
import type { Rational } from "./rational.js";

/** Credited / quota, unrounded. No quota, or a quota of zero, is an outcome, never infinity. */
export type Attainment =
  | { readonly ok: true; readonly ratio: Rational }
  | { readonly ok: false; readonly reason: "no_quota" };

/** What a measure came to in the statement's period, in the plan's currency. */
export interface MeasureResult {
  readonly measure: string;
  readonly credited: Money;
  readonly quota: Money | null;
  readonly attainment: Attainment;
  readonly credits: number;
  /** "money", or what is counted: "units", "deals". Counts stand as amounts in XXX, which is no currency. */
  readonly unit?: string;
  /** The days measured, where they differ from the statement's period: the plan's window to date. */
  readonly window?: { readonly start: IsoDate; readonly end: IsoDate };
}

/**
 * One line of the explanation. `amount` is what the line adds to its parent; a line with `children` is their sum. `formula`
 * shows the calculation with its values ("8% x $20,000.00"), so that a person can redo it.
 */
export interface StatementLine {
  readonly label: string;
  readonly formula?: string;
  readonly base?: Money;
  readonly rate?: Rational;
  readonly amount: Money;
  /** The amount before rounding, where it is not whole minor units: the difference is what rounding placed on this line. */
  readonly exact?: Rational;
  readonly dealKey?: string;
  /** Key of the ledger entry that the line is. */
  readonly entry?: string;
  /**
   * What made the line: a component type, a modifier's field or a step of the calculation ("kickers", "cap", "true_up"). Without
   * one it is the rule of the line above, and of a component's own lines its type.
   */
  readonly rule?: string;
  /**
   * Where the plan says so, as a path in its document: from the component for a component's lines ("tiers[1]"), from the top
   * for all others ("draw"). Without one it is the clause of the line above.
   */
  readonly clause?: string;
  readonly children?: readonly StatementLine[];
}

export interface ComponentResult {
  readonly component: string;
  readonly label?: string;
  readonly type: string;
  readonly measure: string;
  readonly earned: Money;
  readonly lines: readonly StatementLine[];
  /** Where the period saw several plan versions: the one that paid this. */
  readonly planVersion?: string;
}

/** The part of a statement's period in which one plan version was in force. */
export interface StatementSegment {
  readonly plan: { readonly name: string; readonly version: string };
  readonly start: IsoDate;
  readonly end: IsoDate;
  readonly earned: Money;
  readonly measures: readonly MeasureResult[];
}

/**
 * What one payee earned in one period, under the plan version in force at its end and those before it. `earned` is the sum of the components; `adjustments` are
 * ledger entries posted in the period; `payable` = earned + adjustments - held. It may be below zero, which is
 * then owed.
 */
export interface Statement {
  readonly payee: { readonly key: string; readonly name: string };
  readonly plan: { readonly name: string; readonly version: string };
  readonly period: Period;
  readonly asOf: IsoDate;
  readonly currency: string;
  readonly measures: readonly MeasureResult[];
  /** Each version with its days, in order, where the plan changed within the period. Their `earned` add up to the statement's. */
  readonly segments?: readonly StatementSegment[];
  readonly components: readonly ComponentResult[];
  readonly earned: Money;
  readonly adjustments: readonly StatementLine[];
  readonly held: Money;
  readonly payable: Money;
  /** Draw advanced and not yet recovered, to the statement's end. */
  readonly drawBalance: Money;
  /** Earned by the statement's end, in any period, and not released. Only where the plan holds pay back. */
  readonly heldBalance?: Money;
  /** Waits for a later payment, below the plan's minimum; below zero it is owed. Only where the plan has a minimum. */
  readonly carriedForward?: Money;
  /** Clawbacks above the plan's limit that later payments give back. Only where the plan carries them. */
  readonly clawbackOwed?: Money;
  /** `payable` in the currency that is paid out, where the plan names one. */
  readonly payout?: { readonly amount: Money; readonly formula: string };
}
