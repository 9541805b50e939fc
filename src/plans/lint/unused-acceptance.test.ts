import { expect, test } from "vitest";
import { planText } from "../../../test/lint.js";
import { parsePlan } from "../../core/plan.js";
import { readYaml } from "../yaml.js";
import { lintPlan } from "./index.js";

const plan = (accepts: string) =>
  planText(`
accepts: [${accepts}]
components:
  commission: { type: flat_rate, measure: bookings, rate: 10% }
  bonus: { type: step_bonus, measure: bookings, pays: highest, edge: upper, steps: [{ at: 100%, bonus: 3000 }] }
examples: [{ name: one, given: { period: 2026-Q1 }, expect: { earned: 0 } }]`);

function findings(accepts: string) {
  const read = readYaml(plan(accepts));
  if (!read.ok) throw new Error("unreadable");
  return lintPlan(parsePlan(read.document), read.document).map(
    ({ lint, path, accepted }) => `${lint} ${path} ${accepted}`,
  );
}

test("what is meant bears the plan's reason, everywhere or in its place", () => {
  expect(findings("{ lint: cliff, because: meant }")).toEqual(["cliff components.bonus meant"]);
  expect(findings("{ lint: cliff, in: components.bonus, because: meant }")).toEqual(["cliff components.bonus meant"]);
});

test("an acceptance elsewhere, of nothing, or of no lint is a finding itself", () => {
  expect(findings("{ lint: cliff, in: components.commission, because: meant }")).toEqual([
    "cliff components.bonus null",
    "unused_acceptance accepts[0] null",
  ]);
  expect(findings("{ lint: cliff, because: meant }, { lint: clif, because: typo }")).toEqual([
    "cliff components.bonus meant",
    "unused_acceptance accepts[1].lint null",
  ]);
});
