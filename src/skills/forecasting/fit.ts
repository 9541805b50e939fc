import { addMonths, type IsoDate } from "../../core/calendar.js";
import { forecastDeals, looksAtAttributes } from "../../core/forecast/deal-parts.js";
import { type Forecaster, fitForecast } from "../../core/forecast/forecast.js";
import type { Moment } from "../../core/forecast/moment.js";
import { momentIn } from "../../core/forecast/organisation-moment.js";
import { dayNumber } from "../../core/forecast/periods.js";
import { wonSince } from "../../core/forecast/wins.js";
import type { MeasureTerms, Plan } from "../../core/plan.js";
import { toDecimalString } from "../../core/rational.js";
import { reliefFor } from "../../core/relief.js";
import type { OrgStore, PayeeFile } from "../../store/store.js";
import type { Scope } from "../define-skill.js";
import { kept } from "./kept.js";
import { contributorsOf, poolsOf, sellersBelow } from "./pools.js";

/** One seed for everybody: a forecast asked twice is the same forecast. */
export const SEED = "pacer";
/** Deals closed longer ago are not read: they teach nothing about this period. */
const HISTORY_MONTHS = 48;
/** A leader whose year came to that of the people below, within this share, is credited with what they sell. */
const SAME_SALES = 0.1;

/** A fit, and whose sum a payee's forecast is: their own, or for a leader that of the people whose credits count. */
export interface Fitted {
  readonly forecaster: Forecaster;
  readonly sumOf: readonly string[];
}

interface Window {
  readonly start: IsoDate;
  readonly end: IsoDate;
}

/** What is counted, over which days, seen from which day. */
export interface Counted {
  readonly plan: Plan;
  readonly measure: MeasureTerms;
  readonly window: Window;
  readonly today: IsoDate;
}

/**
 * The forecaster that answers for a payee: fitted to the deals of colleagues on the same plan, as its measure counts them. It is made
 * once for a pool of colleagues, a period, a day and a state of the data, and kept. Colleagues' figures go into what a team usually does and nowhere else.
 * Null where the measure blends others.
 */
export async function fitFor(
  { store, today }: Pick<Scope, "store" | "today">,
  file: PayeeFile,
  plan: Plan,
  measureKey: string,
  window: Window,
): Promise<Fitted | null> {
  const measure = plan.measures.get(measureKey);
  const planKey = file.plans.at(-1)?.key;
  if (!measure || measure.blend || planKey === undefined) return null;
  const counted: Counted = { plan, measure, window, today };
  const version = await store.getDataVersion();
  const { id, role } = file.person;
  const about = [store.organisation.id, version, today, window.start, window.end, planKey, plan.version, measureKey];
  const fitTo = async (pool: readonly string[], sumOf = pool): Promise<Fitted> => {
    const make = async () => fitForecast(await momentOf(store, file, counted, pool), SEED);
    return { forecaster: await kept([...about, "fit", ...pool], make), sumOf };
  };
  if (measure.credits_of !== "own") return fitTo(await contributorsOf(store, planKey, measure.credits_of, id, window));
  const sellers = role === "rep" ? [] : await sellersBelow(store, id, window);
  if (sellers.length > 0) {
    const repeats = await kept([...about, "repeats", id], () => repeatsSales(store, file, counted, sellers));
    if (repeats) return fitTo(sellers);
  }
  const span = { start: historyFrom(window), end: window.end };
  const pools = await kept([...about, "pools"], () => poolsOf(store, planKey, span));
  return fitTo(pools.find((pool) => pool.includes(id)) ?? [id], [id]);
}

const historyFrom = (window: Window): IsoDate => addMonths(window.start, -HISTORY_MONTHS);

/** Whether somebody is credited with what the people below sell, at the close: then these tell more than the leader's own credits. */
async function repeatsSales(
  store: OrgStore,
  file: PayeeFile,
  counted: Counted,
  sellers: readonly string[],
): Promise<boolean> {
  const since = dayNumber(addMonths(counted.today, -12));
  const [own, theirs] = await Promise.all([
    momentOf(store, file, counted, [file.person.id]),
    momentOf(store, file, counted, sellers),
  ]);
  const [a, b] = [wonSince(own, since), wonSince(theirs, since)];
  return a > 0 && Math.abs(a - b) <= SAME_SALES * a;
}

/** The pool's deals as the measure counts them, at the end of today. */
export async function momentOf(
  store: OrgStore,
  { facts }: PayeeFile,
  { plan, measure, window, today }: Counted,
  pool: readonly string[],
): Promise<Moment> {
  const parts = await store.listDealParts(pool, historyFrom(window), today, looksAtAttributes(measure));
  const people = new Map((await store.listPeople()).map((person) => [person.id, person]));
  const ramp = new Map(
    pool.flatMap((id): [string, number][] => {
      const hiredOn = people.get(id)?.hiredOn;
      if (!hiredOn) return [];
      const newcomer = { payee: { hiredOn }, leaves: [] };
      return [[id, Number(toDecimalString(reliefFor(plan.relief, newcomer, "quota", window)))]];
    }),
  );
  return momentIn(window, today, forecastDeals(parts, plan, measure, { ...facts, asOf: today }), pool, ramp);
}
