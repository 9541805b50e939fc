import { addDays } from "../core/calendar.js";
import type { Period } from "../core/period.js";
import { formatDate } from "./format.js";

const months = new Map<string, Intl.DateTimeFormat>();

/** A period as people say it: "Q4 2026", "H1 2026", "November 2026", "2026", "the week of Nov 16, 2026", "Mar 1, 2026 to May 31, 2026". */
export function periodLabel(period: Period, locale: string): string {
  switch (period.kind) {
    case "quarter":
    case "half":
      return period.key.split("-").reverse().join(" ");
    case "year":
      return period.key;
    case "month": {
      const format =
        months.get(locale) ?? new Intl.DateTimeFormat(locale, { month: "long", year: "numeric", timeZone: "UTC" });
      months.set(locale, format);
      return format.format(new Date(`${period.start}T00:00:00Z`));
    }
    case "day":
      return formatDate(period.start, locale);
    case "week":
      return `the week of ${formatDate(period.start, locale)}`;
    case "range":
      return `${formatDate(period.start, locale)} to ${formatDate(addDays(period.end, -1), locale)}`;
  }
}

/** When something was, within a sentence: "in Q4 2026", "on Nov 20, 2026", "from Mar 1, 2026 to May 31, 2026". */
export function inPeriod(period: Period, locale: string): string {
  const before = period.kind === "day" ? "on" : period.kind === "range" ? "from" : "in";
  return `${before} ${periodLabel(period, locale)}`;
}
