import { type Rational, rational } from "../rational.js";

/** share: 1 = 100 %. money: major units. money_per_day, money_per_month: the same over time. times: a ratio shown as "2.4x". */
export type KpiUnit = "share" | "days" | "money" | "money_per_day" | "money_per_month" | "times" | "count" | "per_week";

/** 95 % limits of an estimate; `high` null = not known, such as a median that too few deals have reached. */
export interface Interval {
  readonly low: Rational;
  readonly high: Rational | null;
}

/** Something that belongs beside a KPI: another form of it, or what it is made of. */
export interface KpiPart {
  readonly key: string;
  readonly label: string;
  readonly unit: KpiUnit;
  readonly value: Rational;
  /** What it was counted on. */
  readonly n: number;
}

/** A KPI as measured: exact, with the number of cases and how far chance alone may have moved it. */
export type Measured =
  | {
      readonly ok: true;
      readonly value: Rational;
      /** Deals, or people, it was counted on. */
      readonly n: number;
      /** Null where the figure is a fact and no estimate. */
      readonly interval: Interval | null;
      readonly parts: readonly KpiPart[];
      /** What it assumes or leaves out, a sentence. */
      readonly basis?: string;
    }
  | {
      readonly ok: false;
      readonly n: number;
      /** Why there is no figure, a sentence. */
      readonly why: string;
      readonly parts: readonly KpiPart[];
    };

export const notMeasured = (why: string, n = 0, parts: readonly KpiPart[] = []): Measured => ({
  ok: false,
  n,
  why,
  parts,
});

/** An estimate's limit as a fraction with six decimals; for limits alone, never for a figure. */
export const sixDigits = (value: number): Rational => rational(Math.round(value * 1e6), 1_000_000);

export const toNumber = ({ n, d }: Rational): number => {
  const shift = Math.max(0, n.toString(2).length - 1000, d.toString(2).length - 1000);
  return shift === 0 ? Number(n) / Number(d) : Number(n >> BigInt(shift)) / Number(d >> BigInt(shift));
};
