import { expect, test } from "vitest";
import { kpiInput, lost, won } from "../../../test/kpi-deals.js";
import { kpiNamed } from "../kpi/index.js";
import { gapsOf } from "./evidence.js";

const winRate = kpiNamed("win_rate");
const dealSize = kpiNamed("deal_size");
if (!winRate || !dealSize) throw new Error("no KPIs");
const decided = (wins: number, losses: number, size = 1000) =>
  kpiInput([
    ...Array.from({ length: wins }, () => won("2026-10-01", "2026-11-01", size)),
    ...Array.from({ length: losses }, () => lost("2026-10-01", "2026-11-01", size)),
  ]);
const reading = (
  kpi: typeof winRate,
  own: [number, number, number?],
  peers: [number, number, number?] | null,
  before: [number, number, number?],
) => ({
  kpi,
  own: kpi.measure(decided(...own)),
  peers: peers && kpi.measure(decided(...peers)),
  before: kpi.measure(decided(...before)),
});

test("clear differences come first, and each KPI stands on one side once", () => {
  const { better, worse } = gapsOf([
    reading(winRate, [5, 35], [200, 200], [40, 5]),
    reading(dealSize, [20, 0, 2000], [100, 100, 1000], [10, 0, 3000]),
  ]);
  expect(worse.map(({ kpi, against, comparison }) => [kpi.name, against, comparison.clear])).toEqual([
    ["win_rate", "peers", true],
  ]);
  expect(better.map(({ kpi, against }) => [kpi.name, against])).toEqual([["deal_size", "peers"]]);
});

test("without peers it is the period before; too few deals and small differences are not spoken of", () => {
  expect(gapsOf([reading(winRate, [10, 30], null, [30, 30])]).worse.map(({ against }) => against)).toEqual(["before"]);
  expect(gapsOf([reading(winRate, [1, 2], [100, 300], [1, 3])])).toEqual({ better: [], worse: [] });
  expect(gapsOf([reading(winRate, [20, 60], [104, 300], [20, 60])])).toEqual({ better: [], worse: [] });
});
