import { addDays, addMonths, daysBetween, type IsoDate } from "../../core/calendar.js";
import { AskError } from "../../errors.js";
import { type FieldReader, readTable } from "./fields.js";

/** One moment at which forecasts are asked, with the people asked about. Amounts as in the file. */
export interface ForecastOrigin {
  readonly id: string;
  readonly dataset: string;
  /** Whole months that a period has. */
  readonly months: number;
  readonly historyStart: IsoDate;
  /** First day of the first period whose closes are all known. */
  readonly firstFull: IsoDate;
  readonly start: IsoDate;
  /** First day after the period. */
  readonly end: IsoDate;
  readonly asOf: IsoDate;
  readonly asked: readonly { readonly rep: string; readonly closed: number; readonly quota: number }[];
}

const FIELDS = [
  "dataset",
  "origin_id",
  "hist_start",
  "first_full_period",
  "period_start",
  "period_end",
  "asof",
  "rep_id",
  "qtd_won",
  "quota",
] as const;

/** The rows of a file of questions, gathered by origin in the order of the file. */
export function readOrigins(file: string): ForecastOrigin[] {
  const origins = new Map<string, ForecastOrigin & { asked: { rep: string; closed: number; quota: number }[] }>();
  for (const row of readTable(file, FIELDS)) {
    const id = row.text("origin_id");
    const found = origins.get(id);
    const origin = found ?? { ...originOf(row, id), asked: [] };
    if (!found) origins.set(id, origin);
    else if (row.date("asof") !== found.asOf || row.date("period_start") !== found.start)
      row.fail("asof", `Every row of ${id} has the same period and as-of day.`);
    const rep = row.text("rep_id");
    if (origin.asked.some((one) => one.rep === rep)) row.fail("rep_id", `Name each rep of ${id} once.`);
    origin.asked.push({ rep, closed: row.number("qtd_won"), quota: row.number("quota") });
  }
  if (origins.size === 0) throw new AskError(`${file} asks for nothing.`, "Give it a row for every forecast.");
  return [...origins.values()];
}

function originOf(row: FieldReader, id: string): Omit<ForecastOrigin, "asked"> {
  const start = row.date("period_start");
  const end = addDays(row.date("period_end"), 1);
  const months = Math.round(daysBetween(start, end) / 30.44);
  if (months < 1 || addMonths(start, months) !== end)
    row.fail("period_end", `The period from ${start} should end a whole number of months later.`);
  const asOf = row.date("asof");
  if (asOf < start || asOf >= end) row.fail("asof", `Choose a day from ${start} to ${addDays(end, -1)}.`);
  return {
    id,
    dataset: row.text("dataset"),
    months,
    historyStart: row.date("hist_start"),
    firstFull: firstDayOf(row, "first_full_period"),
    start,
    end,
    asOf,
  };
}

/** "2017Q2", "2017-Q2", "2017-03" or "2017". */
function firstDayOf(row: FieldReader, field: string): IsoDate {
  const match = /^(\d{4})(?:-?Q([1-4])|-(0[1-9]|1[0-2]))?$/.exec(row.text(field));
  if (!match) return row.fail(field, "Write a period as 2017Q2, 2017-03 or 2017.");
  const month = match[2] ? (Number(match[2]) - 1) * 3 + 1 : Number(match[3] ?? 1);
  return `${match[1]}-${String(month).padStart(2, "0")}-01`;
}
