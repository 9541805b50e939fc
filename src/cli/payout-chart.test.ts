import { expect, test } from "vitest";
import { planText, stated } from "../../test/lint.js";
import { rational } from "../core/rational.js";
import { payoutTable } from "../plans/payout/table.js";
import { readPlan } from "../plans/plan-file.js";
import { payoutChart } from "./payout-chart.js";

const chart = (edge: string) =>
  payoutChart(
    payoutTable(
      readPlan(
        planText(`
components: { bonus: { type: step_bonus, measure: bookings, pays: highest, edge: ${edge}, steps: [{ at: 125%, bonus: 500 }] } }
${stated("quota: 1000")}`),
      ),
      { step: rational(1) },
    ),
  );

test.each([
  [
    "upper",
    [
      [
        { x: 0, y: 0 },
        { x: 1, y: 0 },
        { x: 1.25, y: 0, open: true },
      ],
      [{ x: 1.25, y: 500 }],
    ],
  ],
  [
    "lower",
    [
      [
        { x: 0, y: 0 },
        { x: 1, y: 0 },
        { x: 1.25, y: 0 },
      ],
      [{ x: 1.25, y: 500, open: true }],
    ],
  ],
])("a jump with an %s edge ends one line and starts the next where the plan puts it", (edge, segments) => {
  expect(chart(edge).series[0]?.segments).toEqual(segments);
});

test("names what is on its axes, the quota, and the setting", () => {
  const { x, y, marks, subtitle } = chart("upper");
  expect([x.label, y.label]).toEqual(["Attainment of bookings quota", "Earned (USD)"]);
  expect(marks).toContainEqual({ axis: "x", at: 1, label: "Quota · $0.00" });
  expect(subtitle).toBe('Earned for one quarter. For a quota of $1,000.00 a quarter, as in the example "stated".');
});
