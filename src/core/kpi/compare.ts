import { compare as order, type Rational, subtract } from "../rational.js";
import type { Kpi } from "./define-kpi.js";
import { differenceInterval } from "./intervals.js";
import type { Measured } from "./measured.js";

/** Two measurements of one KPI held against each other. */
export type Comparison =
  | {
      readonly ok: true;
      readonly own: Rational;
      readonly other: Rational;
      /** own - other. */
      readonly difference: Rational;
      /** "level" also where the KPI has no better side. */
      readonly side: "better" | "worse" | "level";
      /** More than chance alone would usually bring: the 95 % limits of the difference leave zero out. */
      readonly clear: boolean;
    }
  | {
      readonly ok: false;
      readonly reason: "not_measured" | "too_few";
      /** The smaller sample, and what it would take. */
      readonly n: number;
      readonly needed: number;
    };

/** Refused where either side has fewer cases than the KPI asks for: a difference of a handful of deals is noise that reads like news. */
export function compareMeasured(kpi: Kpi, own: Measured, other: Measured): Comparison {
  const n = Math.min(own.n, other.n);
  if (!own.ok || !other.ok) return { ok: false, reason: "not_measured", n, needed: kpi.least };
  if (n < kpi.least) return { ok: false, reason: "too_few", n, needed: kpi.least };
  const sign = order(own.value, other.value);
  const limits = differenceInterval(own, other);
  return {
    ok: true,
    own: own.value,
    other: other.value,
    difference: subtract(own.value, other.value),
    side: sign === 0 || kpi.better === null ? "level" : sign > 0 === (kpi.better === "higher") ? "better" : "worse",
    clear: limits !== null && (limits.low > 0 || limits.high < 0),
  };
}
