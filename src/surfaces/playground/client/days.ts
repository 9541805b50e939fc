/** Calendar days as ISO text, counted and named without a time zone. */
const at = (day: string): Date => new Date(`${day}T00:00:00Z`);

export const plusDays = (day: string, days: number): string =>
  new Date(at(day).getTime() + days * 86_400_000).toISOString().slice(0, 10);

export const dayName = (day: string): string =>
  at(day).toLocaleDateString("en-US", {
    weekday: "short",
    month: "short",
    day: "numeric",
    year: "numeric",
    timeZone: "UTC",
  });
