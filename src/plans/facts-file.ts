import { addDays, type IsoDate } from "../core/calendar.js";
import { creditsOf, type WonDeal } from "../core/crediting.js";
import { readDocument, suggestion } from "../core/document.js";
import { FactsError, type Problem } from "../core/errors.js";
import type { Credit, FxRate, LedgerEntry, PayeeFacts, PriorEarning, Quota } from "../core/facts.js";
import { type Money, minorDigits, money, NO_CURRENCY, toDecimal } from "../core/money.js";
import { type Period, parsePeriodKey, periodOf } from "../core/period.js";
import type { Plan } from "../core/plan.js";
import { multiply, ONE, type Rational, rational, toDecimalString } from "../core/rational.js";
import {
  DEAL_NUMBERS,
  DEAL_WORDS,
  type DealDocument,
  FactsDocument,
  type PersonDocument,
  type TotalDocument,
} from "./facts-schema.js";
import { readYaml } from "./yaml.js";

/** The facts of a file for every payee in it, and the period they are about. */
export interface FactsFile {
  readonly period: Period;
  readonly payees: readonly PayeeFacts[];
}

/** Reads the text of a facts file. Throws a FactsError that lists every problem. */
export function readFacts(text: string, plan: Plan, period?: string): FactsFile {
  const read = readYaml(text);
  if (!read.ok) throw new FactsError(read.problems);
  return factsFrom(read.document, plan, period);
}

/** The same from a document already parsed, as in a plan's examples. */
export function factsFrom(document: unknown, plan: Plan, period?: string): FactsFile {
  const read = readDocument(FactsDocument, document ?? {});
  if (!read.ok) throw new FactsError(read.problems);
  return new FactsReader(read.value, plan, period).read();
}

class FactsReader {
  readonly #problems: Problem[] = [];
  readonly #document: FactsDocument;
  readonly #plan: Plan;
  readonly #fiscal: number;
  readonly #period: Period;
  readonly #people: readonly (PersonDocument & { readonly key: string; readonly path: string })[];

  constructor(document: FactsDocument, plan: Plan, period?: string) {
    this.#document = document;
    this.#plan = plan;
    this.#fiscal = document.fiscal_year_starts;
    this.#period = this.#mainPeriod(period);
    const { people } = document;
    const listed = people ?? [document];
    this.#people = listed.map((person, i) => ({
      ...person,
      key: person.key ?? person.name ?? (listed.length === 1 ? "payee" : `payee-${i + 1}`),
      path: people ? `people[${i}].` : "",
    }));
  }

  read(): FactsFile {
    this.#checkPeople();
    const asOf = this.#document.as_of ?? this.#lastDay(this.#period);
    const credits = this.#credits();
    const shared = { fxRates: this.#fxRates(), asOf, fiscalYearStartMonth: this.#fiscal };
    const payees = this.#people.map(
      (person): PayeeFacts => ({
        ...shared,
        payee: {
          key: person.key,
          name: person.name ?? person.key,
          ...(person.hired_on ? { hiredOn: person.hired_on } : {}),
          ...(person.left_on ? { leftOn: person.left_on } : {}),
        },
        targetIncentive: this.#incentive(person),
        quotas: this.#quotas(person),
        credits: [...(credits.get(person.key) ?? []), ...this.#achieved(person)],
        ledger: this.#ledger(person.key),
        leaves: (person.leaves ?? []).map(({ from, through }) => ({
          start: from,
          end: through ? addDays(through, 1) : null,
        })),
        priorEarnings: this.#prior(person.key),
      }),
    );
    if (this.#problems.length > 0) throw new FactsError(this.#problems);
    return { period: this.#period, payees };
  }

  #mainPeriod(asked: string | undefined): Period {
    const key = asked ?? this.#document.period;
    if (key === undefined)
      throw new FactsError([
        { path: "period", message: "is missing: give the period to calculate, such as 2026-Q1, 2026-03 or 2026" },
      ]);
    const period = parsePeriodKey(key, this.#fiscal);
    if (!period)
      throw new FactsError([
        { path: "period", message: `"${key}" is not a period: write it like 2026-Q1, 2026-03, 2026-H1 or 2026` },
      ]);
    const { effective } = this.#plan;
    if (effective && (period.end <= effective.from || (effective.through && period.start > effective.through)))
      throw new FactsError([
        {
          path: "period",
          message: `${key} lies outside the plan's dates, ${effective.from} to ${effective.through ?? "now"}: ask for another period or use the plan that was in force`,
        },
      ]);
    return period;
  }

  #say(path: string, message: string): void {
    const known = this.#problems.some((problem) => problem.path === path && problem.message === message);
    if (!known) this.#problems.push({ path, message });
  }

  #checkPeople(): void {
    const { people } = this.#document;
    const seen = new Set<string>();
    for (const { key, path } of this.#people) {
      if (seen.has(key)) this.#say(`${path}key`, `"${key}" stands for two people: keys must differ`);
      seen.add(key);
    }
    if (!people) return;
    for (const field of ["key", "name", "target_incentive", "quota", "hired_on", "left_on", "leaves"] as const)
      if (this.#document[field] !== undefined)
        this.#say(field, "stands beside people, so it belongs to nobody: move it to a person in people");
  }

  /** Whom an entry is about: the payee named, or the only one there is. Null after a problem was noted. */
  #whose(payee: string | undefined, path: string): string | null {
    const keys = this.#people.map(({ key }) => key);
    if (payee === undefined) {
      if (keys.length === 1) return keys[0] ?? null;
      this.#say(path, `is missing: with several people say whose it is (${keys.join(", ")})`);
      return null;
    }
    const found = this.#people.find(({ key, name }) => key === payee || name === payee);
    if (!found) this.#say(path, `"${payee}" is not among the people${suggestion(payee, keys)} (${keys.join(", ")})`);
    return found?.key ?? null;
  }

  #money(value: Rational, currency: string, path: string): Money {
    const minor = multiply(value, rational(10n ** BigInt(minorDigits(currency))));
    if (minor.d === 1n) return money(minor.n, currency);
    const unit = currency === NO_CURRENCY ? "a count" : currency;
    this.#say(path, `${toDecimalString(value)} has more than ${minorDigits(currency)} decimals, too many for ${unit}`);
    return money(0, currency);
  }

  #measure(name: string | undefined, path: string): { readonly key: string; readonly currency: string } | null {
    const known = [...this.#plan.measures.keys()];
    const key = name ?? this.#plan.components[0]?.measure ?? "";
    if (name === undefined && known.length > 1) {
      this.#say(path, `is missing: the plan has several measures (${known.join(", ")})`);
      return null;
    }
    const measure = this.#plan.measures.get(key);
    if (!measure) {
      this.#say(path, `"${key}" is not a measure of the plan${suggestion(key, known)} (${known.join(", ")})`);
      return null;
    }
    return { key, currency: measure.unit === "money" ? this.#plan.currency : NO_CURRENCY };
  }

  /** A quota without a period is of the plan's quota period around the calculated one, or of the whole of a longer one. */
  get #quotaPeriod(): Period {
    const window = periodOf(this.#plan.quotaPeriod, this.#period.start, this.#fiscal);
    return window.end > this.#period.end ? window : this.#period;
  }

  #span(key: string | undefined, path: string, otherwise: Period = this.#period): Period {
    if (key === undefined) return otherwise;
    const period = parsePeriodKey(key, this.#fiscal);
    if (!period) this.#say(path, `"${key}" is not a period: write it like 2026-Q1, 2026-03, 2026-H1 or 2026`);
    return period ?? otherwise;
  }

  #lastDay(period: Period): IsoDate {
    return addDays(period.end, -1);
  }

  /** Yearly, as core has it: a quarter's incentive of 20,000 is 80,000 a year. */
  #incentive({ target_incentive: given, path }: PersonDocument & { readonly path: string }): Money | null {
    if (given === undefined) return null;
    if ("n" in given) return this.#money(given, this.#plan.currency, `${path}target_incentive`);
    const times = { month: 12, quarter: 4, half: 2, year: 1 }[given.per];
    return this.#money(multiply(given.amount, rational(times)), this.#plan.currency, `${path}target_incentive.amount`);
  }

  /** A number, a mapping by measure, or a list, as the same list. */
  #totals(given: unknown, path: string): { readonly total: TotalDocument; readonly path: string }[] {
    if (given === undefined) return [];
    if (Array.isArray(given)) return given.map((total: TotalDocument, i) => ({ total, path: `${path}[${i}]` }));
    const value = given as Rational | Readonly<Record<string, Rational>>;
    if ("n" in value && typeof value.n === "bigint")
      return [{ total: { amount: value as Rational, measure: this.#plan.components[0]?.measure }, path }];
    return Object.entries(value as Readonly<Record<string, Rational>>).map(([measure, amount]) => ({
      total: { measure, amount },
      path: `${path}.${measure}`,
    }));
  }

  #ownTotals(
    person: PersonDocument & { readonly key: string; readonly path: string },
    field: "quotas" | "achieved",
  ): { readonly total: TotalDocument; readonly path: string }[] {
    const own = this.#totals(person[field], `${person.path}${field}`);
    const common = this.#document.people ? this.#totals(this.#document[field], field) : [];
    return [...own, ...common].filter(
      ({ total, path }) =>
        (total.payee === undefined && path.startsWith(person.path) && person.path !== "") ||
        this.#whose(total.payee, `${path}.payee`) === person.key,
    );
  }

  #quotas(person: PersonDocument & { readonly key: string; readonly path: string }): Quota[] {
    const single = this.#totals(person.quota, `${person.path}quota`);
    return [...single, ...this.#ownTotals(person, "quotas")].flatMap(({ total, path }): Quota[] => {
      const measure = this.#measure(total.measure, `${path}.measure`);
      if (!measure) return [];
      const { start, end } = this.#span(total.period, `${path}.period`, this.#quotaPeriod);
      const currency = measure.currency === NO_CURRENCY ? NO_CURRENCY : (total.currency ?? measure.currency);
      const amount = this.#money(total.amount, currency, `${path}.amount`);
      return [{ measure: measure.key, start, end, amount, setOn: start }];
    });
  }

  /** A recorded total counts for its measure alone, on the last day of its period unless it says another. */
  #achieved(person: PersonDocument & { readonly key: string; readonly path: string }): Credit[] {
    return this.#ownTotals(person, "achieved").flatMap(({ total, path }): Credit[] => {
      const measure = this.#measure(total.measure, `${path}.measure`);
      if (!measure) return [];
      const period = this.#span(total.period, `${path}.period`);
      const currency = measure.currency === NO_CURRENCY ? NO_CURRENCY : (total.currency ?? measure.currency);
      return [
        {
          dealKey: `total ${measure.key} ${period.key}`,
          dealName: `Total recorded for ${period.key}`,
          creditedOn: total.on ?? this.#lastDay(period),
          amount: this.#money(total.amount, currency, `${path}.amount`),
          share: ONE,
          attributes: {},
          measures: [measure.key],
        },
      ];
    });
  }

  #credits(): ReadonlyMap<string, readonly Credit[]> {
    const credits = new Map<string, Credit[]>();
    const seen = new Set<string>();
    for (const [i, deal] of this.#document.deals.entries()) {
      const won = this.#deal(deal, i);
      if (!won) continue;
      if (seen.has(won.key)) this.#say(`deals[${i}].key`, `"${won.key}" stands for two deals: keys must differ`);
      seen.add(won.key);
      for (const [payee, own] of creditsOf(won)) credits.set(payee, [...(credits.get(payee) ?? []), ...own]);
    }
    return credits;
  }

  #deal(deal: DealDocument, i: number): WonDeal | null {
    const path = `deals[${i}]`;
    const currency = deal.currency ?? this.#plan.currency;
    const splits = this.#splits(deal, path);
    const owner = splits.length > 0 && deal.owner === undefined ? "" : this.#whose(deal.owner, `${path}.owner`);
    if (deal.amount === undefined && deal.lines.length === 0 && deal.units === undefined)
      this.#say(`${path}.amount`, "is missing: give the deal an amount, units or lines");
    if (deal.amount !== undefined && deal.lines.length > 0)
      this.#say(`${path}.amount`, "stands beside lines, whose amounts make up the deal: keep one of them");
    if (owner === null) return null;
    const key = deal.key ?? `deal-${String(i + 1).padStart(4, "0")}`;
    return {
      key,
      name: deal.name ?? deal.account ?? deal.key ?? `Deal ${i + 1}`,
      closedOn: deal.closed_on ?? this.#lastDay(this.#period),
      ownerKey: owner,
      splits,
      amount: this.#money(deal.amount ?? rational(0), currency, `${path}.amount`),
      attributes: {
        ...attributesOf(deal),
        ...(deal.amount === undefined ? {} : { deal_amount: toDecimalString(deal.amount, 20) }),
      },
      lines: deal.lines.map((line, j) => ({
        key: line.key ?? `line ${String(j + 1).padStart(3, "0")}`,
        amount: this.#money(line.amount, currency, `${path}.lines[${j}].amount`),
        attributes: attributesOf(line),
      })),
    };
  }

  #splits({ splits }: DealDocument, path: string): WonDeal["splits"] {
    if (!splits) return [];
    const listed = Array.isArray(splits) ? splits : Object.entries(splits).map(([payee, share]) => ({ payee, share }));
    return listed.flatMap(({ payee, share }) => {
      const payeeKey = this.#whose(payee, `${path}.splits`);
      return payeeKey === null ? [] : [{ payeeKey, share }];
    });
  }

  #fxRates(): FxRate[] {
    return this.#document.fx_rates.map(({ kind, from, to, rate, valid_from }) => ({
      kind,
      from,
      to,
      rate,
      validFrom: valid_from ?? "0001-01-01",
    }));
  }

  #ledger(payee: string): LedgerEntry[] {
    return this.#document.ledger.flatMap((entry, i): LedgerEntry[] => {
      const path = `ledger[${i}]`;
      if (this.#whose(entry.payee, `${path}.payee`) !== payee) return [];
      const amount = this.#money(entry.amount, entry.currency ?? this.#plan.currency, `${path}.amount`);
      const mustFall = entry.kind === "clawback" || entry.kind === "draw_recovery";
      if ((mustFall && amount.minor > 0) || (entry.kind === "draw_advance" && amount.minor < 0))
        this.#say(
          `${path}.amount`,
          `a ${entry.kind} of ${toDecimal(amount)} would ${mustFall ? "raise" : "lower"} pay: amounts are signed as they move pay, so write ${toDecimal(money(-amount.minor, amount.currency))}`,
        );
      return [
        {
          key: entry.key ?? `ledger-${String(i + 1).padStart(4, "0")}`,
          postedOn: entry.posted_on ?? this.#lastDay(this.#period),
          kind: entry.kind,
          amount,
          reason: entry.reason ?? entry.kind.replaceAll("_", " "),
          ...(entry.deal ? { dealName: entry.deal } : {}),
        },
      ];
    });
  }

  #prior(payee: string): PriorEarning[] {
    return this.#document.prior_earnings.flatMap((entry, i): PriorEarning[] => {
      const path = `prior_earnings[${i}]`;
      if (this.#whose(entry.payee, `${path}.payee`) !== payee) return [];
      const known = this.#plan.components.map(({ key }) => key);
      const component = entry.component ?? (known.length === 1 ? known[0] : undefined);
      if (component === undefined || !known.includes(component)) {
        this.#say(
          `${path}.component`,
          component === undefined
            ? `is missing: the plan has several components (${known.join(", ")})`
            : `"${component}" is not a component of the plan${suggestion(component, known)} (${known.join(", ")})`,
        );
        return [];
      }
      const { start, end } = this.#span(entry.period, `${path}.period`);
      return [{ component, start, end, amount: this.#money(entry.amount, this.#plan.currency, `${path}.amount`) }];
    });
  }
}

type DealAttributes = Pick<DealDocument, (typeof DEAL_WORDS)[number] | (typeof DEAL_NUMBERS)[number] | "attributes">;

function attributesOf(deal: DealAttributes): Record<string, string> {
  const attributes: Record<string, string> = { ...deal.attributes };
  for (const name of DEAL_WORDS) if (deal[name] !== undefined) attributes[name] = deal[name];
  for (const name of DEAL_NUMBERS) {
    const value = deal[name];
    if (value !== undefined) attributes[name] = toDecimalString(value, 20);
  }
  return attributes;
}
