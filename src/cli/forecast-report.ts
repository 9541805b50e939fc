import { addDays } from "../core/calendar.js";
import type { ForecastScore } from "../core/forecast/score.js";
import { type CallRecord, type TrackRecord, trackRecord } from "../core/forecast/track-record.js";
import { money, NO_CURRENCY, toDecimal } from "../core/money.js";
import type { PlanHistoryOfForecasts } from "../skills/forecasting/history.js";

/** What `pacer forecast report` prints: plan by plan, how forecasts of past periods would have done. */
export function reportText(histories: readonly PlanHistoryOfForecasts[]): string {
  const parts = histories.flatMap(({ plan, currency, cases, calls }) => {
    const record = trackRecord(cases, calls);
    return record ? [planText(plan, currency, record)] : [`${plan}\n  Too few periods so far to look back on.`];
  });
  if (parts.length === 0) return "There is nobody on a plan whose forecasts could be looked back on.";
  return [...parts, EXPLAINED].join("\n\n");
}

const EXPLAINED = `How to read it: every past forecast is made again from what was known at a quarter, half and three quarters of its period.
Pinball is the error of the range, WAPE of its middle, Brier of the chance of quota; the figure behind the slash is the same error of naive
pace (won so far over the time gone), so below x1.00 is better. Of 80 % ranges 80 % should hold. Fewer than 30 cases say little.`;

const percent = (share: number): string => `${(100 * share).toFixed(0)} %`;
const casesOf = (cases: number): string => (cases === 1 ? "1 case" : `${cases} cases`);
const ratio = (value: number): string => `x${value.toFixed(2)}`;

function planText(plan: string, currency: string, record: TrackRecord): string {
  const { all, withQuota, byPeriod, byShare, reliability, calls } = record;
  const scale = Number(toDecimal(money(1, currency)));
  const row = (name: string, { cases, pinball, wape, coverage80, againstPace }: ForecastScore): string =>
    `  ${name.padEnd(16)} ${`${cases}`.padStart(6)} ${percent(coverage80).padStart(7)}   ${(pinball * scale).toFixed(0).padStart(10)} ${ratio(againstPace.pinball).padStart(7)}   ${percent(wape).padStart(6)} ${ratio(againstPace.wape).padStart(7)}`;
  return [
    `${plan}${currency === NO_CURRENCY ? "" : ` (${currency})`}`,
    `  ${"".padEnd(16)} ${"cases".padStart(6)} ${"held".padStart(7)}   ${"pinball".padStart(10)} ${"".padStart(7)}   ${"WAPE".padStart(6)}`,
    row("all", all),
    ...byShare.map(({ share, score }) => row(`${percent(share)} gone`, score)),
    ...byPeriod.map(({ start, score }) => row(`from ${addDays("1970-01-01", start)}`, score)),
    ...(withQuota && withQuota.brier !== null
      ? [
          `  Chance of quota: Brier ${withQuota.brier.toFixed(3)}, ${ratio(withQuota.againstPace.brier ?? 0)} of naive pace, ${casesOf(withQuota.cases)}.`,
        ]
      : ["  No quotas are known for these periods."]),
    ...reliability.map(
      ({ from, before, cases, meanChance, came }) =>
        `    said ${percent(from)} to ${percent(before)}: ${percent(meanChance)} on average, came ${percent(came)} of ${cases}`,
    ),
    ...(calls.length === 0 ? ["  Nobody's calls are recorded for these periods."] : calls.map(callText)),
  ].join("\n");
}

const callText = ({ kind, cases, reached, error, bias, forecastError, paceError }: CallRecord): string =>
  `  ${kind === "commit" ? "Commits" : "Best cases"}: ${casesOf(cases)}, ${percent(reached)} reached; off by ${percent(error)} (${bias >= 0 ? "too high" : "too low"} by ${percent(Math.abs(bias))} in sum), the forecast of the same cases by ${percent(forecastError)}, naive pace by ${percent(paceError)}`;
