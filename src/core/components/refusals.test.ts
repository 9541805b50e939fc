import { expect, test } from "vitest";
import { planOf } from "../../../test/facts.js";

const head = "measures: { bookings: { of: amount }, price: { of: recorded } }";

test.each([
  [
    "type: amount_table, measure: bookings, bands: [{ up_to: 10, amount: 1 }]",
    "above: is missing: choose one of capped",
  ],
  ["type: amount_table, measure: bookings, above: capped, bands: [{ up_to: 10 }]", "either amount (2000)"],
  [
    "type: amount_table, measure: bookings, above: capped, bands: [{ up_to: 10, amount: 1 }, { up_to: 5, amount: 1 }]",
    "bands go upwards",
  ],
  [
    "type: amount_table, measure: bookings, above: capped, bands: [{ up_to: 10, amount: 1 }, { up_to: 50%, amount: 1 }]",
    "mixes percentages",
  ],
  [
    "type: amount_table, measure: bookings, where: { a: b }, above: capped, bands: [{ up_to: 10, amount: 1 }]",
    "has no effect on an amount table",
  ],
  [
    "type: pay_curve, measure: bookings, above: capped, points: [{ at: 90%, pays: 0% }, { at: 80%, pays: 5% }]",
    "points go upwards",
  ],
  [
    "type: pay_curve, measure: bookings, above: capped, points: [{ at: 90%, pays: 0% }, { at: 90%, pays: 5% }]",
    "is the point before once more",
  ],
  [
    "type: pay_curve, measure: bookings, above: capped, between: steps, points: [{ at: 1%, pays: 0% }, { at: 9%, pays: 5% }, { at: 9%, pays: 6% }]",
    "is the point before once more",
  ],
  [
    "type: pay_curve, measure: bookings, above: continues, points: [{ at: 1%, pays: 0% }, { at: 9%, pays: 5% }, { at: 9%, pays: 6% }]",
    "cannot continue after a jump",
  ],
  ["type: deal_grid, measure: bookings, rows: { by: amount, from: [0] }, rates: [[1%]]", "otherwise: is missing"],
  [
    "type: deal_grid, measure: bookings, rows: { by: amount, from: [0, 5] }, rates: [1%], otherwise: nothing",
    "has 1 rows",
  ],
  ["type: deal_grid, measure: bookings, rows: { by: amount }, rates: [[1%]], otherwise: nothing", "needs one of from"],
  [
    "type: deal_grid, measure: bookings, rows: { by: amount, from: [0, 5] }, rates: [[1%]], otherwise: nothing",
    "has 1 rows where rows name 2",
  ],
  [
    "type: deal_grid, measure: bookings, rows: { by: amount, from: [0] }, rates: [[1%, 2%]], otherwise: nothing",
    "has 2 cells where columns name 1",
  ],
  [
    "type: deal_grid, measure: bookings, rows: { by: amount, from: [5, 5] }, rates: [[1%], [2%]], otherwise: nothing",
    "buckets go upwards",
  ],
  ["type: deal_grid, measure: bookings, rows: { by: amount, from: [0] }, otherwise: nothing", "give one of them"],
  [
    "type: performance_matrix, measure: bookings, rows: { at: [1%] }, columns: { measure: price, at: [1%] }, payouts: [[1%]]",
    "between: is missing",
  ],
  [
    "type: performance_matrix, measure: bookings, between: steps, rows: { at: [1%] }, columns: { measure: prices, at: [1%] }, payouts: [[1%]]",
    "did you mean price?",
  ],
  [
    "type: performance_matrix, measure: bookings, between: steps, rows: { at: [5%, 2%] }, columns: { measure: price, at: [1%] }, payouts: [[1%], [1%]]",
    "attainments go upwards",
  ],
  ["type: mbo, target: { amount: 1, per: year }, goals: { a: { weight: 50% } }, approval: required", "add up to 50%"],
  ["type: mbo, goals: { a: { weight: 100% } }", "approval: is missing"],
  ["type: mbo, measure: bookings, approval: required, goals: { a: { weight: 100% } }", "is paid on scores"],
  ["type: spiff, measure: bookings", "give one of amount"],
  ["type: spiff, measure: bookings, amount: 5, from: 2026-01-01", "through: is missing"],
  ["type: spiff, measure: bookings, amount: 5, from: 2026-02-01, through: 2026-01-01", "is before"],
  ["type: spiff, measure: bookings, amount: 5, from: 2026-01-01, through: 2026-02-01, window: year", "keep one"],
  ["type: spiff, measure: bookings, amount: 5, limits_for: everybody", "goes with first or budget"],
  ["type: spiff, measure: bookings, amount: 5, retroactive: true", "goes with tiers"],
  [
    "type: spiff, measure: bookings, tiers: [{ from_deal: 1, amount: 5 }, { from_deal: 3, amount: 9 }]",
    "retroactive: is missing, and it changes pay",
  ],
  [
    "type: spiff, measure: bookings, retroactive: true, tiers: [{ from_deal: 3, amount: 5 }, { from_deal: 3, amount: 9 }]",
    "tiers go upwards",
  ],
  ["type: contest, measure: bookings, prizes: [5], ties: share", "rank_by: is missing: choose one of credited"],
  ["type: contest, measure: bookings, rank_by: credited, prizes: [5]", "ties: is missing: choose one of share"],
  ["type: contest, measure: bookings, rank_by: credited, ties: share", "give one of prizes"],
  ["type: contest, measure: bookings, rank_by: credited, ties: share, pot: 5", "go with a pot"],
  [
    "type: contest, measure: bookings, rank_by: credited, ties: share, pot: 5, shares: [80%, 30%]",
    "a pot has no more than 100%",
  ],
  ["type: contest, measure: bookings, rank_by: credited, ties: share, prizes: [5, 9]", "no more than the place before"],
  ["type: contest, measure: bookings, rank_by: credited, ties: tiebreak, prizes: [5]", "goes with ties: tiebreak"],
  [
    "type: contest, measure: bookings, rank_by: credited, ties: both_higher, pot: 5, shares: [100%]",
    "cannot be both_higher with a pot",
  ],
  ["type: contest, measure: bookings, rank_by: credited, ties: share, prizes: [5], from: 2026-01-01", "is missing"],
  ["type: contest, measure: bookings, rank_by: credited, ties: share, prizes: [5], base: price", "has no effect"],
  ["type: contest, measure: bookings, rank_by: first_to_reach, ties: share, prizes: [5]", "at_least: is missing"],
  ["type: pool, measure: bookings, pot: 5", "shared: is missing: choose one of by_credit"],
  ["type: pool, measure: bookings, shared: equally", "give one of them"],
  ["type: pool, measure: bookings, shared: equally, pot: 5, from: 2026-02-01, through: 2026-01-01", "is before"],
  ["type: pool, measure: bookings, shared: equally, pot: 5, where: { a: b }", "has no effect on a pool"],
  ["type: rate_rules, measure: bookings, otherwise: nothing, rules: [{ rate: 1% }]", "wins: is missing"],
  ["type: rate_rules, measure: bookings, wins: first, rules: [{ rate: 1% }]", "otherwise: is missing"],
  [
    "type: rate_rules, measure: bookings, wins: first, otherwise: nothing, rules: [{ rate: 1% }, { rate: 2% }]",
    "would never be reached",
  ],
  [
    "type: rate_rules, measure: bookings, wins: lowest, otherwise: nothing, rules: [{ rate: 1% }, { per_unit: 2 }]",
    "cannot compare rates with amounts",
  ],
  ["type: share_of_pay, components: [x], rate: 5%", "is not among the plan's components"],
  ["type: share_of_pay, components: [c], rate: 5%", "pay on one another in a circle (c on c)"],
  ["type: override, measure: bookings, of: pay, rate: 5%", "goes with of: pay"],
  ["type: override, measure: bookings, levels: [5%], depth: 2", "keep one"],
])("%s is refused: %s", (terms, says) => {
  expect(() => planOf(`c: { ${terms} }`, head)).toThrow(says);
});

test("a circle of several components is refused at each of them", () => {
  const share = (of: string) => `{ type: share_of_pay, rate: 1%, components: [${of}] }`;
  expect(() => planOf(`a: ${share("b")}\nb: ${share("c")}\nc: ${share("a")}`)).toThrow(
    /components\.a\.components: .*\(a on b on c on a\)[\s\S]*components\.c\.components/,
  );
});
