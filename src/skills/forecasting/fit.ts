import { addMonths, type IsoDate } from "../../core/calendar.js";
import { forecastDeals, looksAtAttributes } from "../../core/forecast/deal-parts.js";
import { type Forecaster, fitForecast } from "../../core/forecast/forecast.js";
import { momentIn } from "../../core/forecast/organisation-moment.js";
import type { Plan } from "../../core/plan.js";
import { toDecimalString } from "../../core/rational.js";
import { reliefFor } from "../../core/relief.js";
import type { OrgStore, PayeeFile } from "../../store/store.js";
import type { Scope } from "../define-skill.js";

/** One seed for everybody: a forecast asked twice is the same forecast. */
const SEED = "pacer";
/** Deals closed longer ago teach nothing about this period. */
const HISTORY_MONTHS = 48;
/** People fitted together: enough to learn a team's ways from, few enough for an answer to wait. */
const POOL = 300;
/** Fits kept. One is a few megabytes and seconds of work. */
const KEPT = 32;

/** A fit, and whose sum a payee's forecast is: their own, or for a leader that of the people whose credits count. */
export interface Fitted {
  readonly forecaster: Forecaster;
  readonly sumOf: readonly string[];
}

interface Window {
  readonly start: IsoDate;
  readonly end: IsoDate;
}

const fits = new Map<string, Promise<Forecaster>>();

/**
 * The forecaster that answers for a payee: fitted to the deals of colleagues on the same plan, as its measure counts them. It is made
 * once for a pool of colleagues, a period, a day and a state of the data, and kept. Colleagues' figures go into what a team usually does and nowhere else.
 */
export async function fitFor(
  { store, today }: Pick<Scope, "store" | "today">,
  file: PayeeFile,
  plan: Plan,
  measure: string,
  window: Window,
): Promise<Fitted | null> {
  const terms = plan.measures.get(measure);
  const planKey = file.plans.at(-1)?.key;
  if (!terms || terms.blend || planKey === undefined) return null;
  const since = addMonths(window.start, -HISTORY_MONTHS);
  const own = terms.credits_of === "own";
  const pool = own
    ? await poolOf(store, planKey, file.person.id, { start: since, end: window.end })
    : await contributorsOf(store, planKey, terms.credits_of, file.person.id, window);
  const version = await store.getDataVersion();
  const { id } = store.organisation;
  const key = [id, version, today, window.start, window.end, planKey, plan.version, measure, ...pool].join("|");
  let fit = fits.get(key);
  if (!fit) {
    fit = fitTo(store, file, plan, measure, window, since, pool, today);
    keep(key, fit);
  }
  return { forecaster: await fit, sumOf: own ? [file.person.id] : pool };
}

function keep(key: string, fit: Promise<Forecaster>): void {
  // Kept while it is made, so that two who ask at once wait for one; what failed is made anew.
  fits.set(key, fit);
  fit.catch(() => fits.delete(key));
  const oldest = fits.size > KEPT ? fits.keys().next().value : undefined;
  if (oldest !== undefined) fits.delete(oldest);
}

async function fitTo(
  store: OrgStore,
  { facts }: PayeeFile,
  plan: Plan,
  measure: string,
  window: Window,
  since: IsoDate,
  pool: readonly string[],
  today: IsoDate,
): Promise<Forecaster> {
  const terms = plan.measures.get(measure);
  if (!terms) throw new RangeError(`the plan has no measure ${measure}`);
  const parts = await store.listDealParts(pool, since, today, looksAtAttributes(terms));
  const people = new Map((await store.listPeople()).map((person) => [person.id, person]));
  const ramp = new Map(
    pool.flatMap((id): [string, number][] => {
      const hiredOn = people.get(id)?.hiredOn;
      if (!hiredOn) return [];
      const payee = { key: id, name: "", hiredOn };
      return [[id, Number(toDecimalString(reliefFor(plan.relief, { payee, leaves: [] }, "quota", window)))]];
    }),
  );
  return fitForecast(
    momentIn(window, today, forecastDeals(parts, plan, terms, { ...facts, asOf: today }), pool, ramp),
    SEED,
  );
}

/** Everybody on the plan, cut into pools of people who report to the same leaders; the asked person's one. */
async function poolOf(store: OrgStore, planKey: string, personId: string, span: Window): Promise<string[]> {
  const listed = await store.listParticipants([planKey], span);
  const all = listed
    .map(({ personId: id, managers }) => ({ id, leader: managers.at(-1)?.key ?? "" }))
    .sort((a, b) => (a.leader < b.leader ? -1 : a.leader > b.leader ? 1 : a.id < b.id ? -1 : 1))
    .map(({ id }) => id);
  if (!all.includes(personId)) all.push(personId);
  const pools = Math.ceil(all.length / POOL);
  const place = Math.floor((all.indexOf(personId) * pools) / all.length);
  const startOf = (n: number) => Math.ceil((n * all.length) / pools);
  return all.slice(startOf(place), startOf(place + 1)).sort();
}

/** The people whose credits count for a leader, or for everybody on the plan, on the window's days. */
async function contributorsOf(
  store: OrgStore,
  planKey: string,
  whose: "team" | "all_reports" | "everybody",
  personId: string,
  window: Window,
): Promise<string[]> {
  if (whose === "everybody")
    return (await store.listParticipants([planKey], window)).map(({ personId: id }) => id).sort();
  const lines = await store.listLinesBelow([personId], whose === "team" ? 1 : Number.POSITIVE_INFINITY, window);
  return [...new Set(lines.map(({ personId: id }) => id))].sort();
}
