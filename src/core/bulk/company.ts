import type { IsoDate } from "../calendar.js";
import type { Credit, PayeeFacts } from "../facts.js";
import type { Rational } from "../rational.js";

/**
 * Won deals by column, one row for a deal or order line, in the plan's currency. Rows stand in the order of deal key, then line
 * key, as far as they are credited to the same payee. Row numbers are how lines of pay name their deal.
 */
export interface DealColumns {
  readonly count: number;
  /** The day of credit in days since 1970-01-01. */
  readonly day: Int32Array;
  /** In minor units, whole. */
  readonly amount: Float64Array;
  /** Which way of `splits` the row is shared in. */
  readonly split: Uint16Array;
  /** Shares of a row, cut by largest remainder; [1] for a deal that is not split. */
  readonly splits: readonly (readonly Rational[])[];
  /** Where the row's payees begin in `payee`; as many follow as its split has shares. */
  readonly firstPayee: Int32Array;
  readonly payee: Int32Array;
  /** Rows of the same number are lines of one deal; null = every row is a deal of its own. */
  readonly dealOf: Int32Array | null;
}

/** What is known of payees beside their credits, by column: quotas and incentives over the period asked for. */
export interface PayeeColumns {
  readonly count: number;
  /** By measure, in minor units after season, ramp and proration; NaN = none set. */
  readonly quota: ReadonlyMap<string, Float64Array>;
  /** A year's pay at 100%, in minor units; NaN = none. */
  readonly targetIncentive: Float64Array;
  /** 1 = more is known of this payee than columns hold (a draw, leave, foreign deals): calculated one by one. */
  readonly apart: Uint8Array;
}

/** A company's facts for one plan and one period. The columns hold what a pass reads; the rest is asked for when needed. */
export interface Company {
  readonly deals: DealColumns;
  readonly payees: PayeeColumns;
  /** Rows credited after this day are not known yet. */
  readonly asOf: IsoDate;
  /** 1 = January. */
  readonly fiscalYearStartMonth: number;
  /** What a row is called and what filters look at. */
  dealAt(row: number): Pick<Credit, "dealKey" | "dealName" | "attributes" | "lineKey">;
  /** The same facts in full, for payees calculated one by one and for explanations. */
  factsOf(payee: number): PayeeFacts;
}
