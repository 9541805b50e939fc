import type { FxRateRecord } from "../store/records.js";
import { type DemoCalendar, offsetsTo, type QuarterOffset } from "./demo-calendar.js";
import { randomFor } from "./random.js";
import { company } from "./roster.js";

/** Dollars for one unit, about, and the decimals the plan rate is stated with. */
const USUAL: Readonly<Record<string, { readonly rate: number; readonly decimals: number }>> = {
  EUR: { rate: 1.09, decimals: 4 },
  GBP: { rate: 1.28, decimals: 4 },
  JPY: { rate: 0.0067, decimals: 6 },
  CAD: { rate: 0.73, decimals: 4 },
  AUD: { rate: 0.66, decimals: 4 },
};

/** The plan rate of the quarter, as the numeral it is stored as: within 4 % of the usual. */
export function planRate(currency: string, offset: QuarterOffset): string {
  if (currency === company.currency) return "1";
  const usual = USUAL[currency];
  if (!usual) throw new RangeError(`the demo company has no rate for ${currency}`);
  return (usual.rate * randomFor("fx", currency, offset).between(0.96, 1.04)).toFixed(usual.decimals);
}

/** Plan rates per quarter, the next one included once it is decided: they are set for the whole horizon. */
export const fxRateRecords = (calendar: DemoCalendar): FxRateRecord[] =>
  Object.keys(USUAL).flatMap((fromCurrency) =>
    offsetsTo(0).map((offset) => ({
      kind: "plan" as const,
      fromCurrency,
      toCurrency: company.currency,
      validFrom: calendar.quarter(offset).start,
      rate: planRate(fromCurrency, offset),
    })),
  );
