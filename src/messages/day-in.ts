import { DateTime } from "luxon";
import type { IsoDate } from "../core/calendar.js";

/** The calendar day of a moment in a time zone. Throws for a zone that does not exist. */
export function dayIn(timeZone: string, moment: Date): IsoDate {
  const day = DateTime.fromJSDate(moment, { zone: timeZone }).toISODate();
  if (day === null) throw new Error(`"${timeZone}" is no time zone`);
  return day;
}
