import { toDecimal } from "../core/money.js";
import { toDecimalString } from "../core/rational.js";
import type { Figure } from "./answer.js";

/** A figure for programs. `value` is exact: money in major units with all digits of its minor unit, a ratio with up to 12 places. */
export interface FigureRecord {
  readonly key: string;
  readonly label: string;
  readonly value: string;
  readonly unit: string;
  readonly currency?: string;
}

/** The figure with its exact value and never a formatted one: money "1234.50", attainment "0.8731", a day "2026-11-23". */
export function toFigureRecord({ key, label, value }: Figure): FigureRecord {
  switch (value.kind) {
    case "money":
      return { key, label, value: toDecimal(value.amount), unit: "money", currency: value.amount.currency };
    case "ratio":
      return { key, label, value: toDecimalString(value.ratio, 12), unit: "ratio" };
    case "count":
      return { key, label, value: String(value.count), unit: value.unit };
    case "date":
      return { key, label, value: value.date, unit: "date" };
    case "text":
      return { key, label, value: value.text, unit: "text" };
  }
}
