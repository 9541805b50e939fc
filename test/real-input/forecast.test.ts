import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, expect, test } from "vitest";
import { forecastsAt, runForecast } from "../../src/cli/forecast-run.js";
import { readOrigins } from "../../src/connectors/forecast-files/origins.js";
import { readSnapshot } from "../../src/connectors/forecast-files/snapshot.js";
import { daysBetween } from "../../src/core/calendar.js";
import { dayNumber } from "../../src/core/forecast/periods.js";
import { type Scored, scoreForecasts } from "../../src/core/forecast/score.js";
import { maven } from "../forecast/real-sets.js";
import { DATA, describeWithData } from "./real-data.js";

describeWithData("forecast", () => {
  const folder = join(DATA, "forecast");
  const scratch = mkdtempSync(join(tmpdir(), "pacer-forecast-"));
  afterAll(() => rmSync(scratch, { recursive: true, force: true }));

  test("corrupting everything after the as-of moment changes nothing", () => {
    const origins = readOrigins(join(folder, "rows.csv"));
    for (const id of ["maven_m_2017-10_50", "maven_q_2017Q4_25"]) {
      const origin = origins.find((one) => one.id === id);
      if (!origin) throw new Error(`${id} is missing`);
      const known = readSnapshot(join(folder, "snapshots", `${id}.csv.gz`), origin.asOf);
      const latest = readSnapshot(join(folder, "snapshots", "maven_m_2017-12_75.csv.gz"), "2017-12-23");
      const honest = forecastsAt(origin, known);
      // The latest snapshot knows what came. All of it is told wrong: whatever closed or advanced later, and every later deal.
      const asOf = dayNumber(origin.asOf);
      let touched = 0;
      const corrupted = latest.map((deal, i) => {
        const advanced = deal.advanced !== null && deal.advanced <= asOf ? deal.advanced : asOf + 1;
        if (deal.closed !== null && deal.closed <= asOf) return { ...deal, advanced };
        touched++;
        return { ...deal, closed: Math.max(deal.created, asOf + 1 + (i % 3)), won: true, amountWon: 1e7, advanced };
      });
      expect(touched).toBeGreaterThan(1000);
      expect(forecastsAt(origin, corrupted)).toEqual(honest);
    }
  });

  test("a forecast opens its own snapshot alone, and the same files give the same bytes", async () => {
    const [header, ...rows] = readFileSync(join(folder, "rows.csv"), "utf8").trim().split("\n");
    const id = "maven_q_2017Q3_50";
    const file = join(scratch, "rows.csv");
    writeFileSync(file, `${[header, ...rows.filter((row) => row.includes(`${id},`))].join("\n")}\n`);
    symlinkSync(join(process.cwd(), folder, "snapshots", `${id}.csv.gz`), join(scratch, `${id}.csv.gz`));
    const out = join(scratch, "out.csv");
    await runForecast({ rows: file, snapshots: scratch, out });
    const first = readFileSync(out, "utf8");
    writeFileSync(join(scratch, "maven_q_2017Q4_25.csv.gz"), gzipSync("garbage"));
    await runForecast({ rows: file, snapshots: scratch, out });
    expect(readFileSync(out, "utf8")).toBe(first);
    expect(first.trim().split("\n")).toHaveLength(31);
  });

  test("Maven: well below the error of naive pace, and four of five outcomes within the range", () => {
    const cases = maven(DATA).flatMap(({ origin, deals, actuals }): Scored[] => {
      const elapsed = (daysBetween(origin.start, origin.asOf) + 1) / daysBetween(origin.start, origin.end);
      return forecastsAt(origin, deals).map((line, i) => ({
        ...line,
        actual: actuals[i] as number,
        quota: origin.asked[i]?.quota ?? 0,
        closed: origin.asked[i]?.closed ?? 0,
        elapsed,
      }));
    });
    const { againstPace, coverage80 } = scoreForecasts(cases);
    expect(againstPace.pinball).toBeLessThan(0.44);
    expect(againstPace.wape).toBeLessThan(0.7);
    expect(againstPace.brier).toBeLessThan(0.585);
    expect(coverage80).toBeGreaterThan(0.74);
    expect(coverage80).toBeLessThan(0.86);
  });
});
