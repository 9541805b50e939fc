import { expect, test } from "vitest";
import { dollars, kpiDeal, kpiFigures, kpiInput, kpiPerson, lost, open, won } from "../../../test/kpi-deals.js";
import { rational } from "../rational.js";
import { compareMeasured } from "./compare.js";
import { asKnown } from "./deal.js";
import { kpiNamed, kpis } from "./index.js";
import { differenceInterval, ratioInterval, wilson } from "./intervals.js";
import { kaplanMeier } from "./kaplan-meier.js";
import { toNumber } from "./measured.js";
import { movesOf } from "./pushes.js";
import { stageOrder } from "./stages.js";

const limits = ({ low, high }: { low: { n: bigint; d: bigint }; high: { n: bigint; d: bigint } | null }) => [
  toNumber(low),
  high && toNumber(high),
];

test("Wilson's limits, and Newcombe's of a difference, are the published ones", () => {
  expect(limits(wilson(81, 263)).map((x) => x?.toFixed(4))).toEqual(["0.2553", "0.3662"]);
  expect(limits(wilson(0, 20)).map((x) => x?.toFixed(4))).toEqual(["0.0000", "0.1611"]);
  const difference = differenceInterval(
    { value: rational(56, 70), interval: wilson(56, 70) },
    { value: rational(48, 80), interval: wilson(48, 80) },
  );
  expect([difference?.low.toFixed(4), difference?.high.toFixed(4)]).toEqual(["0.0524", "0.3339"]);
});

test("a ratio of sums that is the same in every pair has no spread", () => {
  const interval = ratioInterval([
    [1, 2],
    [10, 20],
    [50, 100],
  ]);
  expect(interval && limits(interval)).toEqual([0.5, 0.5]);
});

test("Kaplan-Meier: the remission times of Gehan, and what was not seen from its beginning", () => {
  // 6-MP arm of the classic trial: median 23, S(6) = 0.857, S(23) = 0.448.
  const events = [6, 6, 6, 7, 10, 13, 16, 22, 23].map((exit) => ({ entry: 0, exit, happened: true }));
  const censored = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35].map((exit) => ({ entry: 0, exit, happened: false }));
  const curve = kaplanMeier([...events, ...censored]);
  expect(curve.median).toBe(23);
  expect(toNumber(curve.steps[0]?.left ?? rational(0)).toFixed(3)).toBe("0.857");
  expect(toNumber(curve.steps.at(-1)?.left ?? rational(0)).toFixed(3)).toBe("0.448");
  // Two were watched from age 5 on only, so they are not at risk at age 3.
  const late = kaplanMeier([
    { entry: 0, exit: 3, happened: true },
    { entry: 0, exit: 8, happened: true },
    { entry: 5, exit: 9, happened: true },
    { entry: 5, exit: 9, happened: false },
  ]);
  expect(late.steps.map(({ left }) => toNumber(left))).toEqual([1 / 2, 1 / 3, 1 / 6]);
});

const history = [
  won("2026-09-01", "2026-10-11", 10_000, { key: "a" }),
  won("2026-10-02", "2026-11-01", 30_000, { key: "b" }),
  lost("2026-08-15", "2026-10-20", 20_000, { key: "c" }),
  open("2026-11-20", 40_000, { key: "e" }),
];

test("the figures of a small quarter, as on paper", () => {
  const input = kpiInput(history, {
    asOf: "2026-12-30",
    people: [kpiPerson("maya", { quota: dollars(100_000), credited: dollars(40_000) })],
  });
  expect(kpiFigures("win_rate", input)).toMatchObject({ value: 2 / 3, n: 3, won: 2, lost: 1 });
  expect(kpiFigures("win_rate_value", input)).toMatchObject({
    value: 40 / 60,
    won_value: 40_000,
    decided_value: 60_000,
  });
  expect(kpiFigures("deal_size", input)).toMatchObject({ value: 20_000, median: 20_000, n: 2 });
  expect(kpiFigures("velocity", input).value).toBeCloseTo(40_000 / 91, 9);
  expect(kpiFigures("coverage", input)).toMatchObject({ value: 40 / 60, left: 60_000, open_value: 40_000 });
  expect(kpiFigures("attainment", input)).toMatchObject({ value: 0.4, n: 1 });
  expect(kpiFigures("creation", input).value).toBeCloseTo((2 * 7) / 91, 12);
});

test("where lost deals bear no amount, both sides count by list price", () => {
  const priced = [
    won("2026-09-01", "2026-10-11", 9_000, { list: dollars(10_000) }),
    lost("2026-09-01", "2026-10-11", 0, { list: dollars(30_000) }),
  ];
  expect(kpiFigures("win_rate_value", kpiInput(priced)).value).toBe(0.25);
});

test("a cohort too young is told and not counted", () => {
  const young = [
    won("2026-10-05", "2026-11-01", 1),
    open("2026-10-03"),
    open("2026-12-20"),
    lost("2026-10-01", "2026-12-30"),
  ];
  expect(kpiFigures("win_rate_cohort", kpiInput(young, { asOf: "2027-01-03" }))).toEqual({
    value: 1 / 3,
    n: 3,
    opened: 4,
    still_open: 2,
    too_young: 1,
  });
  const none = kpiNamed("win_rate_cohort")?.measure(kpiInput([open("2026-12-20")]));
  expect(none).toMatchObject({ ok: false, why: "None of the deals opened in these days is 90 days old yet." });
});

const staged = (key: string, entries: readonly [string, string][], more = {}) =>
  kpiDeal({
    key,
    openedOn: entries[0]?.[1] ?? null,
    stages: entries.map(([stage, enteredOn]) => ({ stage, enteredOn })),
    ...more,
  });
const inStages = [
  staged(
    "a",
    [
      ["Discovery", "2026-10-01"],
      ["Proposal", "2026-10-11"],
      ["Closed Won", "2026-10-31"],
    ],
    { status: "won", closedOn: "2026-10-31" },
  ),
  staged("b", [
    ["Discovery", "2026-10-05"],
    ["Evaluation", "2026-10-25"],
    ["Proposal", "2026-11-10"],
  ]),
  staged("c", [["Discovery", "2026-11-01"]]),
  staged(
    "d",
    [
      ["Discovery", "2026-10-05"],
      ["Closed Lost", "2026-10-08"],
    ],
    { status: "lost", closedOn: "2026-10-08" },
  ),
];

test("stages are put in the order deals pass them; a skipped one counts as progress", () => {
  const stages = stageOrder(inStages);
  expect(stages).toEqual(["Discovery", "Evaluation", "Proposal"]);
  expect(kpiFigures("stage_conversion", kpiInput(inStages, { stages }))).toEqual({
    value: 4 / 7,
    n: 7,
    Discovery: 2 / 4,
    Evaluation: 1,
    Proposal: 1 / 2,
  });
  // Discovery: left after 3, 10, 20 days, and one still there after 60: half of the four have left by day 10.
  expect(kpiFigures("time_in_stage", kpiInput(inStages, { stages }))).toMatchObject({ Discovery: 10, Proposal: 20 });
  expect(kpiFigures("advances", kpiInput(inStages, { stages })).value).toBeCloseTo((4 * 7) / 92, 12);
});

const dated = (key: string, moves: readonly [string, string][], more = {}) =>
  kpiDeal({
    key,
    openedOn: "2026-08-01",
    amount: dollars(10_000),
    expected: moves.map(([on, expected]) => ({ on, expected })),
    expectedCloseOn: moves.at(-1)?.[1] ?? null,
    ...more,
  });
const moving = [
  dated("kept", [["2026-08-01", "2026-10-20"]], { status: "won", closedOn: "2026-10-22" }),
  dated(
    "slipped",
    [
      ["2026-08-01", "2026-11-20"],
      ["2026-11-18", "2026-11-28"],
      ["2026-11-27", "2026-12-15"],
      ["2026-12-14", "2027-02-01"],
    ],
    { amount: dollars(30_000) },
  ),
  dated("later", [
    ["2026-08-01", "2027-03-01"],
    ["2026-10-05", "2027-01-15"],
  ]),
];

test("slippage and pushes: months count, days inside a month do not", () => {
  expect(kpiFigures("slippage", kpiInput(moving))).toEqual({
    value: 1 / 2,
    n: 2,
    slipped: 1,
    slipped_value: 30_000,
    by_value: 0.75,
  });
  expect(movesOf(moving[1] ?? kpiDeal(), { start: "2026-10-01", end: "2027-01-01" })).toEqual({ pushed: 2, pulled: 0 });
  expect(kpiFigures("pushes", kpiInput(moving))).toEqual({ value: 2 / 3, n: 3, pushed: 2, deals_pushed: 1, pulled: 1 });
  // In the middle of the quarter the second one is still expected inside it.
  const middle = kpiInput(asKnown(moving, "2026-11-30"), { asOf: "2026-11-30" });
  expect(kpiFigures("slippage", middle).value).toBe(0);
  expect(kpiNamed("slippage")?.measure(kpiInput(history))).toMatchObject({ ok: false });
});

test("coverage needed is what the team's own pipelines converted to", () => {
  const earlier = [{ start: "2026-07-01", end: "2026-10-01" }];
  const past = [
    won("2026-06-01", "2026-08-01", 25_000),
    lost("2026-06-01", "2026-08-01", 50_000),
    open("2026-05-01", 25_000),
    won("2026-07-10", "2026-09-01", 75_000),
  ];
  const people = [kpiPerson("maya", { quota: dollars(50_000), credited: dollars(0) })];
  expect(kpiFigures("coverage", kpiInput(past, { earlier, people, asOf: "2026-12-30" }))).toMatchObject({
    value: 0.5,
    conversion: 0.25,
    needed: 4,
    created_inside: 0.75,
  });
});

test("days away and days before hire are no days at work", () => {
  const people = [
    kpiPerson("a", { hiredOn: "2026-12-03" }),
    kpiPerson("b", { leaves: [{ start: "2026-09-15", end: "2026-11-01" }] }),
    kpiPerson("c", { leftOn: "2026-10-11", leaves: [{ start: "2026-10-06", end: null }] }),
  ];
  // 29 + 61 + 5 days.
  expect(kpiFigures("creation", kpiInput([open("2026-10-05")], { people })).value).toBeCloseTo(7 / 95, 12);
});

test("a comparison of a handful of deals is refused, and one within chance is not called clear", () => {
  const winRate = kpiNamed("win_rate") ?? kpis[0];
  if (!winRate) throw new Error("no KPI");
  const of = (wins: number, losses: number) =>
    winRate.measure(
      kpiInput([
        ...Array.from({ length: wins }, () => won("2026-10-01", "2026-11-01", 1)),
        ...Array.from({ length: losses }, () => lost("2026-10-01", "2026-11-01", 1)),
      ]),
    );
  expect(compareMeasured(winRate, of(3, 1), of(40, 60))).toEqual({ ok: false, reason: "too_few", n: 4, needed: 10 });
  expect(compareMeasured(winRate, of(6, 6), of(40, 60))).toMatchObject({ ok: true, side: "better", clear: false });
  expect(compareMeasured(winRate, of(4, 36), of(40, 60))).toMatchObject({ ok: true, side: "worse", clear: true });
});

test("every KPI says what it is, on what it stands, and gives a sentence where there is nothing", () => {
  const nothing = kpiInput([], { people: [] });
  for (const kpi of kpis) {
    const measured = kpi.measure(nothing);
    expect(kpi.meaning, kpi.name).toMatch(/\.$/);
    expect(measured, kpi.name).toMatchObject({ ok: false });
    if (!measured.ok) expect(measured.why).toMatch(/\.$/);
  }
  expect(new Set(kpis.map(({ name }) => name)).size).toBe(kpis.length);
});

test("as known on a day: later openings, closings, stages and moves are not there", () => {
  const known = asKnown([...inStages, ...moving, ...history], "2026-10-20");
  expect(known.find(({ key, stages }) => key === "a" && stages.length > 0)).toMatchObject({
    status: "open",
    stage: "Proposal",
  });
  expect(known.filter(({ key }) => key === "c").map(({ status }) => status)).toEqual(["lost"]);
  expect(known.find(({ key }) => key === "slipped")).toMatchObject({ expectedCloseOn: "2026-11-20", status: "open" });
  expect(known.find(({ key }) => key === "kept")).toMatchObject({ status: "open", closedOn: null });
  expect(known.some(({ key }) => key === "e")).toBe(false);
});
