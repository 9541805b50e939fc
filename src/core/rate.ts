import type { ComponentContext } from "./component.js";
import { need } from "./component.js";
import { Decimal, Multiple, Percent } from "./document.js";
import type { Problem } from "./errors.js";
import { divide, isNegative, isZero, multiply, type Rational, ZERO } from "./rational.js";
import { amountText, numberText, percentText } from "./wording.js";

/** A rate in one of three ways of writing it; exactly one is given. */
export const rateTerms = {
  rate: Percent.optional(),
  multiple: Multiple.optional(),
  per_unit: Decimal.optional(),
} as const;

export interface RateTerms {
  readonly rate?: Rational | undefined;
  readonly multiple?: Rational | undefined;
  readonly per_unit?: Rational | undefined;
}

export function checkRate(terms: RateTerms, path = ""): Problem[] {
  const under = (field: string) => (path === "" ? field : `${path}.${field}`);
  const given = (["rate", "multiple", "per_unit"] as const).filter((field) => terms[field] !== undefined);
  const [only] = given;
  if (only !== undefined && given.length === 1) {
    if (!isNegative(terms[only] ?? ZERO)) return [];
    return [
      { path: under(only), message: "is below zero, so that selling would cost the payee: write it without the sign" },
    ];
  }
  const at = under("rate");
  return [
    {
      path: at,
      message:
        given.length === 0
          ? "is missing: give rate (8%), multiple (1.5 times the base commission rate) or per_unit (50 for each unit)"
          : "is given in more than one way: keep one of rate, multiple and per_unit",
    },
  ];
}

/** The rate where it is the same for everybody; undefined for a multiple of the base commission rate. */
export const fixedRate = ({ per_unit, rate }: RateTerms): Rational | undefined => per_unit ?? rate;

export interface ResolvedRate {
  readonly value: Rational;
  /** "12%", for a deal's line. */
  readonly short: string;
  /** "12% (1.5 × $20,000.00 / $250,000.00)", for the line above. */
  readonly text: string;
}

/**
 * The rate as a number. A multiple of the base commission rate stays the exact fraction multiple × target / quota unless the plan
 * rounds rates. Where ramp or proration leave a quota of zero it is that of the full quota: never a division by zero.
 */
export function rateOf(terms: RateTerms, context: ComponentContext): ResolvedRate {
  const { currency, position, base } = context;
  const fixed = fixedRate(terms);
  if (fixed) {
    const text = terms.per_unit ? amountText(fixed, currency) : percentText(fixed);
    return { value: fixed, short: text, text };
  }
  const zero = position.quota !== null && isZero(position.quota);
  const { target, quota: set } = zero ? context.unrelieved() : { target: context.target(), quota: position.quota };
  const quota = need(
    set && isZero(set) ? null : set,
    `A multiple of the base commission rate needs a quota for ${position.name}; none is set for these days.`,
  );
  const value = context.roundedRate(multiply(need(terms.multiple, "A rate is missing."), divide(target, quota)));
  const quotaText = position.unit === "money" ? amountText(quota, currency) : numberText(quota);
  const short = base.unit === "money" ? percentText(value) : amountText(value, currency);
  return {
    value,
    short,
    text: `${short} (${numberText(need(terms.multiple, "A rate is missing."))} × ${amountText(target, currency)} / ${quotaText})`,
  };
}
