/**
 * What a chart shows, whoever draws it. Values are doubles: a chart is a picture of figures that were calculated exactly elsewhere, and
 * no figure is ever read back from it.
 */

export interface Axis {
  readonly label: string;
  /** percent: 1 is 100%. money: in major units of `currency`. number: with `unit`, such as seats. day: days since 1970. */
  readonly format: "percent" | "money" | "number" | "day";
  readonly currency?: string;
}

export interface Point {
  readonly x: number;
  readonly y: number;
  /** The point itself does not belong to the line, which starts or ends just beside it: drawn as a ring. */
  readonly open?: boolean;
}

export interface Series {
  readonly name: string;
  /** solid, unless said otherwise. */
  readonly stroke?: "solid" | "dashed" | "dotted";
  /** Lines without a break. Where one ends and the next starts at the same x the value jumps, drawn as a jump. */
  readonly segments: readonly (readonly Point[])[];
  /** Places on the line worth naming, such as where a tier starts. */
  readonly named?: readonly (Point & { readonly label: string })[];
}

/** A place worth naming on an axis: quota, a threshold, a cap. */
export interface Mark {
  readonly axis: "x" | "y";
  readonly at: number;
  readonly label: string;
}

export interface LineChart {
  readonly title: string;
  readonly subtitle?: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly series: readonly Series[];
  readonly marks?: readonly Mark[];
  /** In CSS pixels; a PNG has twice as many of its own. */
  readonly width?: number;
  readonly height?: number;
}

/** One bar a name, with a tick where its goal is. */
export interface BarPicture {
  readonly title: string;
  readonly value: Axis;
  readonly goal?: string;
  readonly bars: readonly { readonly label: string; readonly value: number; readonly goal?: number }[];
}

/** Steps below each other, as wide as their values. */
export interface FunnelPicture {
  readonly title: string;
  readonly value: Axis;
  readonly steps: readonly { readonly label: string; readonly value: number; readonly shown: string }[];
}
