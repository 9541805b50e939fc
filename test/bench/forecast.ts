import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { forecastsAt, momentOf } from "../../src/cli/forecast-run.js";
import { scoreTable } from "../../src/cli/forecast-score.js";
import { forecastInThreads } from "../../src/cli/forecast-threads.js";
import { daysBetween } from "../../src/core/calendar.js";
import { fitForecast } from "../../src/core/forecast/forecast.js";
import { type ForecastScore, type Scored, scoreForecasts } from "../../src/core/forecast/score.js";
import { inventedSet, REGIMES } from "../forecast/invented.js";
import { adventureWorks, maven, northwind } from "../forecast/real-sets.js";
import type { Question } from "../forecast/rolling-origin.js";

const DATA = "../shared/data";

function scored({ origin, deals, actuals }: Question): Scored[] {
  const elapsed = (daysBetween(origin.start, origin.asOf) + 1) / daysBetween(origin.start, origin.end);
  return forecastsAt(origin, deals).map((line, i) => ({
    ...line,
    actual: actuals[i] as number,
    quota: origin.asked[i]?.quota ?? 0,
    closed: origin.asked[i]?.closed ?? 0,
    elapsed,
  }));
}

/** By set: everything asked at every moment, forecast and scored. */
function scores(questions: readonly Question[]): Map<string, ForecastScore> {
  const cases = new Map<string, Scored[]>();
  for (const question of questions)
    cases.set(question.origin.dataset, [...(cases.get(question.origin.dataset) ?? []), ...scored(question)]);
  return new Map([...cases].map(([set, all]) => [set, scoreForecasts(all)]));
}

/** How good forecasts are, on data that others wrote and on invented teams of twelve kinds, and what they cost. */
export async function benchForecast(print: (line: string) => void, quick: boolean): Promise<void> {
  if (existsSync(DATA)) {
    print("forecasts on data that others wrote");
    const sets = [
      maven(DATA),
      adventureWorks(DATA, 3),
      northwind(DATA, 3),
      adventureWorks(DATA, 1),
      northwind(DATA, 1),
    ];
    print(scoreTable(scores(sets.flat())));
  } else print(`forecasts on data that others wrote: left out, there is no ${DATA}`);
  print("forecasts on invented teams (seed b; the constants were chosen on seed a)");
  print(scoreTable(scores(REGIMES.flatMap((regime) => inventedSet(regime, "b")))));
  await benchCost(print, quick ? 600 : 10_000);
}

/** People fitted together, as answers do it. */
const POOL = 300;

/** A company of pools in threads, and one rep once a pool is fitted. */
async function benchCost(print: (line: string) => void, reps: number): Promise<void> {
  const plain = REGIMES[0] as (typeof REGIMES)[number];
  const pools = Array.from({ length: Math.ceil(reps / POOL) }, (_, i) => {
    const people = Math.min(POOL, reps - i * POOL);
    // The second question of a period is asked when half of it has gone.
    return inventedSet({ ...plain, reps: people, asked: 1 }, `cost ${i}`)[1] as Question;
  });
  const deals = pools.reduce((sum, pool) => sum + pool.deals.length, 0);
  const started = performance.now();
  const lines = (await forecastInThreads(pools)).flat();
  const took = (performance.now() - started) / 1000;
  print(
    `${lines.length.toLocaleString("en")} reps with ${deals.toLocaleString("en")} deals: ${took.toFixed(1)} s in ${Math.min(availableParallelism(), pools.length)} threads, calibration included`,
  );
  const [pool] = pools;
  if (!pool) return;
  const forecaster = fitForecast(momentOf(pool.origin, pool.deals), "pacer");
  const times = pool.origin.asked.map(({ rep }) => {
    const before = performance.now();
    forecaster.forecastOf(rep);
    return performance.now() - before;
  });
  times.sort((a, b) => a - b);
  print(
    `one rep of a fitted pool: ${(times[Math.floor(times.length * 0.95)] ?? 0).toFixed(1)} ms at the 95th percentile`,
  );
}
