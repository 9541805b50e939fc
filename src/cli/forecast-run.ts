import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type ForecastOrigin, readOrigins } from "../connectors/forecast-files/origins.js";
import { readSnapshot } from "../connectors/forecast-files/snapshot.js";
import { dealColumns, type ForecastDeal } from "../core/forecast/deal-columns.js";
import { chanceToReach, fitForecast } from "../core/forecast/forecast.js";
import type { Moment } from "../core/forecast/moment.js";
import { dayNumber, periodsBack, placesOf } from "../core/forecast/periods.js";

/** One seed for everybody: a forecast read twice is the same forecast. */
const SEED = "pacer";

/** A moment to forecast, with the deals known then. */
export interface ForecastTask {
  readonly origin: ForecastOrigin;
  readonly deals: readonly ForecastDeal[];
}

/** A line of the file of forecasts. */
export interface ForecastLine {
  readonly origin: string;
  readonly rep: string;
  readonly p10: number;
  readonly p50: number;
  readonly p90: number;
  readonly mean: number;
  readonly pHit: number;
}

/** The moment of an origin, from what its snapshot knows. */
export function momentOf(origin: ForecastOrigin, deals: readonly ForecastDeal[]): Moment {
  return {
    deals: dealColumns(
      deals,
      origin.asked.map(({ rep }) => rep),
    ),
    historyStart: dayNumber(origin.historyStart),
    ...periodsBack(origin.firstFull, origin.start, origin.months),
    asOf: dayNumber(origin.asOf),
    places: placesOf(origin.months),
  };
}

/** Forecasts of everybody asked about at one origin, from what its snapshot knows and nothing else. */
export function forecastsAt(origin: ForecastOrigin, deals: readonly ForecastDeal[]): ForecastLine[] {
  const forecaster = fitForecast(momentOf(origin, deals), SEED);
  return origin.asked.map(({ rep, quota }) => {
    const forecast = forecaster.forecastOf(rep);
    const { p10, p50, p90, mean } = forecast;
    return { origin: origin.id, rep, p10, p50, p90, mean, pHit: chanceToReach(quota, forecast) };
  });
}

/** `pacer forecast`: reads the questions and one snapshot for each origin, writes one line for every question. Returns what it did. */
export async function runForecast({
  rows,
  snapshots,
  out,
}: {
  rows: string;
  snapshots: string;
  out: string;
}): Promise<string> {
  const { forecastInThreads } = await import("./forecast-threads.js");
  const origins = readOrigins(rows);
  const tasks = origins.map((origin) => ({
    origin,
    deals: readSnapshot(join(snapshots, `${origin.id}.csv.gz`), origin.asOf),
  }));
  const lines = (await forecastInThreads(tasks)).flat();
  mkdirSync(dirname(out), { recursive: true });
  writeFileSync(out, forecastCsv(lines));
  return `${lines.length} forecasts at ${origins.length} moments, written to ${out}`;
}

const HEADER = "origin_id,rep_id,p10,p50,p90,mean,p_hit";

const forecastCsv = (lines: readonly ForecastLine[]): string =>
  `${[
    HEADER,
    ...lines.map(({ origin, rep, p10, p50, p90, mean, pHit }) =>
      [quoted(origin), quoted(rep), ...[p10, p50, p90, mean].map((value) => value.toFixed(2)), pHit.toFixed(4)].join(
        ",",
      ),
    ),
  ].join("\n")}\n`;

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
