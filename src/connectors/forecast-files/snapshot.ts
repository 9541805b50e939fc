import type { IsoDate } from "../../core/calendar.js";
import type { ForecastDeal } from "../../core/forecast/deal-columns.js";
import { dayNumber } from "../../core/forecast/periods.js";
import { readTable } from "./fields.js";

const FIELDS = [
  "deal_id",
  "rep_id",
  "amount_open",
  "created",
  "closed",
  "amount_won",
  "stage2_date",
  "status",
] as const;

/** The deals of an as-of snapshot. What is dated after `asOf` is refused: it could not be known. */
export function readSnapshot(file: string, asOf: IsoDate): ForecastDeal[] {
  const dayNumbers = new Map<IsoDate, number>();
  const numberOf = (date: IsoDate): number => {
    const known = dayNumbers.get(date) ?? dayNumber(date);
    dayNumbers.set(date, known);
    return known;
  };
  return readTable(file, FIELDS).map((row): ForecastDeal => {
    const knownDay = (field: string): number => {
      const date = row.date(field);
      if (date > asOf) row.fail(field, `The snapshot is of ${asOf}; leave out what is later.`);
      return numberOf(date);
    };
    const status = row.oneOf("status", ["open", "won", "lost"]);
    const created = knownDay("created");
    const closed = row.optional("closed", knownDay);
    if ((status === "open") !== (closed === null))
      row.fail("closed", "A won or lost deal has a day of closing, an open one none.");
    if (closed !== null && closed < created) row.fail("closed", "A deal closes on the day it is created or later.");
    return {
      key: row.text("deal_id"),
      rep: row.text("rep_id"),
      created,
      closed,
      won: status === "won",
      amountWon: status === "won" ? row.number("amount_won") : 0,
      amountOpen: row.optional("amount_open", row.number),
      advanced: row.optional("stage2_date", knownDay),
    };
  });
}
