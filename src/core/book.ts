import { type Component, type CountedCredit, creditOrder, type MeasureView, need, type Span } from "./component.js";
import { rateOn } from "./currency.js";
import { blended, marginRate } from "./derived-measures.js";
import { FactsError } from "./errors.js";
import type { Credit, PayeeFacts } from "./facts.js";
import { NO_CURRENCY, toRational } from "./money.js";
import type { MeasureTerms, Plan } from "./plan.js";
import { monthsBetween, quotaFor } from "./quota.js";
import {
  add,
  divide,
  isZero,
  multiply,
  ONE,
  parseDecimal,
  type Rational,
  rational,
  roundToInteger,
  subtract,
  ZERO,
} from "./rational.js";
import { reliefFor } from "./relief.js";
import { withCancellations } from "./settlement/cancellations.js";
import { targetIncentiveOver } from "./target-incentive.js";
import { creditsFor, reportingDays } from "./team.js";
import { matches, type Where } from "./where.js";
import { monthsIn } from "./window.js";
import { labelOf, moneyText, numberText } from "./wording.js";

/** One payee's facts seen through one plan: each measure's credits are filtered, converted and ordered once, then sliced by days. */
export class Book {
  readonly #counted = new Map<string, readonly CountedCredit[]>();

  readonly facts: PayeeFacts;

  constructor(
    readonly plan: Plan,
    facts: PayeeFacts,
  ) {
    this.facts = withCancellations(plan, facts);
  }

  measure(key: string): MeasureTerms {
    return need(this.plan.measures.get(key), `The plan has no measure "${key}".`);
  }

  /** Known credits of a measure, in order. */
  counted(key: string): readonly CountedCredit[] {
    let found = this.#counted.get(key);
    if (!found) {
      const measure = this.measure(key);
      found = creditsFor(measure, this.plan, this.facts)
        .flatMap((credit, index) => countCredit(this.plan, this.facts, measure, credit, index) ?? [])
        .sort(creditOrder);
      if (measure.of === "deals") found = onePerDeal(found);
      this.#counted.set(key, found);
    }
    return found;
  }

  /** A measure over the credits of `span`, against the quota of `quotaSpan`. */
  view(key: string, span: Span, quotaSpan: Span, where?: Where): MeasureView {
    if (key === "") return NOTHING_COUNTED;
    const measure = this.measure(key);
    if (measure.blend) return blended(measure, measure.blend, (part) => this.view(part, span, quotaSpan, where));
    const credits = this.counted(key).filter(
      ({ credit }) =>
        credit.creditedOn >= span.start && credit.creditedOn < span.end && (!where || matches(where, credit)),
    );
    let credited = ZERO;
    for (const { value } of credits) credited = add(credited, value);
    if (measure.of === "margin_rate") credited = marginRate(credited, credits, this.plan, this.facts);
    const quota = quotaFor(this.plan, this.facts, key, quotaSpan);
    return {
      name: key,
      label: measure.label ?? labelOf(key),
      unit: measure.unit,
      credited,
      quota,
      attainment: quota && !isZero(quota) ? this.#rounded(divide(credited, quota)) : null,
      credits,
    };
  }

  /** A measure of each person who reported to the payee during `span`, over the days of reporting, on their own credits. */
  members(key: string, span: Span, quotaSpan: Span): { readonly name: string; readonly view: MeasureView }[] {
    const own = new Map(
      [...this.plan.measures].map(([name, measure]) => [name, { ...measure, credits_of: "own" as const }]),
    );
    return (this.facts.team ?? []).flatMap(({ facts, start, end }) => {
      const days = reportingDays(span, start, end);
      if (!days) return [];
      const view = new Book({ ...this.plan, measures: own }, facts).view(key, days, quotaSpan);
      return [{ name: facts.payee.name, view }];
    });
  }

  #rounded(attainment: Rational): Rational {
    const { attainmentPlaces, mode } = this.plan.rounding;
    if (attainmentPlaces === null) return attainment;
    const scale = 10n ** BigInt(attainmentPlaces + 2);
    return rational(roundToInteger(multiply(attainment, rational(scale)), mode), scale);
  }

  /** Pay at exactly 100 % over `span`: the component's own target, or its weight of the payee's target incentive. */
  target(component: Pick<Component, "key"> & Partial<Pick<Component, "target" | "weight">>, span: Span): Rational {
    if (component.target) {
      const { amount, per } = component.target;
      const months = multiply(
        rational(monthsBetween(span)),
        reliefFor(this.plan.relief, this.facts, "target_incentive", span),
      );
      return divide(multiply(amount, months), rational(monthsIn(per)));
    }
    return multiply(targetIncentiveOver(this.plan, this.facts, span, component.key), component.weight ?? ONE);
  }
}

/** What a component without a measure looks at. */
const NOTHING_COUNTED: MeasureView = {
  name: "",
  label: "",
  unit: "money",
  credited: ZERO,
  quota: null,
  attainment: null,
  credits: [],
};

/** A deal credited line by line is still one deal. */
function onePerDeal(counted: readonly CountedCredit[]): CountedCredit[] {
  const seen = new Set<string>();
  return counted.filter(({ credit }) => !seen.has(credit.dealKey) && seen.add(credit.dealKey));
}

/** What `credit` counts for `measure`; null when it does not. Exact, in the plan's currency or in units. */
function countCredit(
  plan: Plan,
  facts: PayeeFacts,
  measure: MeasureTerms,
  credit: Credit,
  index: number,
): CountedCredit | null {
  if (credit.creditedOn > facts.asOf) return null;
  if (measure.of === "recorded" && !credit.measures) return null;
  if (credit.measures ? !credit.measures.includes(measure.key) : !matches(measure.where, credit)) return null;
  const own = credit.measures ? toRational(credit.amount) : rawValue(measure, credit);
  const { currency } = credit.amount;
  const inMoney = measure.unit === "money" || measure.of === "margin_rate";
  if (!inMoney || currency === NO_CURRENCY) return weighed(measure, credit, { credit, index, value: own });
  if (currency === plan.currency) return weighed(measure, credit, { credit, index, value: own });
  const rate = rateOn(facts.fxRates, plan.fx, currency, plan.currency, credit.creditedOn);
  const shown = measure.of === "amount" ? moneyText(credit.amount) : `${numberText(own, 6)} ${currency}`;
  return weighed(measure, credit, {
    credit,
    index,
    value: multiply(own, rate),
    origin: `${shown} × ${numberText(rate, 8)}`,
  });
}

/** Quota credit: the first rule that matches says what part of the deal counts. */
function weighed(measure: MeasureTerms, credit: Credit, counted: CountedCredit): CountedCredit {
  if (credit.measures) return counted;
  const rule = measure.credit.find(({ where }) => matches(where, credit));
  if (!rule) return counted;
  return {
    ...counted,
    value: multiply(counted.value, rule.counts),
    origin: `${counted.origin ?? numberText(counted.value)} × ${numberText(multiply(rule.counts, rational(100)))}%`,
  };
}

function rawValue(measure: MeasureTerms, credit: Credit): Rational {
  if (measure.of === "amount") return toRational(credit.amount);
  if (measure.of === "deals") return credit.share;
  if (measure.of === "margin" || measure.of === "margin_rate") {
    const margin = attribute(credit, "margin");
    if (margin) return multiply(margin, credit.share);
    const cost = need(
      attribute(credit, "cost"),
      `${credit.dealName} (${credit.dealKey}) has neither margin nor cost, and ${measure.key} counts margin.`,
    );
    return subtract(toRational(credit.amount), multiply(cost, credit.share));
  }
  const value = need(
    attribute(credit, measure.of),
    `${credit.dealName} (${credit.dealKey}) has no ${measure.of}, which ${measure.key} counts.`,
  );
  return multiply(value, credit.share);
}

function attribute(credit: Credit, name: string): Rational | null {
  const text = credit.attributes[name];
  if (text === undefined || text === "") return null;
  try {
    return parseDecimal(text);
  } catch {
    throw new FactsError(`${credit.dealName} (${credit.dealKey}) has ${name} "${text}", which is not a number.`);
  }
}
