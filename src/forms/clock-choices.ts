import { DateTime } from "luxon";

/** The half hours of a day as a person writes them. `also` is in the list even where it is another minute. */
export function clockChoices(locale: string, also: readonly string[] = []): { label: string; value: string }[] {
  const halves = Array.from(
    { length: 48 },
    (_, i) => `${String(i >> 1).padStart(2, "0")}:${i % 2 === 0 ? "00" : "30"}`,
  );
  return [...new Set([...halves, ...also])].sort().map((value) => ({ label: clockText(value, locale), value }));
}

const clockText = (time: string, locale: string): string =>
  DateTime.fromFormat(time, "HH:mm").setLocale(locale).toLocaleString(DateTime.TIME_SIMPLE).replaceAll("\u202f", " ");
