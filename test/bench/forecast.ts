import { existsSync } from "node:fs";
import { forecastsAt } from "../../src/cli/forecast-run.js";
import { scoreTable } from "../../src/cli/forecast-score.js";
import { daysBetween } from "../../src/core/calendar.js";
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
export function benchForecast(print: (line: string) => void, quick: boolean): void {
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
  const [large] = inventedSet(
    { ...(REGIMES[0] as (typeof REGIMES)[number]), reps: quick ? 300 : 2_000, asked: 1 },
    "cost",
  );
  if (!large) return;
  const started = performance.now();
  const reps = forecastsAt(large.origin, large.deals).length;
  const took = performance.now() - started;
  print(
    `${reps.toLocaleString("en")} reps with ${large.deals.length.toLocaleString("en")} deals: ${(took / 1000).toFixed(1)} s on one core, calibration included, ${(took / reps).toFixed(1)} ms each`,
  );
}
