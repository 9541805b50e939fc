import { expect, test } from "vitest";
import { askSkill, figuresOf } from "../../test/ask-skill.js";
import { halfway, PLAN, planInForce } from "../../test/fake-store.js";

const amountOf = (value: string, unit: "money" | "percent" | "count" | "plain", currency: string | null = null) => ({
  amount: { value, unit, currency },
});

test.each([
  { input: {}, needed: "90000.00", payoutThen: "14400.00", why: "to quota" },
  { input: { goal: "quota" }, needed: "90000.00", payoutThen: "14400.00", why: "to quota, by name" },
  { input: { goal: "next_tier" }, needed: "90000.00", payoutThen: "14400.00", why: "the accelerator begins at quota" },
  { input: amountOf("110", "percent"), needed: "108000.00", payoutThen: "16560.00", why: "110% of 180,000 is 198,000" },
  {
    input: amountOf("110", "plain"),
    needed: "108000.00",
    payoutThen: "16560.00",
    why: "a small bare number is a percentage",
  },
  { input: amountOf("10000", "money"), needed: "35000.00", payoutThen: "10000.00", why: "2,800 more at 8%" },
  {
    input: amountOf("16000", "money", "USD"),
    needed: "103333.34",
    payoutThen: "16000.00",
    why: "the last 1,600 at 12%, without the help of rounding",
  },
  { input: amountOf("50", "percent"), needed: "0.00", payoutThen: undefined, why: "reached already" },
])("$why: $needed", async ({ input, needed, payoutThen }) => {
  const figures = figuresOf(await askSkill("gap_to_goal", input));
  expect(figures.needed).toBe(needed);
  expect(figures.payout_then).toBe(payoutThen);
});

test("what cannot be reached is said, with the most that can", async () => {
  const capped = `${PLAN}cap: { amount: 20000, per: quarter, excess: lost }\n`;
  const answer = await askSkill("gap_to_goal", amountOf("50000", "money"), {
    desk: { ...halfway, plans: [planInForce(capped)] },
  });
  expect(answer.headline).toBe("$50,000.00 is out of reach in Q4 2026.");
  expect(figuresOf(answer)).toEqual({ most: "20000.00" });
});

test("an amount in another currency is turned down with a way on", async () => {
  await expect(askSkill("gap_to_goal", amountOf("5000", "money", "EUR"))).rejects.toThrow("The plan pays in USD");
});

test("without a quota there is no gap to it", async () => {
  expect((await askSkill("gap_to_goal", {}, { desk: { ...halfway, quotas: [] } })).headline).toBe(
    "No quota is set for you in Q4 2026.",
  );
});

test("the goal is a place on the payout curve; once reached there is nothing to draw", async () => {
  const [chart] = (await askSkill("gap_to_goal", {})).charts ?? [];
  expect(chart?.kind === "line" && chart.places?.map(({ x, y, label }) => `${label} (${x}, ${y})`)).toEqual([
    "You are here · $7,200.00 (0.5, 7200.00)",
    "Goal · $14,400.00 (1, 14400.00)",
  ]);
  expect((await askSkill("gap_to_goal", amountOf("50", "percent"))).charts ?? []).toEqual([]);
});
