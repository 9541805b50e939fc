import { type ComponentContext, type CountedCredit, dealLabel, type EarningLine } from "../component.js";
import { rateOf } from "../rate.js";
import { add, divide, isNegative, isZero, multiply, negate, type Rational, total, ZERO } from "../rational.js";
import { baseText, overlap, slicesAt, type Table } from "./rate-table-bands.js";

interface Deal {
  readonly counted: CountedCredit;
  readonly size: Rational;
  readonly pays: Rational;
}

/** Order lines of one deal climb the table as one deal. */
function dealsOf({ position, base }: ComponentContext): Deal[] {
  const sizes = new Map<string, Rational>();
  for (const { credit, value } of position.credits)
    sizes.set(credit.dealKey, add(sizes.get(credit.dealKey) ?? ZERO, value));
  const deals = new Map<string, Deal>();
  for (const counted of base.credits) {
    const key = counted.credit.dealKey;
    const before = deals.get(key);
    deals.set(key, {
      counted: before?.counted ?? counted,
      size: sizes.get(key) ?? ZERO,
      pays: add(before?.pays ?? ZERO, counted.value),
    });
  }
  return [...deals.values()];
}

/** Every deal climbs the table alone, from zero. A deal below zero takes back what a deal of its size would have earned. */
export function earnPerDeal(table: Table, context: ComponentContext): EarningLine[] {
  const moneyOnly = (value: Rational) => (context.base.unit === "money" ? value : undefined);
  return dealsOf(context).map(({ counted, size, pays }): EarningLine => {
    const back = isNegative(size);
    const magnitude = back ? negate(size) : size;
    const dealKey = counted.credit.dealKey;
    const children = slicesAt(table, magnitude).flatMap((slice): EarningLine[] => {
      const moved = overlap(slice, ZERO, magnitude);
      if (isZero(moved)) return [];
      const base = multiply(pays, divide(moved, magnitude));
      const rate = rateOf(slice.band.rate, context);
      return [
        {
          label: slice.band.label,
          formula: `${rate.short} × ${baseText(base, context)}`,
          base: moneyOnly(base),
          rate: rate.value,
          amount: multiply(rate.value, base),
          dealKey,
          clause: slice.band.clause,
        },
      ];
    });
    const amount = total(children.map((line) => line.amount));
    const [only] = children;
    const label = counted.credit.dealName || dealLabel(counted);
    const formula = children.map((line) => line.formula).join(" + ");
    const origin = counted.origin ? ` (${counted.origin})` : "";
    if (children.length === 1 && only) return { ...only, label, formula: `${formula}${origin}` };
    return { label, formula: `${formula}${origin}`, base: moneyOnly(pays), amount, dealKey, children };
  });
}
