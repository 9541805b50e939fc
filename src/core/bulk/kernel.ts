import { fixedRate, type RateTerms } from "../rate.js";
import type { Rational } from "../rational.js";
import type { CreditColumns } from "./crediting.js";
import { commonDivisor, commonMultiple, type Fraction, fractionOf, product } from "./exact.js";

/** What the lines of one rule share: the tier, and its rate where that is the same for every payee. */
export interface LineRule {
  readonly label: string;
  readonly rate: Rational | null;
}

/** One payee as a component's kernel sees them. Amounts are whole minor units. */
export interface PayeeView {
  readonly credits: CreditColumns;
  /** The payee's credits: rows of `credits` from `first` to before `after`. */
  first: number;
  after: number;
  /** 1 = the component pays on the credit; null = on all of them. */
  paid: Uint8Array | null;
  /** Rows of one deal have one number; null = each row is a deal. */
  readonly dealOf: Int32Array | null;
  credited: number;
  /** The sum of the credits' magnitudes: nothing that adds credits up is ever further from zero. */
  most: number;
  /** NaN where none is set. */
  quota: number;
  /** The component's target incentive as a whole number of minor units times a fraction of the plan's; NaN where there is none. */
  target: number;
  targetTimes: Fraction;
}

/**
 * The lines a kernel writes for one payee, exact: what a line pays is `numerator / denominator` minor units, what it pays on is
 * `base / scale` of them. Lines of a `group` open from one line of the statement; groups count from zero in its order.
 */
export class LineBuffer {
  count = 0;
  groups = 0;
  denominator = 1;
  scale = 1;
  readonly deal: Int32Array;
  readonly rule: Uint16Array;
  readonly group: Int32Array;
  readonly base: Float64Array;
  readonly numerator: Float64Array;

  constructor(readonly capacity: number) {
    this.deal = new Int32Array(capacity);
    this.rule = new Uint16Array(capacity);
    this.group = new Int32Array(capacity);
    this.base = new Float64Array(capacity);
    this.numerator = new Float64Array(capacity);
  }

  start(groups: number, scale: number, denominator: number): void {
    this.count = 0;
    this.groups = groups;
    this.scale = scale;
    this.denominator = denominator;
  }

  add(deal: number, rule: number, group: number, base: number, numerator: number): void {
    const { count } = this;
    this.deal[count] = deal;
    this.rule[count] = rule;
    this.group[count] = group;
    this.base[count] = base;
    this.numerator[count] = numerator;
    this.count = count + 1;
  }
}

/** The columnar form of a component that pays credit by credit. */
export interface Kernel {
  readonly rules: readonly LineRule[];
  /** The most lines that one credit can get. */
  readonly linesPerCredit: number;
  /**
   * Writes the payee's lines. False when doubles might not hold a number on the way, or something is missing: the payee is then
   * calculated one by one, which is exact at any size and says what is missing.
   */
  earn(view: PayeeView, out: LineBuffer): boolean;
}

/** How a component is calculated for a whole company: credit by credit, or by its own rule from totals alone. */
export type ColumnarForm = Kernel | "totals";

/** Rates of one denominator: `numerators[i] / denominator`. */
export interface CommonRates {
  readonly numerators: readonly number[];
  readonly denominator: number;
  /** The largest magnitude among the numerators. */
  readonly largest: number;
}

/** Rates over their common denominator; null where that is not exact. */
function commonRates(rates: readonly (Fraction | null)[]): CommonRates | null {
  const known = rates.map((rate) => rate ?? { n: Number.NaN, d: 1 });
  const denominator = known.reduce((common, { d }) => commonMultiple(common, d), 1);
  const numerators = known.map(({ n, d }) => product(n, denominator / d));
  const largest = numerators.reduce((most, n) => Math.max(most, Math.abs(n)), 0);
  return Number.isNaN(largest) ? null : { numerators, denominator, largest };
}

const fixed = (terms: RateTerms): Fraction | null => {
  const rate = fixedRate(terms);
  return rate ? fractionOf(rate) : null;
};

/** The rates of a component's rules for each payee: worked out once, unless they depend on the payee's target and quota. */
export function ratesFor(terms: readonly RateTerms[]): (view: PayeeView) => CommonRates | null {
  if (terms.every((each) => each.multiple === undefined)) {
    const rates = commonRates(terms.map(fixed));
    return () => rates;
  }
  return ({ target, targetTimes, quota }) => {
    if (!(quota > 0)) return null;
    const base = reduced(product(target, targetTimes.n), product(quota, targetTimes.d));
    if (!base) return null;
    return commonRates(
      terms.map((each) => {
        const times = each.multiple && fractionOf(each.multiple);
        return times ? reduced(product(times.n, base.n), product(times.d, base.d)) : fixed(each);
      }),
    );
  };
}

function reduced(n: number, d: number): Fraction | null {
  if (Number.isNaN(n) || Number.isNaN(d)) return null;
  const common = commonDivisor(n, d);
  return { n: n / common, d: d / common };
}
