import type { EarningLine } from "./component.js";
import { fromRational, type Money, minorUnits, money, sum } from "./money.js";
import type { Plan } from "./plan.js";
import { add, type Rational, roundToInteger, total, ZERO } from "./rational.js";
import type { StatementLine } from "./statement.js";

/** Rounded pay with the lines that make it up to the last minor unit. */
export interface Settled {
  readonly amount: Money;
  readonly lines: readonly StatementLine[];
}

/**
 * Rounds exact lines to the currency's minor unit so that every line is the sum of its children. Per component the total is
 * rounded once and shared out downwards; per deal each deal's pay is rounded, per line each line that opens no further, and the
 * lines above are sums. What is left over goes to the largest remainders, earlier lines first.
 */
export function settle(lines: readonly EarningLine[], currency: string, rounding: Plan["rounding"]): Settled {
  const scale = minorUnits(currency);
  if (rounding.per !== "component") {
    const settled = byDeal(lines, scale, currency, rounding);
    return {
      amount: sum(
        settled.map(({ amount }) => amount),
        currency,
      ),
      lines: settled,
    };
  }
  const exact = total(lines.map((line) => line.amount));
  const rounded = roundToInteger(inMinor(exact, scale), rounding.mode);
  return { amount: money(rounded, currency), lines: shareOut(lines, rounded, scale, currency) };
}

/** In minor units, exact; not in lowest terms, which rounding does not need. */
const inMinor = ({ n, d }: Rational, scale: bigint): Rational => ({ n: n * scale, d });

/** True where the amount is no whole number of minor units. */
const isRounded = ({ n, d }: Rational): boolean => n % d !== 0n;

function shareOut(lines: readonly EarningLine[], minor: bigint, scale: bigint, currency: string): StatementLine[] {
  const exact = lines.map((line) => inMinor(line.amount, scale));
  const parts = apportion(exact, minor);
  return lines.map((line, i) => {
    const part = parts[i] ?? 0n;
    const children = line.children?.length ? shareOut(line.children, part, scale, currency) : undefined;
    return lineOf(line, money(part, currency), currency, isRounded(exact[i] ?? ZERO), children);
  });
}

function byDeal(
  lines: readonly EarningLine[],
  scale: bigint,
  currency: string,
  { per, mode }: Plan["rounding"],
): StatementLine[] {
  const groups = new Map<string | EarningLine, EarningLine[]>();
  const collect = (line: EarningLine): void => {
    if (line.children?.length) {
      line.children.forEach(collect);
      return;
    }
    const key = (per === "deal" ? line.dealKey : undefined) ?? line;
    const group = groups.get(key);
    if (group) group.push(line);
    else groups.set(key, [line]);
  };
  lines.forEach(collect);
  const settled = new Map<EarningLine, { readonly minor: bigint; readonly rounded: boolean }>();
  for (const group of groups.values()) {
    const exact = group.map((line) => inMinor(line.amount, scale));
    const parts = apportion(exact, roundToInteger(exact.reduce(add, ZERO), mode));
    group.forEach((line, i) => {
      settled.set(line, { minor: parts[i] ?? 0n, rounded: isRounded(exact[i] ?? ZERO) });
    });
  }
  const build = (line: EarningLine): StatementLine => {
    if (!line.children?.length) {
      const { minor, rounded } = settled.get(line) ?? { minor: 0n, rounded: false };
      return lineOf(line, money(minor, currency), currency, rounded);
    }
    const children = line.children.map(build);
    const amount = sum(
      children.map((child) => child.amount),
      currency,
    );
    return lineOf(line, amount, currency, isRounded(inMinor(line.amount, scale)), children);
  };
  return lines.map(build);
}

/** Integers that sum to `whole`, each within one of its exact value, which must sum to within one of `whole`. */
export function apportion(exact: readonly Rational[], whole: bigint): bigint[] {
  const floors = exact.map(({ n, d }) => (n >= 0n || n % d === 0n ? n / d : n / d - 1n));
  let left = whole - floors.reduce((a, b) => a + b, 0n);
  if (left <= 0n) return floors;
  const order = exact
    .map((value, index) => ({ index, n: value.n - (floors[index] ?? 0n) * value.d, d: value.d }))
    .sort((a, b) => {
      const difference = b.n * a.d - a.n * b.d;
      return difference > 0n ? 1 : difference < 0n ? -1 : a.index - b.index;
    });
  for (const { index } of order) {
    if (left === 0n) break;
    floors[index] = (floors[index] ?? 0n) + 1n;
    left -= 1n;
  }
  return floors;
}

type Building = { -readonly [Field in keyof StatementLine]: StatementLine[Field] };

/** Fields that a line does not have stay away altogether. */
function lineOf(
  line: EarningLine,
  amount: Money,
  currency: string,
  rounded: boolean,
  children?: readonly StatementLine[],
): StatementLine {
  // Assigned one by one: a statement has as many lines as deals, and spreading each field costs more than the arithmetic.
  const settled: Building = { label: line.label, amount };
  if (line.formula !== undefined) settled.formula = line.formula;
  if (line.base !== undefined) settled.base = fromRational(line.base, currency);
  if (line.rate !== undefined) settled.rate = line.rate;
  if (rounded) settled.exact = line.amount;
  if (line.dealKey !== undefined) settled.dealKey = line.dealKey;
  if (line.rule !== undefined) settled.rule = line.rule;
  if (line.clause !== undefined) settled.clause = line.clause;
  if (children) settled.children = children;
  return settled;
}
