import type { Money } from "../core/money.js";
import { toDecimal } from "../core/money.js";
import { type Rational, toDecimalString } from "../core/rational.js";

/**
 * How the numerals along one direction of a chart read. money: major units of `currency`; ratio: 1 is 100 %; count: of `unit`;
 * day: an ISO day.
 */
export interface Scale {
  readonly label: string;
  readonly kind: "money" | "ratio" | "count" | "day";
  readonly currency?: string;
  readonly unit?: string;
}

/** Exact numerals ("1234.50", "0.8731") or ISO days, in the terms of their scales. Never formatted. */
export interface ChartPoint {
  readonly x: string;
  readonly y: string;
}

/** `actual` is what happened, `expected` what would, `goal` what is aimed at. Two points at one x are a jump. */
export interface ChartLine {
  readonly name: string;
  readonly role: "actual" | "expected" | "goal";
  readonly points: readonly ChartPoint[];
}

interface Described {
  readonly title: string;
  /** What the picture shows, in a sentence or two with its main figures: for screen readers, and wherever no picture can be drawn. */
  readonly alt: string;
}

/** Something over days or over attainment. `places` are points worth naming: "You are here". */
export interface LineChart extends Described {
  readonly kind: "line";
  readonly x: Scale;
  readonly y: Scale;
  readonly lines: readonly ChartLine[];
  readonly places?: readonly (ChartPoint & { readonly label: string })[];
}

/** A value for each name, beside the goal of each where they have one. `more` counts names left out. */
export interface BarChart extends Described {
  readonly kind: "bars";
  readonly value: Scale;
  /** What the goals are: "Quota". */
  readonly goal?: string;
  readonly bars: readonly { readonly label: string; readonly value: string; readonly goal?: string }[];
  readonly more?: number;
}

/** Steps that narrow from the first to the last. `note` stands beside the value: "7 deals". */
export interface FunnelChart extends Described {
  readonly kind: "funnel";
  readonly value: Scale;
  readonly steps: readonly { readonly label: string; readonly value: string; readonly note?: string }[];
}

/** A picture of figures, as data: each surface draws it its own way, and every number in it came from core. */
export type Chart = LineChart | BarChart | FunnelChart;

export const moneyNumeral = (amount: Money): string => toDecimal(amount);

/** To twelve places, which is finer than any screen. */
export const ratioNumeral = (value: Rational): string => toDecimalString(value, 12);
