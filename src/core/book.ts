import { anchored } from "./anchor.js";
import { type Component, type CountedCredit, creditOrder, type MeasureView, need, type Span } from "./component.js";
import { exchange } from "./currency.js";
import { blended, marginRate } from "./derived-measures.js";
import { FactsError } from "./errors.js";
import type { Credit, PayeeFacts } from "./facts.js";
import { fromRational, NO_CURRENCY, toRational } from "./money.js";
import type { MeasureTerms, Plan } from "./plan.js";
import { inForceIn, type PlanHistory, type PlanInForce } from "./plan-history.js";
import { quotaFor } from "./quota.js";
import {
  add,
  compare,
  divide,
  isZero,
  max,
  min,
  multiply,
  negate,
  ONE,
  parseDecimal,
  type Rational,
  rational,
  subtract,
  total,
  ZERO,
} from "./rational.js";
import { roundedPercent } from "./rounding.js";
import { withCancellations } from "./settlement/cancellations.js";
import { targetIncentiveOver, targetMonths } from "./target-incentive.js";
import { creditsFor } from "./team.js";
import { matches, type Where } from "./where.js";
import { monthsIn } from "./window.js";
import { labelOf, moneyText, numberText } from "./wording.js";

/** The credits of a measure on some days, and what they come to. */
type Slice = Pick<MeasureView, "credits" | "credited">;

/** One payee's facts seen through one plan: each measure's credits are filtered, converted and ordered once, then sliced by days. */
export class Book {
  readonly #counted = new Map<string, readonly CountedCredit[]>();
  readonly #slices = new Map<string, Slice>();
  readonly #versions = new Map<PlanInForce, Book>();

  /** With what cancelled deals take back, where the plan counts that as sales below zero. */
  readonly facts: PayeeFacts;

  constructor(
    readonly plan: Plan,
    readonly given: PayeeFacts,
    /** Other versions of the plan that were in force for the payee; empty = this one alone. */
    readonly history: PlanHistory | null = null,
    /** Windows are cut to these days, where attainment starts anew with a plan version. */
    readonly cut: Span | null = null,
  ) {
    this.facts = withCancellations(plan, given);
  }

  /** The versions in force in `span`, each with its days and a book of its own; this book for all of it where there is only one. */
  versionsIn(span: Span): { readonly book: Book; readonly span: Span }[] {
    const { history } = this;
    if (!history) return [{ book: this, span }];
    return inForceIn(history, span).map(({ version, part, cut }) => {
      let book = this.#versions.get(version);
      if (!book) {
        book = version.plan === this.plan ? this : new Book(version.plan, this.given, history, cut);
        this.#versions.set(version, book);
      }
      return { book, span: part };
    });
  }

  measure(key: string): MeasureTerms {
    return need(this.plan.measures.get(key), `The plan has no measure "${key}".`);
  }

  /** Known credits of a measure, in order. */
  counted(key: string): readonly CountedCredit[] {
    let found = this.#counted.get(key);
    if (!found) {
      const measure = this.measure(key);
      // A team's credits are none of the payee's own, so their places follow those.
      const first =
        measure.credits_of === "team" || measure.credits_of === "all_reports" ? this.facts.credits.length : 0;
      found = creditsFor(measure, this.plan, this.facts)
        .flatMap((credit, index) =>
          anchored(measure, credit).flatMap(
            (part) => countCredit(this.plan, this.facts, measure, part, first + index) ?? [],
          ),
        )
        .sort(creditOrder);
      if (measure.of === "deals") found = onePerDeal(found);
      if (measure.deal_limit) found = limitedByDeal(found, measure.deal_limit);
      this.#counted.set(key, found);
    }
    return found;
  }

  /** A measure over the credits of `span`, against the quota of `quotaSpan`, which may be cut out of the window `within`. */
  view(key: string, span: Span, quotaSpan: Span, where?: Where, within: Span = quotaSpan): MeasureView {
    if (key === "") return NOTHING_COUNTED;
    const measure = this.measure(key);
    if (measure.blend)
      return blended(measure, measure.blend, (part) => this.view(part, span, quotaSpan, where, within));
    const { credits, credited } = where ? this.#slice(measure, span, where) : this.#known(measure, span);
    const quota = quotaFor(this.plan, this.facts, key, quotaSpan, within);
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

  /** Several components and the statement look at the same days of the same measure. */
  #known(measure: MeasureTerms, span: Span): Slice {
    const name = `${span.start} ${span.end} ${measure.key}`;
    let found = this.#slices.get(name);
    if (!found) {
      found = this.#slice(measure, span);
      this.#slices.set(name, found);
    }
    return found;
  }

  #slice(measure: MeasureTerms, { start, end }: Span, where?: Where): Slice {
    const credits = this.counted(measure.key).filter(
      ({ credit }) => credit.creditedOn >= start && credit.creditedOn < end && (!where || matches(where, credit)),
    );
    const sum = total(credits.map(({ value }) => value));
    const credited = measure.of === "margin_rate" ? marginRate(sum, credits, this.plan, this.facts) : sum;
    return { credits, credited };
  }

  /** The view with the payee's share of each deal replaced by all of it. */
  undivided(view: MeasureView): MeasureView {
    const measure = this.measure(view.name);
    const credits = view.credits.map((counted): CountedCredit => {
      const { credit, index } = counted;
      // The part of a deal counted on its own day has a share of its own: of that the payee's share of the deal is undone.
      const own = (credit.partOf ?? credit).share;
      if (credit.measures || compare(own, ONE) === 0 || isZero(own)) return counted;
      const known = credit.partOf ? undefined : credit.split?.whole;
      const amount = known ?? fromRational(divide(toRational(credit.amount), own), credit.amount.currency);
      const share = divide(credit.share, own);
      return countCredit(this.plan, this.facts, measure, { ...credit, share, amount }, index) ?? counted;
    });
    let credited = total(credits.map(({ value }) => value));
    if (measure.of === "margin_rate") credited = marginRate(credited, credits, this.plan, this.facts);
    const { quota } = view;
    const attainment = quota && !isZero(quota) ? this.#rounded(divide(credited, quota)) : null;
    return { ...view, credits, credited, attainment };
  }

  #rounded(attainment: Rational): Rational {
    const { attainmentPlaces, mode } = this.plan.rounding;
    if (attainmentPlaces === null) return attainment;
    return roundedPercent(attainment, attainmentPlaces, mode);
  }

  /** Pay at exactly 100 % over `span`: the component's own target, or its weight of the payee's target incentive. */
  target(
    component: Pick<Component, "key"> & Partial<Pick<Component, "target" | "weight">>,
    span: Span,
    within: Span = span,
  ): Rational {
    if (component.target) {
      const { amount, per } = component.target;
      const months = targetMonths(this.plan, this.facts, span, within);
      return divide(multiply(amount, months), rational(monthsIn(per)));
    }
    return multiply(targetIncentiveOver(this.plan, this.facts, span, within, component.key), component.weight ?? ONE);
  }
}

/** The same book as if the plan had neither ramp nor proration. */
export const unrelieved = ({ plan, given, history, cut }: Book): Book =>
  new Book({ ...plan, relief: { proration: null, ramp: null } }, given, history, cut);

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

/** Each deal up to the limit, in order of its lines, and as far below zero. */
function limitedByDeal(counted: readonly CountedCredit[], limit: Rational): CountedCredit[] {
  const before = new Map<string, Rational>();
  return counted.map((each) => {
    const { dealKey, share } = each.credit;
    const most = multiply(limit, share);
    const inside = (value: Rational): Rational => max(negate(most), min(most, value));
    const start = before.get(dealKey) ?? ZERO;
    const end = add(start, each.value);
    before.set(dealKey, end);
    const value = subtract(inside(end), inside(start));
    if (compare(value, each.value) === 0) return each;
    return {
      ...each,
      value,
      origin: `${each.origin ?? numberText(each.value)}, limited to ${numberText(most)} a deal`,
    };
  });
}

/** What `credit` counts for `measure`; null when it does not. Exact, in the plan's currency or in units. */
export function countCredit(
  plan: Plan,
  facts: PayeeFacts,
  measure: MeasureTerms,
  found: Credit,
  index: number,
): CountedCredit | null {
  const credit = measure.share === "quota" && found.quota ? { ...found, ...found.quota } : found;
  if (credit.creditedOn > facts.asOf) return null;
  if (measure.of === "recorded" && !credit.measures) return null;
  if (credit.measures ? !credit.measures.includes(measure.key) : !matches(measure.where, credit)) return null;
  const own = credit.measures ? toRational(credit.amount) : rawValue(measure, credit);
  const { currency } = credit.amount;
  const inMoney = measure.unit === "money" || measure.of === "margin_rate";
  if (!inMoney || currency === NO_CURRENCY) return weighed(measure, credit, { credit, index, value: own });
  if (currency === plan.currency) return weighed(measure, credit, { credit, index, value: own });
  const { rate, how } = exchange(facts.fxRates, plan.fx, currency, plan.currency, credit.creditedOn);
  const shown = measure.of === "amount" ? moneyText(credit.amount) : `${numberText(own, 6)} ${currency}`;
  return weighed(measure, credit, {
    credit,
    index,
    value: multiply(own, rate),
    origin: `${shown} × ${how}`,
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
