import { addMonths, type IsoDate } from "../../core/calendar.js";
import { type BackCase, backtest } from "../../core/forecast/backtest.js";
import { dayNumber } from "../../core/forecast/periods.js";
import type { CalledTotal } from "../../core/forecast/track-record.js";
import { periodSpanning } from "../../core/period.js";
import { measuredSpan } from "../../core/statement-of.js";
import { mainMeasure, measureCurrency } from "../../core/what-if.js";
import type { OrgStore, PayeeFile } from "../../store/store.js";
import { type OnPlan, spanAround, standingOf } from "../payee.js";
import { momentOf, SEED } from "./fit.js";
import { poolsOf } from "./pools.js";

/** Forecasts of one plan's people for its past periods, with what came, and what people had called. */
export interface PlanHistoryOfForecasts {
  readonly plan: string;
  /** Of the measure: the plan's currency, or XXX for counts. */
  readonly currency: string;
  readonly cases: readonly BackCase[];
  readonly calls: readonly CalledTotal[];
}

/**
 * Makes the forecasts of the last `periods` periods again, plan by plan, for everybody who sells under one today. Plans of leaders, and
 * those whose measure counts other people's credits, are left out: their forecasts are sums of those here.
 */
export async function pastForecasts(
  store: OrgStore,
  today: IsoDate,
  periods: number,
): Promise<PlanHistoryOfForecasts[]> {
  const fiscal = store.organisation.fiscalYearStartMonth;
  const asked = periodSpanning({ start: today, end: addMonths(today, 1) }, fiscal);
  const people = (await store.listPeople()).filter(({ role }) => role !== "admin");
  const span = { ...spanAround(asked, store), start: addMonths(today, -12 * (1 + periods)) };
  const files = await store.listPayeeFiles(
    people.map(({ id }) => id),
    span,
    today,
  );
  const byPlan = new Map<string, OnPlan>();
  for (const file of files) {
    const payee = standingOf(file, { ...asked, start: today }, today);
    const key = file.plans.at(-1)?.key;
    const leads = file.person.role !== "rep";
    if (payee.kind === "on_plan" && key !== undefined && !leads && !byPlan.has(key)) byPlan.set(key, payee);
  }
  const found: PlanHistoryOfForecasts[] = [];
  for (const [key, payee] of byPlan) {
    const one = await ofPlan(store, today, periods, key, payee, files);
    if (one) found.push(one);
  }
  return found;
}

async function ofPlan(
  store: OrgStore,
  today: IsoDate,
  periods: number,
  planKey: string,
  { plan, facts, file }: OnPlan,
  files: readonly PayeeFile[],
): Promise<PlanHistoryOfForecasts | null> {
  const measure = mainMeasure(plan);
  const terms = plan.measures.get(measure);
  if (!terms || terms.blend || terms.credits_of !== "own") return null;
  const window = measuredSpan(plan, facts, { kind: "day", key: today, start: today, end: today });
  const quotas = quotasOf(files, measure);
  const cases: BackCase[] = [];
  const calls: CalledTotal[] = [];
  for (const pool of await poolsOf(store, planKey, window)) {
    const moment = await momentOf(store, file, { plan, measure: terms, window, today }, pool);
    cases.push(...backtest(moment, SEED, periods, quotas));
    const called = await store.listForecastCalls(pool, { start: "0001-01-01", end: window.end });
    for (const call of called.filter((one) => one.measure === measure))
      calls.push({
        rep: call.personId,
        start: dayNumber(call.periodStart),
        kind: call.kind,
        calledOn: dayNumber(call.calledOn),
        amount: call.amount.minor,
      });
  }
  return { plan: plan.name, currency: measureCurrency(plan, measure), cases, calls };
}

/** The quota of a window as it was in force on a day, in minor units. */
function quotasOf(
  files: readonly PayeeFile[],
  measure: string,
): (rep: string, start: number, asOf: number) => number | null {
  const byWindow = new Map<string, { setOn: number; minor: number }[]>();
  for (const { person, quotaHistory } of files)
    for (const quota of quotaHistory) {
      if (quota.measure !== measure) continue;
      const name = `${person.id} ${dayNumber(quota.start)}`;
      const rows = byWindow.get(name) ?? [];
      rows.push({ setOn: dayNumber(quota.setOn), minor: quota.amount.minor });
      byWindow.set(name, rows);
    }
  return (rep, start, asOf) =>
    byWindow
      .get(`${rep} ${start}`)
      ?.filter(({ setOn }) => setOn <= asOf)
      .at(-1)?.minor ?? null;
}
