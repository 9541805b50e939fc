import { expect, test } from "vitest";
import { inventedSet, REGIMES } from "../../test/forecast/invented.js";
import { fitForecast } from "../core/forecast/forecast.js";
import { momentOf } from "./forecast-run.js";

/** Small teams of kinds that call on every part of the method: open deals, orders alone, stages, seasons, dead deals, late joiners. */
const TEAMS = [
  { of: "rush-pipeline", change: { reps: 4, perMonth: 5, before: 15, joiners: 0.4 } },
  { of: "loans", change: { reps: 3, perMonth: 8, before: 6 } },
  { of: "seasonal-orders", change: { reps: 3, before: 18, joiners: 0.4 } },
] as const;

const eight = (value: number): string => value.toPrecision(8);

// Eight digits of what is forecast for invented teams: a change of the method, meant or not, shows here.
test.each(TEAMS)(
  "forecasts of a small team of the kind $of come out as approved",
  async ({ of, change }) => {
    const regime = REGIMES.find(({ name }) => name === of);
    if (!regime) throw new Error(`no regime ${of}`);
    const lines = inventedSet({ ...regime, ...change, asked: 1 }, "approved").flatMap(({ origin, deals }) => {
      const forecaster = fitForecast(momentOf(origin, deals), "approved");
      const { calibration } = forecaster;
      const team = forecaster.forecastOfTeam(origin.asked.map(({ rep }) => rep));
      const figures = ({ p10, p50, p90, mean, closed, fromOpen, fromNew }: typeof team) =>
        [p10, p50, p90, mean, closed, fromOpen, fromNew].map(eight).join(" ");
      return [
        `# ${origin.id}, ${deals.length} deals: ${JSON.stringify(calibration, (_, value) => (typeof value === "number" ? eight(value) : value))}`,
        ...origin.asked.map(({ rep }) => {
          const forecast = forecaster.forecastOf(rep);
          return `${rep}: ${figures(forecast)}, ${forecast.confidence}`;
        }),
        `together: ${figures(team)}`,
      ];
    });
    await expect(`${lines.join("\n")}\n`).toMatchFileSnapshot(`approved-forecasts/${of}.txt`);
  },
  60_000,
);
