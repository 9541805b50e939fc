import type { Axis } from "./chart.js";

/** How an axis writes a value: "120%", "$25,000", "€1.5M" where thousands would crowd it. */
export function axisText({ format, currency }: Axis, value: number): string {
  if (format === "percent") return `${trimmed(value * 100)}%`;
  if (format === "day") return dayText.format(new Date(value * DAY_MS));
  if (format === "number" || currency === undefined) return grouped(value);
  const large = Math.abs(value) >= 1_000_000;
  return new Intl.NumberFormat("en-US", {
    style: "currency",
    currency,
    currencyDisplay: "narrowSymbol",
    notation: large ? "compact" : "standard",
    minimumFractionDigits: 0,
    maximumFractionDigits: large ? 2 : Number.isInteger(value) ? 0 : 2,
  }).format(value);
}

export const DAY_MS = 86_400_000;
const dayText = new Intl.DateTimeFormat("en-US", { month: "short", day: "numeric", timeZone: "UTC" });
const trimmed = (value: number): string => String(Number(value.toFixed(2)));
const grouped = (value: number): string => new Intl.NumberFormat("en-US", { maximumFractionDigits: 2 }).format(value);
