import type { MeasureView } from "./component.js";
import type { Position } from "./document.js";
import { compare, type Rational, ZERO } from "./rational.js";
import { amountText, numberText, percentText } from "./wording.js";

/** Where a measure stands, in the terms of a position: attainment for percentages (a ratio itself where that is counted), else the total. */
export const standing = (view: MeasureView, at: Position): Rational =>
  at.percent && view.unit !== "ratio" ? (view.attainment ?? ZERO) : view.credited;

/** `upper`: at the position itself it counts as reached. `lower`: it must be passed. */
export function hasReached(view: MeasureView, at: Position, edge: "upper" | "lower"): boolean {
  if (at.percent && view.unit !== "ratio" && view.attainment === null) return false;
  const side = compare(standing(view, at), at.value);
  return edge === "upper" ? side >= 0 : side > 0;
}

export const standingText = (value: Rational, at: Position, view: MeasureView, currency: string): string =>
  at.percent ? percentText(value, 4) : view.unit === "money" ? amountText(value, currency) : numberText(value);
