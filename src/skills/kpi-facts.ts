import { addDays, daysBetween, earlierOf, type IsoDate } from "../core/calendar.js";
import { inCurrency } from "../core/kpi/currency.js";
import { asKnown, type KpiDeal } from "../core/kpi/deal.js";
import type { KpiInput, KpiPerson } from "../core/kpi/define-kpi.js";
import { stageOrder } from "../core/kpi/stages.js";
import { NO_CURRENCY } from "../core/money.js";
import { type Period, rangeOf, shiftPeriod } from "../core/period.js";
import { bookUnder, measured } from "../core/statement-of.js";
import { mainMeasure } from "../core/what-if.js";
import type { PayeeFile, Person } from "../store/store.js";
import type { Scope } from "./define-skill.js";
import { spanAround, standingOf } from "./payee.js";
import { withPeopleAround } from "./people-around.js";

/** Periods before the one asked about that are read: what a pipeline converts to is learnt from them. */
const EARLIER = 4;

/** Everything that KPIs of some people are measured on. */
export interface KpiFacts {
  readonly period: Period;
  /** Oldest first. */
  readonly earlier: readonly Period[];
  readonly deals: readonly KpiDeal[];
  readonly files: readonly PayeeFile[];
  /** Files of the period before, for quota and credit then. */
  readonly before: readonly PayeeFile[];
  readonly dataAsOf: Date | null;
  readonly fiscalYearStartMonth: number;
}

/** The period of the same length just before; a free range is moved by its own days. */
function previousPeriod(period: Period, fiscalYearStartMonth: number): Period {
  if (period.kind !== "range") return shiftPeriod(period, -1, fiscalYearStartMonth);
  return rangeOf(addDays(period.start, -daysBetween(period.start, period.end)), period.start);
}

/** Reads the people's deals of the period and those before it, and what their quota and credit are computed from. */
export async function loadKpiFacts(
  { store, period, today }: Pick<Scope, "store" | "period" | "today">,
  people: readonly Person[],
): Promise<KpiFacts> {
  const month = store.organisation.fiscalYearStartMonth;
  const earlier: Period[] = [];
  for (let i = 0; i < EARLIER; i++) earlier.unshift(previousPeriod(earlier[0] ?? period, month));
  const ids = people.map(({ id }) => id);
  const start = earlier[0]?.start ?? period.start;
  const read = async (of: Period): Promise<readonly PayeeFile[]> => {
    const span = spanAround(of, store);
    return withPeopleAround(store, await store.listPayeeFiles(ids, span, today), span, today);
  };
  const last = earlier.at(-1) ?? period;
  const sameYear = spanAround(last, store).start === spanAround(period, store).start;
  const [deals, files] = await Promise.all([store.listKpiDeals(ids, { start, end: period.end }, today), read(period)]);
  return {
    period,
    earlier,
    deals,
    files,
    before: sameYear ? files : await read(last),
    dataAsOf: files.find(({ dataAsOf }) => dataAsOf !== null)?.dataAsOf ?? null,
    fiscalYearStartMonth: month,
  };
}

/** What KPIs are measured on: `people` (all read, unless said) in the period, or at the end of the one before. */
export function kpiInputOf(
  facts: KpiFacts,
  {
    currency,
    today,
    which = "now",
    people,
  }: {
    readonly currency: string;
    readonly today: IsoDate;
    readonly which?: "now" | "before";
    readonly people?: ReadonlySet<string>;
  },
): KpiInput & { readonly unpriced: number } {
  const before = facts.earlier.at(-1) ?? facts.period;
  const period = which === "now" ? facts.period : before;
  const asOf = earlierOf(today, addDays(period.end, -1));
  const files = (which === "now" ? facts.files : facts.before).filter(({ person }) => people?.has(person.id) ?? true);
  const rates = files[0]?.facts.fxRates ?? [];
  const own = facts.deals.filter(({ owner }) => people?.has(owner) ?? true);
  const deals = inCurrency(asKnown(own, asOf), rates, currency, asOf);
  const unpriced = unpricedAmong(own, deals, period);
  const closings = facts.deals.flatMap(({ closedOn }) => closedOn ?? []).sort();
  return {
    deals,
    people: files.map((file) => kpiPersonOf(file, period, asOf, currency)),
    span: period,
    asOf,
    historyStart: closings[0] ?? period.start,
    earlier: which === "now" ? facts.earlier : facts.earlier.slice(0, -1),
    currency,
    stages: stageOrder(facts.deals),
    unpriced,
  };
}

/** Deals of the period that bear an amount in a currency there is no rate for. */
function unpricedAmong(own: readonly KpiDeal[], converted: readonly KpiDeal[], { start }: Period): number {
  const priced = new Set(own.filter(({ amount }) => amount !== null).map(({ key }) => key));
  return converted.filter(
    ({ key, amount, closedOn }) => amount === null && priced.has(key) && (closedOn === null || closedOn >= start),
  ).length;
}

/** Quota and credit of the plan's main measure, where that is money in the currency asked for. */
function kpiPersonOf(file: PayeeFile, period: Period, asOf: IsoDate, currency: string): KpiPerson {
  const { person, facts } = file;
  const who = { key: person.id, hiredOn: person.hiredOn, leftOn: person.leftOn, leaves: facts.leaves };
  const payee = standingOf(file, period, asOf);
  if (payee.kind !== "on_plan") return { ...who, quota: null, credited: null };
  const main = mainMeasure(payee.plan);
  // The measure alone: a whole statement would cost many times as much, for every peer.
  const measure = measured(bookUnder(payee.history, payee.facts, period), main, period);
  const isMoney = measure.credited.currency !== NO_CURRENCY && measure.credited.currency === currency;
  return { ...who, quota: isMoney ? measure.quota : null, credited: isMoney ? measure.credited : null };
}

/** The currency somebody is paid in, in which their KPIs are told; the organisation's for who is on no plan. */
export function currencyOf(file: PayeeFile | undefined, period: Period, today: IsoDate, fallback: string): string {
  const payee = file && standingOf(file, period, today);
  return payee?.kind === "on_plan" ? payee.plan.currency : fallback;
}
