import { expect, test } from "vitest";
import { planText } from "../../../test/lint.js";
import { toDecimalString } from "../../core/rational.js";
import { readPlan } from "../plan-file.js";
import { acceleratorFrom, PLAN_TOPICS, topicOf } from "./topics.js";

const plan = (components: string) => readPlan(planText(`components:\n${components}`));
const TIERS = "tiers: [{ from: 0%, rate: 5% }, { from: 110%, rate: 8% }, { from: 150%, rate: 9% }]";

test.each([
  [`  c: { type: rate_table, measure: bookings, retroactive: false, ${TIERS} }`, "1.1"],
  ["  c: { type: flat_rate, measure: bookings, rate: 5% }", null],
  // A threshold decides whether anything is paid, not how fast.
  ["  c: { type: flat_rate, measure: bookings, rate: 5%, threshold: { at_least: 100%, unlocks: everything } }", null],
  ["  c: { type: step_bonus, measure: bookings, pays: highest, edge: upper, steps: [{ at: 100%, bonus: 500 }] }", "1"],
])("where pay begins to rise faster: %s", (components, from) => {
  const found = acceleratorFrom(plan(components));
  expect(found && toDecimalString(found)).toBe(from);
});

test("every topic answers for any plan, each sentence once", () => {
  const any = plan(`  c: { type: rate_table, measure: bookings, retroactive: false, ${TIERS} }`);
  for (const topic of PLAN_TOPICS) {
    const { label, sentences } = topicOf(any, topic);
    expect(label, topic).not.toBe("");
    expect(new Set(sentences.map(({ text }) => text)).size, topic).toBe(sentences.length);
  }
});

test("a threshold is said with what it unlocks", () => {
  const { sentences } = topicOf(
    plan("  c: { type: flat_rate, measure: bookings, rate: 5%, threshold: { at_least: 50%, unlocks: everything } }"),
    "threshold",
  );
  expect(sentences.map(({ text }) => text)).toEqual([
    "Below 50% of quota nothing is earned; from there everything counts from the first unit.",
  ]);
});
