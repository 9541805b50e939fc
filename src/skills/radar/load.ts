import type { IsoDate } from "../../core/calendar.js";
import { FactsError } from "../../core/errors.js";
import { toRational } from "../../core/money.js";
import { goalsAhead } from "../../core/outlook.js";
import { type Period, periodSpanning, shiftPeriod } from "../../core/period.js";
import type { RadarPeriod, RadarPerson } from "../../core/radar/radar.js";
import { divide, type Rational } from "../../core/rational.js";
import { bookUnder, measured, measuredSpan, statementUnder } from "../../core/statement-of.js";
import { mainMeasure } from "../../core/what-if.js";
import type { DealChangeRow, OrgStore, PayeeFile } from "../../store/store.js";
import { type OnPlan, standingOf } from "../payee.js";
import { withPeopleAround } from "../people-around.js";

/** Finished periods looked at. */
const PERIODS = 6;

/** What the radar looks at of these people: their finished periods under the plans of then, and how their deals moved. */
export async function radarPeople(
  store: OrgStore,
  personIds: readonly string[],
  period: Period,
  today: IsoDate,
): Promise<RadarPerson[]> {
  const fiscal = store.organisation.fiscalYearStartMonth;
  const whole = periodSpanning(period, fiscal);
  // Plans count by the month or by the year: both ways back far enough.
  const span = { start: `${Number(whole.start.slice(0, 4)) - 2}-01-01`, end: whole.end };
  const [files, changes] = await Promise.all([
    store.listPayeeFiles(personIds, span, today).then((found) => withPeopleAround(store, found, span, today)),
    store.listDealChanges(personIds, span),
  ]);
  const dealsOf = new Map<string, DealChangeRow[]>();
  for (const change of changes) {
    const own = dealsOf.get(change.ownerId ?? "");
    if (own) own.push(change);
    else dealsOf.set(change.ownerId ?? "", [change]);
  }
  return files.flatMap((file) => personOf(file, whole, today, fiscal, dealsOf.get(file.person.id) ?? []) ?? []);
}

function personOf(
  file: PayeeFile,
  period: Period,
  today: IsoDate,
  fiscal: number,
  deals: readonly DealChangeRow[],
): RadarPerson | null {
  const payee = standingOf(file, period, today);
  if (payee.kind !== "on_plan") return null;
  const measure = mainMeasure(payee.plan);
  const window = periodSpanning(measuredSpan(payee.plan, payee.facts, period), fiscal);
  if (window.kind === "range") return null;
  return unlessMissing(() => {
    const { quota } = measured(bookUnder(payee.history, payee.facts, window), measure, window);
    return {
      name: file.person.name,
      plan: payee.plan.name,
      periods: finishedPeriods(file, window, today, fiscal, measure),
      quota,
      edges: edgesOf(payee, window, measure),
      deals,
    };
  });
}

/** Oldest first; those in which somebody was on no plan, or joined, are left out. */
function finishedPeriods(
  file: PayeeFile,
  window: Period,
  today: IsoDate,
  fiscal: number,
  measure: string,
): RadarPeriod[] {
  const periods: RadarPeriod[] = [];
  for (let back = PERIODS; back >= 1; back--) {
    const past = shiftPeriod(window, -back, fiscal);
    const { hiredOn } = file.person;
    if (past.end > today || (hiredOn !== null && hiredOn > past.start)) continue;
    const then = standingOf(file, past, today);
    if (then.kind !== "on_plan" || !then.plan.measures.has(measure)) continue;
    const found = unlessMissing(() => statementUnder(then.history, then.facts, past));
    const result = found?.measures.find((one) => one.measure === measure);
    if (found && result)
      periods.push({
        start: past.start,
        end: past.end,
        credited: result.credited,
        quota: result.quota,
        earned: found.earned,
      });
  }
  return periods;
}

/** The attainments at which the plan pays differently, from nothing sold on. */
function edgesOf({ history, facts }: OnPlan, window: Period, measure: string): Rational[] {
  const { quota } = measured(bookUnder(history, facts, window), measure, window);
  if (!quota || quota.minor <= 0) return [];
  return goalsAhead(history, { ...facts, credits: [] }, window, measure).map(({ at }) =>
    divide(toRational(at), toRational(quota)),
  );
}

/** A person whose statement cannot be worked out is left out: whoever asks for it is told why. */
function unlessMissing<T>(work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    if (error instanceof FactsError) return null;
    throw error;
  }
}
