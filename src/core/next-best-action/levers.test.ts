import fc from "fast-check";
import { expect, test } from "vitest";
import type { PayeeFacts } from "../facts.js";
import type { Forecast } from "../forecast/forecast.js";
import { money } from "../money.js";
import { periodOf } from "../period.js";
import { parsePlan } from "../plan.js";
import { rational } from "../rational.js";
import { payWith, supposedCredit } from "../what-if.js";
import { type LeverDeal, nextBestActions, type Situation } from "./levers.js";

const planWith = (tiers: object[], more: object = {}) =>
  parsePlan({
    name: "AE",
    version: "1",
    currency: "USD",
    quota_period: "quarter",
    measures: { bookings: { of: "amount" } },
    components: {
      commission: { type: "rate_table", measure: "bookings", axis: "attainment", retroactive: false, tiers, ...more },
    },
  });
const rising = [
  { from: "0%", rate: "8%" },
  { from: "100%", rate: "12%" },
];
const period = periodOf("quarter", "2026-11-23");
const usd = (dollars: number) => money(Math.round(dollars * 100), "USD");
const factsWith = (credited: number): PayeeFacts => ({
  payee: { key: "maya", name: "Maya" },
  targetIncentive: usd(60_000),
  quotas: [{ measure: "bookings", start: period.start, end: period.end, amount: usd(100_000), setOn: "2026-01-01" }],
  credits: [
    {
      dealKey: "won",
      dealName: "Won",
      creditedOn: "2026-10-10",
      amount: usd(credited),
      share: rational(1),
      attributes: {},
    },
  ],
  ledger: [],
  leaves: [],
  fxRates: [],
  asOf: "2026-11-23",
  fiscalYearStartMonth: 1,
});
const certain = (credited: number): Forecast => ({
  p10: credited * 100,
  p50: credited * 100,
  p90: credited * 100,
  mean: credited * 100,
  draws: new Float64Array(20).fill(credited * 100),
  closed: credited * 100,
  fromOpen: 0,
  fromNew: 0,
  confidence: "usual",
  over: false,
});
const deal = (dollars: number, more: Partial<LeverDeal> = {}): LeverDeal => ({
  key: "acme",
  name: "Acme",
  credited: usd(dollars),
  attributes: {},
  expectedCloseOn: "2026-12-10",
  chance: 0,
  effortWeeks: 2,
  ...more,
});
const situation = (plan: ReturnType<typeof planWith>, credited: number): Situation => ({
  plans: plan,
  facts: factsWith(credited),
  period,
  credited: usd(credited),
  forecast: certain(credited),
  goal: 100_000_00,
});

test("a lever is worth exactly what the engine's what-if says, whatever the plan", () => {
  const plans = [
    planWith(rising),
    planWith(rising, { retroactive: true, edge: "upper" }),
    planWith([...rising.slice(0, 1), { from: "100%", rate: "4%" }]),
  ];
  fc.assert(
    fc.property(
      fc.constantFrom(...plans),
      fc.integer({ min: 1, max: 200_000 }),
      fc.integer({ min: 1, max: 90_000 }),
      (plan, credited, size) => {
        const given = situation(plan, credited);
        const supposed = supposedCredit(plan, given.facts, period, usd(size), {
          key: "acme",
          name: "Acme",
          measures: null,
        });
        const engine = payWith(plan, given.facts, period, [supposed]);
        const [win] = nextBestActions(given, [deal(size)]).levers.filter(({ lever }) => lever === "win");
        if (engine.difference.minor <= 0) return expect(win).toBeUndefined();
        expect(win?.pay.difference).toEqual(engine.difference);
        expect(win?.pay.parts).toEqual(engine.parts);
        // Nothing else to come and no chance without the lever: what is expected is what the engine says.
        expect(win?.expectedGain).toEqual(engine.difference);
      },
    ),
    { numRuns: 40 },
  );
});

test("what is likely anyway is worth less to push, and more to raise", () => {
  const given = situation(planWith(rising), 50_000);
  const gain = (chance: number, lever: string) =>
    nextBestActions(given, [deal(20_000, { chance })]).levers.find((one) => one.lever === lever)?.expectedGain.minor ??
    0;
  expect(gain(0.8, "win")).toBeLessThan(gain(0.2, "win"));
  expect(gain(0.8, "raise")).toBeGreaterThan(gain(0.2, "raise"));
  expect(gain(0.2, "win")).toBe(1_600_00 * 0.8);
});

test("the most a week of work comes first; a deal expected later is one to pull in; the chance of quota moves", () => {
  const given = situation(planWith(rising), 85_000);
  const { levers } = nextBestActions(given, [
    deal(30_000, { key: "slow", effortWeeks: 8 }),
    deal(20_000, { key: "quick", effortWeeks: 1, expectedCloseOn: "2027-01-20" }),
  ]);
  expect(levers.map(({ deal: { key }, lever }) => `${key} ${lever}`)).toEqual(["quick pull_in", "slow win"]);
  expect(levers[0]?.chanceGain).toBeGreaterThan(0.9);
});

test("a plan that pays less above quota rewards waiting, which is told; one that pays more does not", () => {
  const falling = planWith([
    { from: "0%", rate: "8%" },
    { from: "100%", rate: "2%" },
  ]);
  const over = nextBestActions(situation(falling, 150_000), [deal(10_000)]);
  expect(over.waiting).toMatchObject([{ now: usd(200), next: usd(800) }]);
  const capped = planWith(rising, { cap: { amount: 8_000, per: "quarter", excess: "lost" } });
  const atCap = nextBestActions(situation(capped, 100_000), [deal(10_000)]);
  expect(atCap.levers).toEqual([]);
  expect(atCap.waiting).toMatchObject([{ now: usd(0), next: usd(800) }]);
  expect(nextBestActions(situation(planWith(rising), 50_000), [deal(10_000)]).waiting).toEqual([]);
});
