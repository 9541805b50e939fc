import type { Scale } from "../../answer/chart.js";
import { type Money, NO_CURRENCY } from "../../core/money.js";

/** The scale on which a measure stands: its currency, or what it counts. */
export const scaleOf = (label: string, { currency }: Pick<Money, "currency">, unit = "units"): Scale =>
  currency === NO_CURRENCY ? { label, kind: "count", unit } : { label, kind: "money", currency };
