import { type ComponentContext, type CountedCredit, creditOrder, dealLabel, type EarningLine } from "../component.js";
import { rateOf } from "../rate.js";
import { add, compare, divide, isZero, multiply, type Rational, ZERO } from "../rational.js";
import { baseText, overlap, type Slice, slicesAt, type Table } from "./rate-table-bands.js";

/** One credit on its way up the table. */
interface Step {
  /** Where the position stands before it, and after. */
  readonly at: Rational;
  readonly end: Rational;
  /** What it moves the position by. */
  readonly move: Rational;
  /** What of it is paid on. */
  readonly pays: Rational;
  readonly counted: CountedCredit;
}
type Move = Pick<Step, "move" | "pays" | "counted">;

/** The window's credits in order. Position and base are the same amounts, or two views of the same credits. */
function stepsOf(context: ComponentContext): Step[] {
  let at = ZERO;
  return movesOf(context).map(({ move, pays, counted }) => {
    const start = at;
    at = add(at, move);
    return { at: start, end: at, move, pays, counted };
  });
}

function movesOf({ position, base }: ComponentContext): Move[] {
  if (position === base)
    return position.credits.map((counted) => ({ move: counted.value, pays: counted.value, counted }));
  // A credit that counts in parts has one for each day.
  const keyOf = ({ index, credit }: CountedCredit): string => `${index} ${credit.creditedOn}`;
  const paid = new Map(base.credits.map((counted) => [keyOf(counted), counted]));
  const moves: Move[] = position.credits.map((counted) => {
    const other = paid.get(keyOf(counted));
    paid.delete(keyOf(counted));
    return { move: counted.value, pays: other?.value ?? ZERO, counted: other ?? counted };
  });
  for (const counted of paid.values()) moves.push({ move: ZERO, pays: counted.value, counted });
  return moves.sort((a, b) => creditOrder(a.counted, b.counted));
}

/** Where a deal that crosses a boundary counts whole: the slice it starts in, or the one it ends in. */
function wholeSlice(slices: readonly Slice[], at: Rational, rule: "lower" | "higher"): Slice | undefined {
  const inside = ({ from }: Slice) => {
    const side = from === null ? 1 : compare(at, from);
    return rule === "lower" ? side >= 0 : side > 0;
  };
  return slices.findLast(inside) ?? slices[0];
}

/** What of the step is paid in `slice`. */
function paidIn(slice: Slice, { move, pays, at, end }: Step, table: Table, slices: readonly Slice[]): Rational {
  if (isZero(move)) return wholeSlice(slices, at, "lower") === slice ? pays : ZERO;
  if (table.straddling !== "split") {
    const where = table.straddling === "lower" ? at : end;
    return wholeSlice(slices, where, table.straddling) === slice ? pays : ZERO;
  }
  const moved = overlap(slice, at, end);
  if (isZero(moved)) return ZERO;
  return pays === move ? moved : multiply(pays, divide(moved, move));
}

/** The credits of a window climb the table together. One line per tier that pays, opening down to its deals. */
export function earnOverWindow(table: Table, context: ComponentContext): EarningLine[] {
  const slices = slicesAt(table, context.position.credited, context.position.attainment);
  const steps = stepsOf(context);
  const moneyOnly = (value: Rational) => (context.base.unit === "money" ? value : undefined);
  return slices.flatMap((slice): EarningLine[] => {
    const rate = rateOf(slice.band.rate, context);
    let base = ZERO;
    const children: EarningLine[] = [];
    for (const step of steps) {
      const value = paidIn(slice, step, table, slices);
      if (isZero(value)) continue;
      base = add(base, value);
      const part = value === step.pays || compare(value, step.pays) === 0 ? "" : ` of ${baseText(step.pays, context)}`;
      const origin = step.counted.origin ? ` (${step.counted.origin})` : "";
      children.push({
        label: dealLabel(step.counted),
        formula: `${rate.short} × ${baseText(value, context)}${part}${origin}`,
        base: moneyOnly(value),
        rate: rate.value,
        amount: multiply(rate.value, value),
        dealKey: step.counted.credit.dealKey,
      });
    }
    if (children.length === 0) return [];
    const retroactive = slice.band.retroactive ? ", on everything from the first" : "";
    return [
      {
        label: slice.band.label,
        formula: `${rate.text} × ${baseText(base, context)}${retroactive}`,
        base: moneyOnly(base),
        rate: rate.value,
        amount: multiply(rate.value, base),
        clause: slice.band.clause,
        children,
      },
    ];
  });
}
