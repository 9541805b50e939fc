import { describe, expect, test } from "vitest";
import { planOf } from "../../../test/facts.js";
import { modifiers } from "../modifiers/index.js";
import { planWords } from "../plan-words.js";
import { componentTypes } from "./index.js";

/** What the component `c` of a plan says of itself, its modifiers included. */
function said(terms: string): string {
  const plan = planOf(
    `c: { ${terms} }\ncommission: { type: flat_rate, label: Sales commission, measure: bookings, rate: 1% }`,
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
    [
      "type: contest, measure: bookings, rank_by: credited, at_least: 50%, prizes: [3000, 2000], ties: share",
      "All who take part and reach 50% of quota are ranked by what they are credited in bookings: place 1 earns $3,000.00 and place 2 earns $2,000.00. Those who tie share the prizes of the places they take. It is paid once the last day is over.",
    ],
    [
      "type: contest, measure: bookings, among: team_mates, from: 2026-02-01, through: 2026-02-28, rank_by: attainment, pot_rate: 10%, shares: [60%, 40%], ties: tiebreak, tiebreak: seats",
      "Those who report to the same manager and are credited anything in bookings from 2026-02-01 through 2026-02-28 are ranked by their attainment of bookings: a pot of 10% of all that is credited in bookings pays 60% to place 1 and 40% to place 2. On a tie who has more seats comes first, and those who tie there too share their prizes. It is paid once the last day is over.",
    ],
    [
      "type: pool, measure: bookings, pot: 1000, shared: by_target, opens_at: 100%",
      "All who take part and are credited anything in bookings share $1,000.00, in proportion to their target incentives. Nothing is shared unless all together reach 100% of quota. It is paid once the last day is over.",
    ],
    [
      "type: rate_rules, measure: bookings, wins: first, otherwise: refused, rules: [{ where: { product: Atlas }, rate: 7%, label: Product }, { rate: 3% }]",
      "You earn 7% of bookings on deals with product atlas (Product) and 3% on any other deal; for each deal the first that fits it counts.",
    ],
    [
      "type: rate_rules, measure: bookings, wins: lowest, otherwise: nothing, rules: [{ where: { product: Atlas }, rate: 7% }, { where: { type: new }, rate: 3% }]",
      "You earn 7% of bookings on deals with product atlas and 3% on deals with type new; for each deal of those that fit it the lowest rate counts. Any other deal earns nothing here.",
    ],
    [
      "type: share_of_pay, components: [commission], rate: 10%",
      "You earn 10% of what sales commission pays you over the same days.",
    ],
    [
      "type: override, of: pay, components: [commission], measure: bookings, rate: 4%, depth: all",
      "You earn 4% of what sales commission earned each member of your team. The team is everybody below you.",
    ],
    [
      "type: override, measure: bookings, levels: [2%, 1%]",
      "You earn a share of what each member of your team is credited in bookings: 2% for direct reports and 1% 2 levels below.",
    ],
    [
      "type: spiff, measure: bookings, retroactive: false, tiers: [{ from_deal: 1, amount: 100 }, { from_deal: 3, amount: 250 }]",
      "You earn for each deal $100.00 from deal 1 on and $250.00 from deal 3 on. With part of a deal you earn that part of the amount.",
    ],
    [
      "type: spiff, measure: bookings, retroactive: true, splits: full, tiers: [{ from_deal: 1, amount: 100 }, { from_deal: 3, amount: 250 }]",
      "You earn for all deals alike $100.00 each once you have 1 and $250.00 each once you have 3.",
    ],
    [
      "type: spiff, measure: bookings, rate: 10%, first: 5, budget: 500, limits_for: everybody",
      "You earn 10% of bookings, for the first 5 deals of all who take part. It pays all who take part $500.00 at most, first come, first served.",
    ],
    [
      "type: pay_curve, measure: bookings, above: continues, attainment: full_percents, points: [{ at: 0%, pays: 0% }, { at: 100%, pays: 100%, each_percent: 2% }]",
      "You earn a share of the component's target that your bookings attainment decides: 0% at 0% and 100% at 100% and 2% more for each 1% beyond, on a straight line between these points. Below 0% nothing is earned. Above the last point it goes on rising at the same slope. Only whole percents of attainment count.",
    ],
    [
      "type: mbo, approval: not_needed, goals: { launch: { weight: 100%, between: steps, points: [{ at: 50%, pays: 25% }, { at: 100%, pays: 100% }] } }",
      "Your goals are scored, and each earns its weight of the component's target times its score: Launch (100%). Launch pays 25% at a score of 50% and 100% at a score of 100%, the score last reached counts.",
    ],
    [
      "type: amount_table, measure: bookings, deals: each, above: capped, bands: [{ up_to: 1000, amount: 20 }]",
      "You earn an amount for each band you fill: up to $1,000.00 of bookings $20.00. A band filled in part earns that part. Above the last band nothing more is earned. Every deal fills these bands alone, from zero.",
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
    [
      "kickers: [{ where: { type: new }, amount: 100, pays: once, splits: full }]",
      "Deals with type new earn $100.00 on top, once, in full also with part of a deal.",
    ],
    [
      "gates: [{ measure: csat, above: 90%, over: year_to_date, otherwise: capped, capped_at: 50% }]",
      "Your satisfaction must pass 90% of quota over the fiscal year so far; otherwise it pays 50% of the target incentive at most.",
    ],
    [
      "multipliers: [{ measure: csat, over: year_to_date, times: attainment }]",
      "What it earns is multiplied by your satisfaction attainment over the fiscal year so far.",
    ],
    ["rate_cap: 12%", "All of it together is 12% of what it is paid on at most, kickers included."],
    [
      "deal_minimum: 50",
      "A deal that earns less than $50.00 is raised to that, with part of a deal to that part of it.",
    ],
    [
      "commission_split: { attainment: share }",
      "A deal that you share earns what it would earn undivided, and you get your share of that; only your share counts towards your attainment.",
    ],
    [
      "windfall: { above: 500000, undecided: reduced, pays: 50%, reduces: excess }",
      "Deals above $500,000.00 are reviewed: somebody named decides what they pay, and until then they pay 50% of what lies above that size.",
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
