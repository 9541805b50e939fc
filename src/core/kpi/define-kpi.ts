import type { IsoDate } from "../calendar.js";
import type { Money } from "../money.js";
import type { Days, KpiDeal } from "./deal.js";
import type { KpiUnit, Measured } from "./measured.js";

/** Somebody whose deals are measured, for what is counted by head or by time. */
export interface KpiPerson {
  readonly key: string;
  readonly hiredOn: IsoDate | null;
  readonly leftOn: IsoDate | null;
  /** Days away; `end` null = not back yet. */
  readonly leaves: readonly { readonly start: IsoDate; readonly end: IsoDate | null }[];
  /** Of the span, where there is one. */
  readonly quota: Money | null;
  readonly credited: Money | null;
}

/** What a KPI is measured on. Nothing after `asOf` is in it: `asKnown` sees to that. */
export interface KpiInput {
  readonly deals: readonly KpiDeal[];
  readonly people: readonly KpiPerson[];
  readonly span: Days;
  readonly asOf: IsoDate;
  /** First day from which every closing is known. */
  readonly historyStart: IsoDate;
  /** Whole periods before the span, oldest first: what needs earlier ones learns from them. */
  readonly earlier: readonly Days[];
  readonly currency: string;
  /** Stages of open deals in the order deals pass them. */
  readonly stages: readonly string[];
}

export interface Kpi {
  /** snake_case; what a question names. */
  readonly name: string;
  readonly label: string;
  /** What it says, in one line for people. */
  readonly meaning: string;
  readonly unit: KpiUnit;
  readonly better: "higher" | "lower" | null;
  /** A total that grows with the people counted, so that one person's is not held against a group's. */
  readonly grows?: true;
  /** What it is counted on: "closed deals". */
  readonly counted: string;
  /** Below so many of them it is shown but not compared. */
  readonly least: number;
  measure(input: KpiInput): Measured;
}

export const defineKpi = (kpi: Kpi): Kpi => kpi;
