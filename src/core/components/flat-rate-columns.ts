import { fractionOf, isExact, product } from "../bulk/exact.js";
import { type Kernel, ratesFor } from "../bulk/kernel.js";
import type { Position } from "../document.js";
import { fixedRate, type RateTerms } from "../rate.js";

/** One rate on every credit for a whole company; with `beyond` on the part of each that lies beyond that position. */
export function flatRateColumns(terms: RateTerms, label: string, beyond: Position | null, minorDigits: number): Kernel {
  const rates = ratesFor([terms]);
  const bound =
    beyond && fractionOf({ n: beyond.value.n * (beyond.percent ? 1n : 10n ** BigInt(minorDigits)), d: beyond.value.d });
  return {
    rules: [{ label, rate: fixedRate(terms) ?? null }],
    linesPerCredit: 1,
    earn(view, out) {
      const own = rates(view);
      if (!own || (beyond && !bound)) return false;
      const scale = bound?.d ?? 1;
      const from = bound
        ? product(beyond?.percent ? product(bound.n, view.quota) : bound.n, 1)
        : Number.NEGATIVE_INFINITY;
      if (Number.isNaN(from) || !isExact(view.most * scale * Math.max(1, own.largest), own.denominator * scale))
        return false;
      const [rate = 0] = own.numerators;
      const { deal, amount } = view.credits;
      const { paid, after } = view;
      out.start(1, scale, own.denominator * scale);
      let at = 0;
      for (let i = view.first; i < after; i++) {
        const next = at + (amount[i] as number) * scale;
        const base = bound ? Math.max(next, from) - Math.max(at, from) : next - at;
        at = next;
        if ((base !== 0 || !bound) && (paid === null || paid[i] === 1))
          out.add(deal[i] as number, 0, 0, base, base * rate);
      }
      return true;
    },
  };
}
