import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { planText, stated } from "../../../test/lint.js";
import { runs } from "../../../test/property-runs.js";
import { toDecimal } from "../../core/money.js";
import { rational, toDecimalString } from "../../core/rational.js";
import { readPlan } from "../plan-file.js";
import { type PayoutOptions, payoutTable, settingText } from "./table.js";

const rows = (body: string, options: PayoutOptions = {}) =>
  payoutTable(readPlan(planText(body)), options).rows.map(
    ({ position, earned, place }) =>
      `${toDecimalString(position)} ${toDecimal(earned)}${place === "on" ? "" : ` ${place}`}`,
  );
const table = (retroactive: boolean, edge = "upper") => `
components:
  c: { type: rate_table, measure: bookings, retroactive: ${retroactive}, edge: ${edge}, tiers: [{ from: 0%, rate: 5% }, { from: 95%, rate: 10% }] }
${stated("quota: 200000")}`;
const half: PayoutOptions = { from: rational(1, 2), to: rational(1), step: rational(1, 2) };

describe("payout against attainment", () => {
  test("has a row at a boundary between its steps", () => {
    expect(rows(table(false), half)).toEqual(["100000 5000.00", "190000 9500.00", "200000 10500.00"]);
  });

  test("has both sides of a jump: the last cent below where the edge is upper, the first above where it is lower", () => {
    expect(rows(table(true), half)).toEqual([
      "100000 5000.00",
      "189999.99 9500.00 below",
      "190000 19000.00",
      "200000 20000.00",
    ]);
    expect(rows(table(true, "lower"), half)).toEqual([
      "100000 5000.00",
      "190000 9500.00",
      "190000.01 19000.00 above",
      "200000 20000.00",
    ]);
  });

  test("takes quota and target from its options, else from the first example, else says that they are assumed", () => {
    const plan = (given: string) =>
      readPlan(
        planText(`
components: { c: { type: flat_rate, measure: bookings, multiple: 1 } }${given}`),
      );
    const said = (given: string, options: PayoutOptions = {}) => settingText(payoutTable(plan(given), options));
    expect(said(stated("quota: 50000, target_incentive: 8000"))).toBe(
      'For a quota of $50,000.00 a quarter and a target incentive of $8,000.00 a year, as in the example "stated".',
    );
    expect(said("", { quota: rational(70_000), targetIncentive: rational(9000) })).toBe(
      "For a quota of $70,000.00 a quarter and a target incentive of $9,000.00 a year.",
    );
    expect(said("")).toBe(
      "For a quota of $100,000.00 a quarter and a target incentive of $40,000.00 a year (quota and target incentive assumed).",
    );
  });

  test("spreads sales evenly over shorter windows, and reads a year where a component is measured over it", () => {
    const plan = `
components:
  monthly: { type: step_bonus, measure: bookings, window: month, pays: highest, edge: upper, steps: [{ at: 100%, bonus: 10 }] }
  yearly: { type: step_bonus, measure: bookings, window: year, pays: highest, edge: upper, steps: [{ at: 100%, bonus: 1000 }] }${stated("quota: 300")}`;
    expect(rows(plan, { from: rational(1), to: rational(1) })).toEqual(["1200 1120.00"]);
  });

  test("refuses a measure that the plan has not", () => {
    expect(() => rows(table(true), { measure: "margin" })).toThrow(
      '"margin" is not among the plan\'s measures (bookings)',
    );
    expect(() => rows(table(true), { step: rational(0) })).toThrow("needs a step above 0%");
  });

  test("a marginal table of rising rates never pays less from row to row", () => {
    const rates = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(rates, (all) => {
        const tiers = all.toSorted((a, b) => a - b).map((rate, i) => `{ from: ${i * 37}%, rate: ${rate}% }`);
        const plan = readPlan(
          planText(`
components: { c: { type: rate_table, measure: bookings, retroactive: false, tiers: [${tiers.join(", ")}] } }`),
        );
        const earned = payoutTable(plan).rows.map((row) => row.earned.minor);
        expect(earned).toEqual(earned.toSorted((a, b) => a - b));
      }),
      runs(25),
    );
  });
});

test("what several people share is named as left out", () => {
  const plan = readPlan(
    planText(`
components:
  commission: { type: flat_rate, measure: bookings, rate: 10% }
  race: { type: contest, label: Spring race, measure: bookings, rank_by: credited, prizes: [100], ties: share }`),
  );
  const table = payoutTable(plan);
  expect(settingText(table)).toContain("Without spring race, which others decide too.");
  expect(table.rows.at(-1)?.components.has("race")).toBe(false);
});
