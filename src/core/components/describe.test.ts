import { describe, expect, test } from "vitest";
import { planOf } from "../../../test/facts.js";
import { modifiers } from "../modifiers/index.js";
import { planWords } from "../plan-words.js";
import { componentTypes } from "./index.js";

/** What the component `c` of a plan says of itself, its modifiers included. */
function said(terms: string): string {
  const plan = planOf(
    `c: { ${terms} }`,
    "measures: { bookings: amount, csat: { of: recorded, label: Satisfaction }, seats: { of: seats } }",
  );
  const words = planWords(plan);
  const [component] = plan.components;
  return [
    ...(component?.describe(words) ?? []),
    ...(component?.modifiers.flatMap((one) => one.describe(words)) ?? []),
  ].join(" ");
}

describe("a plan says its rules in words", () => {
  test("every component type and every modifier describes itself", () => {
    const silent = [
      ...componentTypes.filter(({ describesItself }) => !describesItself).map(({ type }) => type),
      ...modifiers.filter(({ describesItself }) => !describesItself).map(({ field }) => field),
    ];
    expect(
      silent,
      "add describe(terms, words) beside the rule: sentences for those it pays, such as step-bonus-describe.ts",
    ).toEqual([]);
  });

  test.each([
    ["type: flat_rate, measure: bookings, rate: 8%", "You earn 8% of bookings."],
    ["type: flat_rate, measure: seats, per_unit: 12.50", "You earn $12.50 for each unit of seats."],
    [
      "type: rate_table, measure: bookings, edge: upper, tiers: [{ from: 0%, rate: 5% }, { from: 50%, multiple: 1, retroactive: true }, { from: 100%, rate: 12%, retroactive: false, label: Accelerator }]",
      "You earn 5% of bookings up to 50% of quota. On reaching 50% of quota you earn your base commission rate (target incentive ÷ quota) of bookings on everything, from the first unit. From 100% of quota you earn 12% of bookings on the part beyond (Accelerator).",
    ],
    [
      "type: rate_table, measure: bookings, deals: each, retroactive: true, edge: lower, tiers: [{ up_to: 50000, rate: 3% }, { rate: 5% }]",
      "You earn 3% of bookings up to $50,000.00 of bookings. Above $50,000.00 of bookings you earn 5% of bookings on everything, from the first unit. Every deal climbs these tiers alone, from zero.",
    ],
    [
      "type: step_bonus, measure: bookings, pays: additive, edge: lower, steps: [{ at: 80%, bonus: 1000 }, { at: 100%, of_target: 10% }]",
      "Above 80% of quota you earn $1,000.00 and at 100% of quota you earn 10% of your target incentive. Every step reached pays, one on top of the other.",
    ],
    [
      "type: pay_curve, measure: bookings, above: capped, points: [{ at: 80%, pays: 50% }, { at: 120%, pays: 200% }]",
      "You earn a share of the component's target that your bookings attainment decides: 50% at 80% and 200% at 120%, on a straight line between these points. Below 80% nothing is earned. Above 120% it rises no further.",
    ],
    [
      "type: amount_table, measure: bookings, above: continues, bands: [{ up_to: 50%, amount: 2000 }, { up_to: 100%, amount: 4000 }]",
      "You earn an amount for each band you fill: up to 50% of quota $2,000.00 and up to 100% of quota $4,000.00. A band filled in part earns that part. Above the last band pay goes on at its pace.",
    ],
    [
      "type: deal_grid, measure: bookings, rows: { by: amount, from: [0, 10000] }, columns: { by: category, values: [software, any] }, rates: [[1%, 2%], [3%, 4%]], otherwise: nothing",
      "Each deal earns a share of its bookings that its amount and category decide. With amount 0 or more: 1% at category software and 2% at category any other category. With amount 10,000 or more: 3% at category software and 4% at category any other category. Any other deal earns nothing here.",
    ],
    [
      "type: performance_matrix, measure: bookings, rows: { at: [80%] }, columns: { measure: csat, at: [90%, 100%] }, payouts: [[25%, 50%]], between: steps",
      "You earn a share of the component's target that two attainments decide, bookings and satisfaction. With bookings at 80%: 25% with satisfaction at 90% and 50% with satisfaction at 100%. The points last reached count; below the first of either nothing is earned.",
    ],
    [
      "type: mbo, approval: required, evidence: true, goals: { launch: { weight: 60% }, hiring: { weight: 40%, label: Two hires } }",
      "Your goals are scored, and each earns its weight of the component's target times its score: Launch (60%) and Two hires (40%). A score pays once it has the name of who approved it and evidence.",
    ],
    [
      "type: spiff, measure: bookings, from: 2026-02-01, through: 2026-02-28, amount: 500, first: 3, budget: 1200",
      "From 2026-02-01 through 2026-02-28 you earn $500.00 for each deal, for the first 3 deals. It pays you $1,200.00 at most. With part of a deal you earn that part of the amount.",
    ],
    [
      "type: override, measure: bookings, decided_by: member, edge: upper, tiers: [{ from: 0%, rate: 1% }, { from: 100%, rate: 3% }]",
      "You earn a share of what each member of your team is credited in bookings: 1% and 3% from 100% of quota, as the member's own attainment decides.",
    ],
  ])("%s", (terms, sentences) => expect(said(terms)).toBe(sentences));

  test.each([
    [
      "kickers: [{ where: { term_years: { at_least: 3 } }, amount: 1500, pays: each }]",
      "Deals with term years at least 3 earn $1,500.00 on top, each.",
    ],
    [
      "gates: [{ measure: csat, at_least: 95%, otherwise: nothing }]",
      "Your satisfaction must reach 95% of quota; otherwise nothing is earned here.",
    ],
    [
      "multipliers: [{ measure: csat, times: attainment, at_most: 110% }]",
      "What it earns is multiplied by your satisfaction attainment, at most 110%.",
    ],
    [
      "multipliers: [{ measure: csat, between: steps, edge: upper, steps: [{ times: 50% }, { from: 90%, times: 100% }] }]",
      "What it earns is multiplied as your satisfaction decides: 100% from 90% of quota and 50% below that.",
    ],
    ["deal_cap: { amount: 6000, excess: lost }", "One deal pays $6,000.00 at most."],
    ["attainment_cap: 150%", "Credit beyond 150% of quota does not count."],
    [
      "windfall: { above: 500000, undecided: nothing }",
      "Deals above $500,000.00 are reviewed: somebody named decides what they pay, and until then they pay nothing.",
    ],
  ])("%s", (modifier, sentence) => {
    expect(said(`type: flat_rate, measure: bookings, rate: 1%, ${modifier}`)).toBe(
      `You earn 1% of bookings. ${sentence}`,
    );
  });
});
