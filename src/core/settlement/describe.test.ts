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
  [
    "release: [{ share: 50%, on: booked }, { share: 50%, on: months_after_booking, months: 3, expires_after_days: 120, employed: required }]",
    "What a deal earns is paid 50% when the deal is booked and 50% 3 months after it is booked; the rate stays the one of the booking. The part of 50% 3 months after it is booked is only released within 120 days of booking and while you are employed.",
  ],
  [
    "clawback: { takes: commission, unpaid_after_days: 90, limit: { share: 50%, final_share: 25%, excess: carried } }",
    "When a deal is cancelled, what it earned is taken back, kickers included. What the customer has not paid 90 days after the deal closed counts as cancelled on that day. One payment gives back 50% of it at most, and your last one 25% of it; the rest waits for later payments.",
  ],
  [
    "clawback: { takes: commission, limit: { amount: 200, excess: lost } }",
    "When a deal is cancelled, what it earned is taken back, kickers included. One payment gives back $200.00 at most; the rest is not taken back.",
  ],
  [
    "draw: { kind: guarantee, of_target: 80%, of: [c] }",
    "What c pays you is raised to 80% of your target incentive where you earn less, and that is never paid back.",
  ],
  [
    "draw: { kind: recoverable, amount: 3000, per: month, tenure: [100%, 50%], part_months: by_days, recovers: 50%, recovers_at_most: 400, owed_at_most: 2000, recovery_through: 2026-12-31, at_leaving: forgiven }",
    "Your pay is raised to $3,000.00 a month where you earn less; what is added is owed and paid back from earnings above it. After these months 50% of what you earn pays back what is still owed. Of the amount 100% and 50% count in your first 2 months, and nothing after. A month that is drawn in part counts by its days. Paying back ends on 2026-12-31. One payment pays back $400.00 at most. You never owe more than $2,000.00. What is still owed when you leave is forgiven.",
  ],
  ["draw: { kind: fixed, amount: 3000, per: month }", "$3,000.00 a month are paid in place of whatever you earn."],
  ["below_zero: carried", "Pay below zero is taken from the next payments."],
  ["below_zero: forgiven", "Pay below zero counts as nothing, and nothing of it is owed."],
])("%s", (section, sentences) => {
  const plan = planOf("c: { type: flat_rate, measure: bookings, rate: 1% }", section);
  expect(describeSettlement(plan.settlement, planWords(plan)).join(" ")).toBe(sentences);
});
