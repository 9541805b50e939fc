import type { IsoDate } from "./calendar.js";
import type { Money } from "./money.js";
import type { Rational } from "./rational.js";

/** What a won deal counts for one payee, in the deal's own currency. */
export interface Credit {
  readonly dealKey: string;
  readonly dealName: string;
  /** The day that decides the window the credit falls in. */
  readonly creditedOn: IsoDate;
  readonly amount: Money;
  /** The payee's share of the deal, 1 = all of it. */
  readonly share: Rational;
  /** The deal or line undivided, and what others have of it who share it and are named before the payee. */
  readonly split?: { readonly whole: Money; readonly before: Rational };
  /** What of the deal counts towards quotas, where that is not what is paid on: for measures with `share: quota`. */
  readonly quota?: { readonly amount: Money; readonly share: Rational };
  /**
   * Product, deal type and the like, for plans that look at them. Numbers are decimal numerals of the whole deal, before the
   * payee's share: `units`, `cost` and `margin` (both in the deal's currency), or any name that a measure counts.
   */
  readonly attributes: Readonly<Record<string, string>>;
  /** The order line, where a deal is credited line by line. */
  readonly lineKey?: string;
  readonly invoicedOn?: IsoDate;
  /** What the customer paid, as shares of the deal by day. */
  readonly collected?: readonly { readonly on: IsoDate; readonly share: Rational }[];
  /** The deal, or a share of it, was cancelled or returned. */
  readonly cancelled?: { readonly on: IsoDate; readonly share: Rational };
  /** This credit takes another one back; filters judge that one. */
  readonly cancels?: Credit;
  /** This credit is another one, or part of it, counted on another day; filters judge that one. */
  readonly partOf?: Credit;
  /** A total recorded for these measures alone, or a supposed credit: `amount` is the value, filters do not apply. */
  readonly measures?: readonly string[];
}

/** A quota for one measure over one window; `end` is the first day after it. Units stand as an amount in XXX. */
export interface Quota {
  readonly measure: string;
  readonly start: IsoDate;
  readonly end: IsoDate;
  readonly amount: Money;
  readonly setOn: IsoDate;
  /** Only these days of the window have this quota, so it counts their share of it: a transfer within the window. */
  readonly inForce?: { readonly start: IsoDate; readonly end: IsoDate };
  readonly reason?: string;
}

export const FX_KINDS = ["plan", "spot", "average", "month_end"] as const;
export type FxKind = (typeof FX_KINDS)[number];

/** 1 `from` = `rate` `to`, from `validFrom` until the next rate of the same pair and kind. */
export interface FxRate {
  readonly kind: FxKind;
  readonly from: string;
  readonly to: string;
  readonly validFrom: IsoDate;
  readonly rate: Rational;
}

export type LedgerKind = "clawback" | "draw_advance" | "draw_recovery" | "adjustment";

/** Pay that comes from no credit of the window. Signed as it moves pay. */
export interface LedgerEntry {
  readonly key: string;
  readonly postedOn: IsoDate;
  readonly kind: LedgerKind;
  readonly amount: Money;
  readonly reason: string;
  readonly dealName?: string;
}

/** How far a goal was reached, as somebody judged it. Counts in windows that hold its whole span. */
export interface Score {
  readonly goal: string;
  readonly start: IsoDate;
  readonly end: IsoDate;
  /** 1 = 100%. */
  readonly score: Rational;
  readonly approvedBy?: string;
  readonly evidence?: string;
}

/** Somebody's decision on what a large deal pays. */
export interface Decision {
  readonly dealKey: string;
  /** 1 = in full. */
  readonly pays: Rational;
  readonly decidedBy: string;
}

/** What was already paid for a component over a span, where that is known from elsewhere and not recomputed. */
export interface PriorEarning {
  readonly component: string;
  readonly start: IsoDate;
  readonly end: IsoDate;
  readonly amount: Money;
}

/** A span without working, `end` excluded, null = not back yet. */
export interface LeaveSpan {
  readonly start: IsoDate;
  readonly end: IsoDate | null;
}

/** Somebody on the plan, with whom they report to in the days from `start` to before `end` (null = still). */
export interface ParticipantFacts {
  readonly facts: PayeeFacts;
  readonly managers: readonly { readonly key: string; readonly start: IsoDate; readonly end: IsoDate | null }[];
}

/** Everything about one payee that a statement is computed from. The same facts always give the same statement. */
export interface PayeeFacts {
  readonly payee: {
    readonly key: string;
    readonly name: string;
    readonly hiredOn?: IsoDate;
    readonly leftOn?: IsoDate;
  };
  /** Pay at exactly 100 % over a whole plan year, in the plan's currency. */
  readonly targetIncentive: Money | null;
  /** In force on the as-of day: at most one per measure and window. */
  readonly quotas: readonly Quota[];
  readonly credits: readonly Credit[];
  readonly ledger: readonly LedgerEntry[];
  readonly leaves: readonly LeaveSpan[];
  /** Takes the place of recomputing earlier periods in a true-up, for the components named. */
  readonly priorEarnings?: readonly PriorEarning[];
  readonly scores?: readonly Score[];
  readonly decisions?: readonly Decision[];
  /** Who reports to the payee, each with their own facts, in the days from `start` to before `end` (null = still). */
  readonly team?: readonly { readonly facts: PayeeFacts; readonly start: IsoDate; readonly end: IsoDate | null }[];
  /** Everybody whose contests, pools and budgets the payee shares, the payee included; only where the plan has such things. */
  readonly participants?: readonly ParticipantFacts[];
  /** Balances at the start of the calculated period, where they are known and not recomputed from earlier ones. */
  readonly opening?: { readonly drawBalance?: Money; readonly carried?: Money; readonly clawback?: Money };
  readonly payoutCurrency?: string;
  readonly fxRates: readonly FxRate[];
  /** Credits and ledger entries after this day are not known yet. */
  readonly asOf: IsoDate;
  /** 1 = January. */
  readonly fiscalYearStartMonth: number;
}
