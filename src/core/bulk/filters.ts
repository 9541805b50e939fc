import { addDays } from "../calendar.js";
import { money } from "../money.js";
import { ONE } from "../rational.js";
import { matches, type Where } from "../where.js";
import type { Company } from "./company.js";
import type { CreditColumns } from "./crediting.js";

/** What a filter sees that differs from credit to credit of the same kind of deal. */
const OF_THE_CREDIT = ["amount", "deal", "closed_on"];

/** 1 for every credit that a filter lets through. Filters on words alone are judged once for each set of attributes. */
export function filterMask(
  where: Where,
  { deals, dealAt }: Company,
  { deal, amount }: CreditColumns,
  currency: string,
): Uint8Array {
  const mask = new Uint8Array(deal.length);
  const judged = where.some(([name]) => OF_THE_CREDIT.includes(name)) ? null : new Map<object, boolean>();
  for (let i = 0; i < deal.length; i++) {
    const row = deal[i] as number;
    const about = dealAt(row);
    let passes = judged?.get(about.attributes);
    if (passes === undefined) {
      const creditedOn = addDays("1970-01-01", deals.day[row] as number);
      passes = matches(where, { ...about, creditedOn, amount: money(amount[i] as number, currency), share: ONE });
      judged?.set(about.attributes, passes);
    }
    mask[i] = passes ? 1 : 0;
  }
  return mask;
}

/** The credits that a mask lets through, in the same order. */
export function filtered({ from, deal, amount }: CreditColumns, mask: Uint8Array): CreditColumns {
  const places = new Int32Array(from.length);
  const kept = mask.reduce((sum, passes) => sum + passes, 0);
  const result = { from: places, deal: new Int32Array(kept), amount: new Float64Array(kept) };
  let at = 0;
  for (let p = 0; p + 1 < from.length; p++) {
    for (let i = from[p] as number; i < (from[p + 1] as number); i++) {
      if (mask[i] === 0) continue;
      result.deal[at] = deal[i] as number;
      result.amount[at] = amount[i] as number;
      at++;
    }
    places[p + 1] = at;
  }
  return result;
}
