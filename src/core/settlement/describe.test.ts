import { expect, test } from "vitest";
import { planOf } from "../../../test/facts.js";
import { planWords } from "../plan-words.js";
import { describeSettlement } from "./describe.js";

test.each([
  ["minimum_payment: 100", "A payment below $100.00 waits and is added to the next one."],
  [
    "clawback: { takes: commission, within_days: 90 }",
    "When a deal is cancelled within 90 days, what it earned is taken back, kickers included.",
  ],
  [
    "draw: { kind: guarantee, amount: 3000, per: month }",
    "Your pay is raised to $3,000.00 a month where you earn less, and that is never paid back.",
  ],
  [
    "draw: { kind: recoverable, amount: 3000, per: month, through: 2026-03-31, recovers: 50% }",
    "Your pay is raised to $3,000.00 a month where you earn less; what is added is owed and paid back from earnings above it. After 2026-03-31 50% of what you earn pays back what is still owed. This holds through 2026-03-31.",
  ],
])("%s", (section, sentence) => {
  const plan = planOf("c: { type: flat_rate, measure: bookings, rate: 1% }", section);
  expect(describeSettlement(plan.settlement, planWords(plan))).toEqual([sentence]);
});
