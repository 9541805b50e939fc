import { addDays, type IsoDate } from "../core/calendar.js";
import { suggestion } from "../core/document.js";
import { FactsError, type Problem } from "../core/errors.js";
import { type Money, minorDigits, money, NO_CURRENCY } from "../core/money.js";
import { type Period, parsePeriodKey, periodOf } from "../core/period.js";
import type { Plan } from "../core/plan.js";
import { multiply, type Rational, rational, toDecimalString } from "../core/rational.js";
import { mainMeasure } from "../core/what-if.js";
import type { FactsDocument, PersonDocument } from "./facts-schema.js";

/** A person of the file with the key others name them by, and where in the document they stand. */
export type ListedPerson = PersonDocument & { readonly key: string; readonly path: string };

/** What every part of a facts file needs to be read: the plan, the period, whose things are, and a list of what is wrong. */
export class FactsContext {
  readonly problems: Problem[] = [];
  readonly period: Period;
  readonly people: readonly ListedPerson[];

  constructor(
    readonly document: FactsDocument,
    readonly plan: Plan,
    period?: string,
  ) {
    this.period = this.#mainPeriod(period);
    const { people } = document;
    const listed = people ?? [document];
    this.people = listed.map((person, i) => ({
      ...person,
      key: person.key ?? person.name ?? (listed.length === 1 ? "payee" : `payee-${i + 1}`),
      path: people ? `people[${i}].` : "",
    }));
    this.#checkPeople();
  }

  get fiscalYearStartMonth(): number {
    return this.document.fiscal_year_starts;
  }

  #mainPeriod(asked: string | undefined): Period {
    const key = asked ?? this.document.period;
    if (key === undefined)
      throw new FactsError([
        { path: "period", message: "is missing: give the period to calculate, such as 2026-Q1, 2026-03 or 2026" },
      ]);
    const period = parsePeriodKey(key, this.fiscalYearStartMonth);
    if (!period)
      throw new FactsError([
        { path: "period", message: `"${key}" is not a period: write it like 2026-Q1, 2026-03, 2026-H1 or 2026` },
      ]);
    const { effective } = this.plan;
    if (effective && (period.end <= effective.from || (effective.through && period.start > effective.through)))
      throw new FactsError([
        {
          path: "period",
          message: `${key} lies outside the plan's dates, ${effective.from} to ${effective.through ?? "now"}: ask for another period or use the plan that was in force`,
        },
      ]);
    return period;
  }

  say(path: string, message: string): void {
    const known = this.problems.some((problem) => problem.path === path && problem.message === message);
    if (!known) this.problems.push({ path, message });
  }

  #checkPeople(): void {
    const { people } = this.document;
    const seen = new Set<string>();
    for (const { key, path } of this.people) {
      if (seen.has(key)) this.say(`${path}key`, `"${key}" stands for two people: keys must differ`);
      seen.add(key);
    }
    if (!people) return;
    for (const field of ["key", "name", "target_incentive", "quota", "hired_on", "left_on", "leaves"] as const)
      if (this.document[field] !== undefined)
        this.say(field, "stands beside people, so it belongs to nobody: move it to a person in people");
  }

  /** Whom an entry is about: the payee named, or the only one there is. Null after a problem was noted. */
  whose(payee: string | undefined, path: string): string | null {
    const keys = this.people.map(({ key }) => key);
    if (payee === undefined) {
      if (keys.length === 1) return keys[0] ?? null;
      this.say(path, `is missing: with several people say whose it is (${keys.join(", ")})`);
      return null;
    }
    const found = this.people.find(({ key, name }) => key === payee || name === payee);
    if (!found) this.say(path, `"${payee}" is not among the people${suggestion(payee, keys)} (${keys.join(", ")})`);
    return found?.key ?? null;
  }

  money(value: Rational, currency: string, path: string): Money {
    const minor = multiply(value, rational(10n ** BigInt(minorDigits(currency))));
    if (minor.n > BigInt(Number.MAX_SAFE_INTEGER) || minor.n < -BigInt(Number.MAX_SAFE_INTEGER)) {
      this.say(path, `${toDecimalString(value)} is too large to be held exactly`);
      return money(0, currency);
    }
    if (minor.d === 1n) return money(minor.n, currency);
    const unit = currency === NO_CURRENCY ? "a count" : currency;
    this.say(path, `${toDecimalString(value)} has more than ${minorDigits(currency)} decimals, too many for ${unit}`);
    return money(0, currency);
  }

  measure(name: string | undefined, path: string): { readonly key: string; readonly currency: string } | null {
    const known = [...this.plan.measures.keys()];
    const key = name ?? mainMeasure(this.plan);
    if (name === undefined && known.length > 1) {
      this.say(path, `is missing: the plan has several measures (${known.join(", ")})`);
      return null;
    }
    const measure = this.plan.measures.get(key);
    if (!measure) {
      this.say(path, `"${key}" is not a measure of the plan${suggestion(key, known)} (${known.join(", ")})`);
      return null;
    }
    return { key, currency: measure.unit === "money" ? this.plan.currency : NO_CURRENCY };
  }

  /** A quota without a period is of the plan's quota period around the calculated one, or of the whole of a longer one. */
  get quotaPeriod(): Period {
    const window = periodOf(this.plan.quotaPeriod, this.period.start, this.fiscalYearStartMonth);
    return window.end >= this.period.end ? window : this.period;
  }

  span(key: string | undefined, path: string, otherwise: Period = this.period): Period {
    if (key === undefined) return otherwise;
    const period = parsePeriodKey(key, this.fiscalYearStartMonth);
    if (!period) this.say(path, `"${key}" is not a period: write it like 2026-Q1, 2026-03, 2026-H1 or 2026`);
    return period ?? otherwise;
  }

  lastDay(period: Period): IsoDate {
    return addDays(period.end, -1);
  }
}
