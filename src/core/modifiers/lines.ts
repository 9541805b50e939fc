import type { EarningLine } from "../component.js";
import { add, isZero, multiply, type Rational, total, ZERO } from "../rational.js";

/** What the lines come to for each deal, in order of appearance; pay of no deal stands under `undefined`. */
export interface DealPay {
  readonly dealKey: string | undefined;
  readonly label: string;
  readonly amount: Rational;
}

export const totalOf = (lines: readonly EarningLine[]): Rational => total(lines.map(({ amount }) => amount));

export function payByDeal(lines: readonly EarningLine[]): DealPay[] {
  const found = new Map<string | undefined, DealPay>();
  const collect = (line: EarningLine): void => {
    if (line.children?.length) {
      line.children.forEach(collect);
      return;
    }
    const before = found.get(line.dealKey);
    found.set(line.dealKey, {
      dealKey: line.dealKey,
      label: before?.label ?? line.label,
      amount: add(before?.amount ?? ZERO, line.amount),
    });
  };
  lines.forEach(collect);
  return [...found.values()];
}

/** One line of `factor` times everything earned so far, opening down to deals, so that each deal's pay stays known. */
export function scaledLine(
  lines: readonly EarningLine[],
  factor: Rational,
  words: Omit<EarningLine, "amount">,
): EarningLine {
  const children = payByDeal(lines).flatMap(({ dealKey, label, amount }): EarningLine[] =>
    dealKey === undefined || isZero(amount) ? [] : [{ label, dealKey, amount: multiply(amount, factor) }],
  );
  const amount = multiply(totalOf(lines), factor);
  const rest = add(amount, multiply(total(children.map((line) => line.amount)), { n: -1n, d: 1n }));
  if (children.length > 0 && !isZero(rest)) children.push({ label: "Pay of no single deal", amount: rest });
  return { ...words, amount, ...(children.length > 0 ? { children } : {}) };
}
