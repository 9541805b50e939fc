import { readTable } from "../connectors/forecast-files/fields.js";
import { type ForecastOrigin, readOrigins } from "../connectors/forecast-files/origins.js";
import { daysBetween } from "../core/calendar.js";
import { type ForecastScore, type Scored, scoreForecasts } from "../core/forecast/score.js";
import { AskError } from "../errors.js";

/** `pacer forecast score`: how good a file of forecasts was, by data set, and the geometric mean of the ratios to naive pace. */
export function scoreFiles(options: { rows: string; truth: string; forecasts: string }): string {
  const origins = readOrigins(options.rows);
  const truth = byCase(options.truth, ["actual"], (row) => row.number("actual"));
  const forecasts = byCase(options.forecasts, ["p10", "p50", "p90"], (row) => ({
    p10: row.number("p10"),
    p50: row.number("p50"),
    p90: row.number("p90"),
    pHit: row.optional("p_hit", row.number),
  }));
  const sets = new Map<string, Scored[]>();
  for (const origin of origins)
    sets.set(origin.dataset, [...(sets.get(origin.dataset) ?? []), ...casesOf(origin, truth, forecasts, options)]);
  return scoreTable(new Map([...sets].map(([set, cases]) => [set, scoreForecasts(cases)])));
}

function byCase<T>(
  file: string,
  fields: string[],
  read: (row: ReturnType<typeof readTable>[number]) => T,
): Map<string, T> {
  const rows = readTable(file, ["origin_id", "rep_id", ...fields]);
  return new Map(rows.map((row) => [caseKey(row.text("origin_id"), row.text("rep_id")), read(row)]));
}

const caseKey = (origin: string, rep: string): string => JSON.stringify([origin, rep]);

function casesOf(
  origin: ForecastOrigin,
  truth: ReadonlyMap<string, number>,
  forecasts: ReadonlyMap<string, { p10: number; p50: number; p90: number; pHit: number | null }>,
  files: { truth: string; forecasts: string },
): Scored[] {
  const elapsed = (daysBetween(origin.start, origin.asOf) + 1) / daysBetween(origin.start, origin.end);
  return origin.asked.map(({ rep, closed, quota }) => {
    const key = caseKey(origin.id, rep);
    const [actual, forecast] = [truth.get(key), forecasts.get(key)];
    if (actual === undefined || forecast === undefined)
      throw new AskError(
        `${actual === undefined ? files.truth : files.forecasts} has no row for ${rep} at ${origin.id}.`,
        "Every row asked needs one.",
      );
    return { ...forecast, actual, quota, closed, elapsed };
  });
}

/** One row for each set, and the geometric mean of the ratios where there are several. */
export function scoreTable(scores: ReadonlyMap<string, ForecastScore>): string {
  const row = (name: string, cells: readonly string[]): string =>
    [name.padEnd(26), ...cells.map((cell) => cell.padStart(9))].join(" ");
  const ratio = (value: number | null): string => (value === null ? "-" : `x${value.toFixed(3)}`);
  const lines = [row("set", ["cases", "PIN", "", "WAPE", "", "Brier", "", "cov80"])];
  for (const [set, { cases, pinball, wape, brier, coverage80, againstPace }] of scores)
    lines.push(
      row(set, [
        `${cases}`,
        pinball.toFixed(0),
        ratio(againstPace.pinball),
        wape.toFixed(3),
        ratio(againstPace.wape),
        brier === null ? "-" : brier.toFixed(3),
        ratio(againstPace.brier),
        coverage80.toFixed(3),
      ]),
    );
  const all = [...scores.values()];
  const geometric = (values: readonly (number | null)[]): number | null =>
    values.some((value) => value === null)
      ? null
      : Math.exp(values.reduce((sum: number, value) => sum + Math.log(value as number), 0) / values.length);
  const coverage = all.reduce((sum, { coverage80 }) => sum + coverage80, 0) / all.length;
  lines.push(
    row("all (ratios to naive pace)", [
      "",
      "",
      ratio(geometric(all.map(({ againstPace }) => againstPace.pinball))),
      "",
      ratio(geometric(all.map(({ againstPace }) => againstPace.wape))),
      "",
      ratio(geometric(all.map(({ againstPace }) => againstPace.brier))),
      coverage.toFixed(3),
    ]),
  );
  return lines.join("\n");
}
