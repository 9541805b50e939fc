import { addDays } from "../core/calendar.js";
import type { Credit, Quota } from "../core/facts.js";
import { NO_CURRENCY } from "../core/money.js";
import { ONE, type Rational } from "../core/rational.js";
import { mainMeasure } from "../core/what-if.js";
import type { FactsContext, ListedPerson } from "./facts-context.js";
import type { TotalDocument } from "./facts-schema.js";

/** A number, a mapping by measure, or a list, as the same list. */
function listed(
  context: FactsContext,
  given: unknown,
  path: string,
): { readonly total: TotalDocument; readonly path: string }[] {
  if (given === undefined) return [];
  if (Array.isArray(given)) return given.map((total: TotalDocument, i) => ({ total, path: `${path}[${i}]` }));
  const value = given as Rational | Readonly<Record<string, Rational>>;
  if ("n" in value && typeof value.n === "bigint")
    return [{ total: { amount: value as Rational, measure: mainMeasure(context.plan) }, path }];
  return Object.entries(value as Readonly<Record<string, Rational>>).map(([measure, amount]) => ({
    total: { measure, amount },
    path: `${path}.${measure}`,
  }));
}

function ownTotals(
  context: FactsContext,
  person: ListedPerson,
  field: "quotas" | "achieved",
): { readonly total: TotalDocument; readonly path: string }[] {
  const own = listed(context, person[field], `${person.path}${field}`);
  const common = context.document.people ? listed(context, context.document[field], field) : [];
  return [...own, ...common].filter(
    ({ total, path }) =>
      (total.payee === undefined && path.startsWith(person.path) && person.path !== "") ||
      context.whose(total.payee, `${path}.payee`) === person.key,
  );
}

export function quotasOf(context: FactsContext, person: ListedPerson): Quota[] {
  const single = listed(context, person.quota, `${person.path}quota`);
  return [...single, ...ownTotals(context, person, "quotas")].flatMap(({ total, path }): Quota[] => {
    const measure = context.measure(total.measure, `${path}.measure`);
    if (!measure) return [];
    const days = daysOf(context, total, path);
    const currency = measure.currency === NO_CURRENCY ? NO_CURRENCY : (total.currency ?? measure.currency);
    const amount = context.money(total.amount, currency, `${path}.amount`);
    return days ? [{ measure: measure.key, amount, setOn: days.start, ...days }] : [];
  });
}

/**
 * A quota is of its period. With from or through beside the period it was in force for these days of it; from and through alone are
 * the days it is set for.
 */
function daysOf(
  context: FactsContext,
  { period, from, through }: TotalDocument,
  path: string,
): Pick<Quota, "start" | "end" | "inForce"> | null {
  const until = through && addDays(through, 1);
  const wrong = (field: string, message: string) => {
    context.say(`${path}.${field}`, message);
    return null;
  };
  if (from && until && from >= until) return wrong("through", `${through} is before ${from}`);
  if (period === undefined && from && until) return { start: from, end: until };
  const { start, end, key } = context.span(period, `${path}.period`, context.quotaPeriod);
  if (!from && !until) return { start, end };
  const inForce = { start: from ?? start, end: until ?? end };
  if (inForce.start < start || inForce.end > end)
    return wrong(
      from && from < start ? "from" : "through",
      `lies outside ${key}, the period of the quota: give the days of it in which the quota was in force`,
    );
  return { start, end, inForce };
}

const sameText = (a: unknown, b: unknown): boolean => {
  const text = (value: unknown) => JSON.stringify(value, (_, part) => (typeof part === "bigint" ? `${part}` : part));
  return text(a) === text(b);
};

/** Measures that count the same of the people below: a total recorded for somebody is part of their manager's. */
function rolledUp({ plan }: FactsContext, key: string): string[] {
  const own = plan.measures.get(key);
  if (own?.credits_of !== "own") return [];
  return [...plan.measures.values()]
    .filter(({ credits_of, of, where, credit }) => {
      const same = of === own.of && sameText(where, own.where) && sameText(credit, own.credit);
      return credits_of !== "own" && same;
    })
    .map((measure) => measure.key);
}

/**
 * A recorded total counts for its measure alone, and for what managers are credited of the same, on the last day of its period unless
 * it says another.
 */
export function achievedOf(context: FactsContext, person: ListedPerson): Credit[] {
  return ownTotals(context, person, "achieved").flatMap(({ total, path }): Credit[] => {
    const measure = context.measure(total.measure, `${path}.measure`);
    if (!measure) return [];
    const period = context.span(total.period, `${path}.period`);
    const currency = measure.currency === NO_CURRENCY ? NO_CURRENCY : (total.currency ?? measure.currency);
    return [
      {
        dealKey: `total ${measure.key} ${period.key}`,
        dealName: `Total recorded for ${period.key}`,
        creditedOn: total.on ?? context.lastDay(period),
        amount: context.money(total.amount, currency, `${path}.amount`),
        share: ONE,
        attributes: {},
        measures: [measure.key, ...rolledUp(context, measure.key)],
      },
    ];
  });
}
