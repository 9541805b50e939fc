import { allocate, money, NO_CURRENCY } from "../money.js";
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

/** As many places as a sort keeps at hand: few enough for a processor's cache, so that a large company costs no more a credit. */
const PLACES = 2 ** 14;

/**
 * Credits of the rows closed in `days`, cut as `creditsOf` cuts a deal, by payee and in order. Two sorts by counting: into groups of
 * payees, then within each group by payee and day. The work grows with the number of credits alone.
 */
export function creditColumns(deals: DealColumns, payees: number, days: Days): CreditColumns {
  const { count, day, amount, split, firstPayee, payee } = deals;
  const length = Math.max(1, days.before - days.from);
  const groupBits = Math.max(0, Math.floor(Math.log2(PLACES / length)));
  const cuts = deals.splits.map(cutFor);
  const groupFrom = new Int32Array((payees >> groupBits) + 2);
  for (let row = 0; row < count; row++) {
    const closed = day[row] as number;
    if (closed < days.from || closed >= days.before) continue;
    const first = firstPayee[row] as number;
    const after = first + (cuts[split[row] as number] as Cut).parts;
    for (let i = first; i < after; i++) increase(groupFrom, ((payee[i] as number) >> groupBits) + 1, 1);
  }
  for (let g = 0; g + 1 < groupFrom.length; g++) increase(groupFrom, g + 1, groupFrom[g] as number);

  const credits = groupFrom[groupFrom.length - 1] as number;
  const grouped: Grouped = {
    place: new Uint16Array(credits),
    deal: new Int32Array(credits),
    amount: new Float64Array(credits),
  };
  const next = groupFrom.slice();
  const withinGroup = 2 ** groupBits - 1;
  const parts = new Float64Array(Math.max(1, ...cuts.map((cut) => cut.parts)));
  for (let row = 0; row < count; row++) {
    const closed = day[row] as number;
    if (closed < days.from || closed >= days.before) continue;
    const cut = cuts[split[row] as number] as Cut;
    const first = firstPayee[row] as number;
    cut.share(amount[row] as number, parts);
    for (let i = 0; i < cut.parts; i++) {
      const to = payee[first + i] as number;
      const at = next[to >> groupBits] as number;
      next[to >> groupBits] = at + 1;
      grouped.place[at] = (to & withinGroup) * length + closed - days.from;
      grouped.deal[at] = row;
      grouped.amount[at] = parts[i] as number;
    }
  }
  return ordered(grouped, groupFrom, payees, 2 ** groupBits, length);
}

/** Credits by group of payees; `place` is where they stand in it: payee by payee, day by day. */
interface Grouped {
  readonly place: Uint16Array;
  readonly deal: Int32Array;
  readonly amount: Float64Array;
}

/** Each group's credits by payee and day; those of a day keep their order. */
function ordered(
  grouped: Grouped,
  groupFrom: Int32Array,
  payees: number,
  groupSize: number,
  days: number,
): CreditColumns {
  const from = new Int32Array(payees + 1);
  const deal = new Int32Array(grouped.deal.length);
  const amount = new Float64Array(grouped.amount.length);
  const place = new Int32Array(groupSize * days + 1);
  for (let g = 0, firstPayee = 0; firstPayee < payees; g++, firstPayee += groupSize) {
    const first = groupFrom[g] as number;
    const after = groupFrom[g + 1] as number;
    place.fill(0);
    place[0] = first;
    for (let i = first; i < after; i++) increase(place, (grouped.place[i] as number) + 1, 1);
    for (let at = 1; at < place.length; at++) increase(place, at, place[at - 1] as number);
    for (let p = firstPayee; p < Math.min(payees, firstPayee + groupSize); p++)
      from[p + 1] = place[(p - firstPayee + 1) * days] as number;
    for (let i = first; i < after; i++) {
      const own = grouped.place[i] as number;
      const at = place[own] as number;
      place[own] = at + 1;
      deal[at] = grouped.deal[i] as number;
      amount[at] = grouped.amount[i] as number;
    }
  }
  return { from, deal, amount };
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
        allocate(money(minor, NO_CURRENCY), shares).forEach((part, i) => {
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
