import { expect, test } from "vitest";
import { planText } from "../../../test/lint.js";
import { planWords } from "../../core/plan-words.js";
import { readPlan } from "../plan-file.js";
import { componentSentences } from "./component-sentences.js";
import { measureSentences } from "./measure-sentences.js";
import { planSentences } from "./plan-sentences.js";

const COMPONENTS = "\ncomponents: { c: { type: flat_rate, measure: bookings, rate: 10% } }";

test.each([
  [
    "proration: { by: workdays, of: [quota, caps], holidays: [2026-01-01] }",
    "Your quota and caps are reduced to the part of the period worked (by workdays, Monday to Friday less one holiday) when it is cut short by joining, leaving or leave.",
  ],
  [
    "proration: { by: whole_months, of: [quota], for: [joining], joined_through: 15, left_after: 20 }",
    "Your quota is reduced to the part of the period worked (by whole months) when it is cut short by joining. A month counts whole if you join through day 15 of it or if you leave after day 20 of it.",
  ],
  [
    "proration: { by: calendar_days, of: [quota], minimum_days: 15 }",
    "A month with fewer than 15 days worked counts nothing.",
  ],
  [
    "ramp: { of: [quota], months: [0%, 50%], first_month: first_full }",
    "While you are new, your quota counts 0% and 50% in your first 2 months, the first full one on.",
  ],
  [
    "ramp: { of: [quota], months: [50%], by: days_30, accelerators: withheld }",
    "While you are new, your quota counts 50% in your first 30 days. Rates and payouts above quota are not paid in these.",
  ],
  ["attainment_at_start: restarted", "attainment starts anew on its first day."],
  ["splits_total: exactly_100%", "The shares of one deal add up to exactly 100%, roles aside."],
  [
    "fx: { kind: month_end, inverse: allowed, cross: EUR }",
    "Deals in other currencies count at the month end rate (where there is none, the opposite rate turned round or two rates over EUR) of the day they close.",
  ],
  [
    "rounding: { mode: half_even, per: deal, attainment_places: 0, rate_places: 1, quota_to: 1000 }",
    "Rounded, halves to the even digit: each deal's pay, attainment to 0 decimal places of a percent, the base commission rate to 1 decimal place of a percent and a quota that was shared out, ramped or prorated to a multiple of 1,000.",
  ],
  ["rounding: { mode: down }", "Rounded, towards zero: each component's pay."],
  [
    "order: { component: [gates, kickers], settlement: [draw, adjustments] }",
    "What a component earns is changed in this order: gates, then kickers. What is earned becomes what is paid in this order: draw, then adjustments.",
  ],
  [
    "cap: { amount: 9000, per: quarter, excess: lost }",
    "The whole plan pays $9,000.00 a quarter at most; what lies above is not paid.",
  ],
  ["payout: { fx: spot }", "Pay goes out in your own currency, at the spot rate of the period's last day."],
])("%s", (section, sentence) => {
  const plan = readPlan(planText(section + COMPONENTS));
  expect(planSentences(plan, planWords(plan)).join(" ")).toContain(sentence);
});

test("what is as usual takes no sentence", () => {
  const plan = readPlan(planText(COMPONENTS));
  expect(planSentences(plan, planWords(plan))).toEqual([
    "Quotas are set by the quarter, and pay is settled by the quarter, in USD.",
  ]);
});

test.each([
  [
    "{ of: amount, counted_on: collected }",
    "Bookings counts the amount of each deal. A deal counts as the customer pays.",
  ],
  [
    "{ of: amount, counted_on: invoiced, share: quota }",
    "Bookings counts the amount of each deal. A deal counts on the day of its invoice. Of a shared deal your quota share counts.",
  ],
  ["{ of: seats, deal_limit: 40 }", "Bookings counts the seats of each deal. One deal counts 40 seats at most."],
  ["{ of: amount, credits_of: everybody }", "Bookings counts the amount of each deal of all who take part."],
])("a measure %s", (measure, sentences) => {
  const plan = readPlan(planText(`measures: { bookings: ${measure} }${COMPONENTS}`));
  expect(measureSentences(plan, planWords(plan))).toEqual([sentences]);
});

test.each([
  [
    "measured: cumulative, to_date: half, shortfall: recover_at_end",
    "It is measured on the half so far, less what was already paid; what was paid too much waits, and is taken back at the end of that span.",
  ],
  [
    "measured: cumulative, shortfall: carry",
    "It is measured on the fiscal year so far, less what was already paid; nothing is taken back, but nothing more is paid until a shortfall is made up.",
  ],
  ["window: year, shortfall: recover", "It is measured by the year; what was paid too much is taken back at once."],
  ["position: year_to_date", "The fiscal year so far decides where you stand; what is paid on is the quarter alone."],
  ["without_quota: nothing", "Without a quota it pays nothing."],
  ["plan_cap: outside", "Its pay does not count towards the plan's cap."],
  [
    "cap: { amount: 900, per: quarter, paid_by: [1/3, 2/3], excess: lost }",
    "It pays $900.00 a quarter at most; what lies above is not paid. It pays at most 33.33% of that by the end of month 1 and 66.67% of that by the end of month 2, and has no such limit after that.",
  ],
  [
    "cap: { amount: 900, per: quarter, excess: lost, counts: before_multipliers }",
    "The cap counts before what multiplies its pay.",
  ],
])("a component with %s", (terms, sentence) => {
  const plan = readPlan(
    planText(
      `payout_period: month\ncap: { amount: 1, per: year, excess: lost }\ncomponents: { c: { type: flat_rate, measure: bookings, rate: 10%, ${terms} } }`,
    ),
  );
  const [component] = plan.components;
  if (!component) throw new Error("no component");
  expect(componentSentences(plan, component, planWords(plan)).join(" ")).toContain(sentence);
});
