import { closePeriod } from "../actions/close-period.js";
import type { Answer } from "../answer/answer.js";
import { count } from "../answer/answer.js";
import { periodLabel } from "../answer/period-label.js";
import { addDays, type IsoDate } from "../core/calendar.js";
import { periodOf } from "../core/period.js";
import { figure } from "../skills/words.js";
import type { OrgStore } from "../store/store.js";

const LOCALE = "en-US";

/** On the first day after a quarter: what closing it would do, for everybody and without anybody's pay. Null on any other day. */
export async function previewClose(store: OrgStore, today: IsoDate, now: Date): Promise<Answer | null> {
  const yesterday = addDays(today, -1);
  const period = periodOf("quarter", yesterday, store.organisation.fiscalYearStartMonth);
  if (period.end !== today) return null;
  const outcome = await closePeriod(store, { period, today, closedAt: now, closedBy: "preview", dryRun: true });
  const label = periodLabel(period, LOCALE);
  const { added, unchanged, corrections, without, faults } = outcome;
  const isReady = faults.length === 0;
  return {
    outcome: "answer",
    skill: "close_period",
    input: { period: period.key },
    headline: isReady
      ? `${label} is over: ${added} statements are ready to close.`
      : `${label} is over, and ${faults.length} statements cannot be computed yet.`,
    body: isReady
      ? "Closing keeps each with everything it was computed from; it never changes after that."
      : "Nothing is closed until they can.",
    figures: [
      figure("ready", "Ready to close", count(added, "")),
      figure("closed_before", "Closed before", count(unchanged, "")),
      figure("corrections", "Would differ by now", count(corrections.length, "")),
      figure("without", "On no plan", count(without, "")),
    ],
    notes: [...faults.slice(0, 5), "A preview: nothing was closed."],
    asOf: today,
    confidential: false,
    locale: LOCALE,
  };
}
