import { allocate, money } from "../money.js";
import type { Rational } from "../rational.js";
import type { DealColumns } from "./company.js";
import { commonMultiple, fractionOf, isExact, rounderFor } from "./exact.js";

/** Credits by column: those of payee p are from `from[p]` to before `from[p + 1]`, by day, then in the order of rows. */
export interface CreditColumns {
  readonly from: Int32Array;
  /** The row of the deal. */
  readonly deal: Int32Array;
  /** In minor units. */
  readonly amount: Float64Array;
}

/** Days since 1970-01-01; `before` is excluded. */
interface Days {
  readonly from: number;
  readonly before: number;
}

/**
 * Credits of the rows closed in `days`, cut as `creditsOf` cuts a deal, gathered by payee and put in order. Two sorts by counting,
 * one over payees and one over the days of each, so that the work grows with the number of credits alone.
 */
export function creditColumns(deals: DealColumns, payees: number, days: Days): CreditColumns {
  const { count, day, amount, split, firstPayee, payee } = deals;
  const cuts = deals.splits.map(cutFor);
  const from = new Int32Array(payees + 1);
  for (let row = 0; row < count; row++) {
    if ((day[row] as number) < days.from || (day[row] as number) >= days.before) continue;
    const first = firstPayee[row] as number;
    const after = first + (cuts[split[row] as number] as Cut).parts;
    for (let i = first; i < after; i++) increase(from, (payee[i] as number) + 1, 1);
  }
  for (let p = 0; p < payees; p++) increase(from, p + 1, from[p] as number);

  const credits = from[payees] as number;
  const gathered = { deal: new Int32Array(credits), amount: new Float64Array(credits), day: new Uint16Array(credits) };
  const next = from.slice(0, payees);
  const parts = new Float64Array(Math.max(1, ...cuts.map((cut) => cut.parts)));
  for (let row = 0; row < count; row++) {
    const closed = day[row] as number;
    if (closed < days.from || closed >= days.before) continue;
    const cut = cuts[split[row] as number] as Cut;
    const first = firstPayee[row] as number;
    cut.share(amount[row] as number, parts);
    for (let i = 0; i < cut.parts; i++) {
      const to = payee[first + i] as number;
      const at = next[to] as number;
      next[to] = at + 1;
      gathered.deal[at] = row;
      gathered.amount[at] = parts[i] as number;
      gathered.day[at] = closed - days.from;
    }
  }
  return { from, ...sortedByDay(gathered, from, days.before - days.from) };
}

/** Each payee's credits by day; those of a day keep their order. */
function sortedByDay(
  gathered: { readonly deal: Int32Array; readonly amount: Float64Array; readonly day: Uint16Array },
  from: Int32Array,
  days: number,
): Pick<CreditColumns, "deal" | "amount"> {
  const deal = new Int32Array(gathered.deal.length);
  const amount = new Float64Array(gathered.amount.length);
  const place = new Int32Array(days + 1);
  for (let p = 0; p + 1 < from.length; p++) {
    const first = from[p] as number;
    const after = from[p + 1] as number;
    place.fill(0);
    place[0] = first;
    for (let i = first; i < after; i++) increase(place, (gathered.day[i] as number) + 1, 1);
    for (let d = 0; d < days; d++) increase(place, d + 1, place[d] as number);
    for (let i = first; i < after; i++) {
      const on = gathered.day[i] as number;
      const at = place[on] as number;
      place[on] = at + 1;
      deal[at] = gathered.deal[i] as number;
      amount[at] = gathered.amount[i] as number;
    }
  }
  return { deal, amount };
}

function increase(column: Int32Array, i: number, by: number): void {
  column[i] = (column[i] as number) + by;
}

const halfUp = rounderFor("half_up");

/** One way of sharing a deal. */
interface Cut {
  readonly parts: number;
  /** Writes what each gets of `minor` into `into`. */
  share(minor: number, into: Float64Array): void;
}

/** As `allocate`, in whole numbers where they are exact. */
function cutFor(shares: readonly Rational[]): Cut {
  const parts = shares.length;
  const fractions = shares.map((share) => fractionOf(share) ?? { n: Number.NaN, d: 1 });
  if (parts === 1 && fractions[0]?.n === fractions[0]?.d)
    return {
      parts,
      share: (minor, into) => {
        into[0] = minor;
      },
    };
  const denominator = fractions.reduce((common, { d }) => commonMultiple(common, d), 1);
  const weights = Float64Array.from(fractions, ({ n, d }) => n * (denominator / d));
  const whole = weights.reduce((a, b) => a + Math.abs(b), 0);
  const rest = new Float64Array(parts);
  return {
    parts,
    share(minor, into) {
      if (!isExact(Math.abs(minor) * whole, denominator)) {
        allocate(money(minor, "XXX"), shares).forEach((part, i) => {
          into[i] = part.minor;
        });
        return;
      }
      let left = 0;
      let exact = 0;
      for (let i = 0; i < parts; i++) {
        const value = minor * (weights[i] as number);
        const floor = Math.floor(value / denominator);
        into[i] = floor;
        rest[i] = value - floor * denominator;
        exact += value;
        left -= floor;
      }
      left += halfUp(exact, denominator);
      for (; left > 0; left--) {
        let most = 0;
        for (let i = 1; i < parts; i++) if ((rest[i] as number) > (rest[most] as number)) most = i;
        into[most] = (into[most] as number) + 1;
        rest[most] = -1;
      }
    },
  };
}
