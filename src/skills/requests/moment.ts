import * as chrono from "chrono-node";
import { DateTime } from "luxon";

/** The same words mean other days in other languages ("mar" is March and Tuesday), so each is tried in turn and the first that reads something counts. */
const READERS = [chrono.en.casual, chrono.de.casual, chrono.es.casual, chrono.fr.casual];
const LENGTH =
  /\b(?:for|fur|por|durante|pendant)\s+(?:the next |die nachsten |les prochaines? )?(an?|one|eine?n?|un[ae]?|\d{1,3})\s*(hours?|hrs?|h|stunden?|horas?|heures?|days?|tage?n?|dias?|jours?|weeks?|wochen?|semanas?|semaines?|months?|monate?n?|mes(?:es)?|mois)\b/;
const UNITS: readonly (readonly [RegExp, "hours" | "days" | "weeks" | "months"])[] = [
  [/^h|^stund|^heure/, "hours"],
  [/^d|^tag|^jour/, "days"],
  [/^w|^sem/, "weeks"],
  [/^m/, "months"],
];
const NTH = /^(?:the |el |dem |le )?(\d{1,2})(?:st|nd|rd|th|\.)?(?![\d:])/;

/**
 * The first moment that is meant to be over: "till monday" and "until the 28th" are the beginning of that day where `zone` is, "for 2
 * hours" counts from `now`. `until` is the words after "until". Null where they name no moment, or one that is past.
 */
export function momentAfter(plain: string, until: string | null, now: Date, zone: string): Date | null {
  const here = DateTime.fromJSDate(now, { zone });
  const length = LENGTH.exec(plain);
  if (length) {
    const count = /^\d/.test(length[1] ?? "") ? Number(length[1]) : 1;
    const unit = UNITS.find(([pattern]) => pattern.test(length[2] ?? ""))?.[1] ?? "days";
    return here.plus({ [unit]: count }).toJSDate();
  }
  if (until === null) return null;
  const found = READERS.map((reader) =>
    reader.parse(until, { instant: now, timezone: here.offset }, { forwardDate: true }),
  ).find((results) => (results[0]?.index ?? 9) < 5)?.[0];
  if (!found) return dayOfMonth(until, here);
  const { start } = found;
  const day = DateTime.fromObject(
    {
      year: start.get("year") ?? here.year,
      month: start.get("month") ?? here.month,
      day: start.get("day") ?? here.day,
    },
    { zone },
  );
  const moment = start.isCertain("hour")
    ? day.set({ hour: start.get("hour") ?? 0, minute: start.get("minute") ?? 0 })
    : day;
  if (moment > here) return moment.toJSDate();
  // "Till Monday", said on a Monday.
  return start.isCertain("weekday") ? moment.plus({ weeks: 1 }).toJSDate() : null;
}

/** "the 28th": this month's, or the next one's where that is past. */
function dayOfMonth(words: string, here: DateTime): Date | null {
  const nth = Number(NTH.exec(words)?.[1]);
  if (!(nth >= 1 && nth <= 31)) return null;
  for (let months = 0; months < 3; months++) {
    const month = here.startOf("month").plus({ months });
    const day = month.set({ day: nth });
    if (day.month === month.month && day > here) return day.toJSDate();
  }
  return null;
}
