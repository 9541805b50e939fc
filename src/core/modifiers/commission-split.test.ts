import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { factsOf, period, planOf, quota } from "../../../test/facts.js";
import { creditsOf } from "../crediting.js";
import { money, sum } from "../money.js";
import { rational } from "../rational.js";
import { statementOf } from "../statement-of.js";

const q1 = period("2026-Q1");
const keys = ["a", "b", "c", "d"];

/** What each payee is paid for deals that all of them share in these parts. */
function paid(terms: string, amounts: readonly number[], parts: readonly number[]) {
  const all = parts.reduce((a, b) => a + b, 0);
  const splits = parts.map((part, i) => ({ payeeKey: keys[i] ?? "", share: rational(part, all) }));
  const deals = amounts.map((minor, i) =>
    creditsOf({
      key: `D${i}`,
      name: `D${i}`,
      closedOn: "2026-02-01",
      ownerKey: "a",
      splits,
      amount: money(minor, "USD"),
      attributes: { product: "X" },
      lines: [],
    }),
  );
  const plan = planOf(`c: { measure: bookings, ${terms} }`);
  return splits.map(({ payeeKey }) => {
    const credits = deals.flatMap((deal) => deal.get(payeeKey) ?? []);
    return statementOf(plan, factsOf({ credits, quotas: [quota(1000, "2026-Q1")] }), q1).earned;
  });
}

const parts = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 2, maxLength: 4 });
const amounts = fc.array(fc.integer({ min: 1, max: 500_000 }), { minLength: 1, maxLength: 3 });

describe("commission split", () => {
  test.each([
    "type: flat_rate, rate: 7.77%, kickers: [{ where: { product: X }, amount: 33.33, pays: each }]",
    "type: rate_table, deals: each, retroactive: true, edge: upper, tiers: [{ up_to: 2000, rate: 3.3% }, { rate: 7% }]",
  ])("%s: the parts add up to what a deal earns undivided, to the cent", (terms) => {
    fc.assert(
      fc.property(amounts, parts, (minor, shares) => {
        const divided = paid(`${terms}, commission_split: { attainment: whole }`, minor, shares);
        // Each deal's own commission is rounded before it is divided.
        const undivided = minor.map((one) => paid(terms, [one], [1])[0] ?? money(0, "USD"));
        expect(sum(divided, "USD").minor).toBe(sum(undivided, "USD").minor);
      }),
    );
  });

  test("the share of a kicker and of the rate is taken once", () => {
    const terms = "type: flat_rate, rate: 10%, kickers: [{ where: { product: X }, amount: 100, pays: each }]";
    const pays = paid(`${terms}, commission_split: { attainment: whole }`, [1000_00], [7, 3]);
    expect(pays.map(({ minor }) => minor)).toEqual([140_00, 60_00]);
  });

  test("attainment is moved by the whole deal, or by the share alone", () => {
    const table =
      "type: rate_table, retroactive: true, edge: upper, tiers: [{ from: 0%, rate: 5% }, { from: 100%, rate: 10% }]";
    // 1,000 is the quota of each: undivided it reaches the upper tier, half of it does not.
    const by = (attainment: string) =>
      paid(`${table}, commission_split: { attainment: ${attainment} }`, [1000_00], [1, 1]);
    expect(by("whole").map(({ minor }) => minor)).toEqual([50_00, 50_00]);
    expect(by("share").map(({ minor }) => minor)).toEqual([25_00, 25_00]);
  });

  test("whoever has a deal alone is paid as without it", () => {
    const [alone] = paid("type: flat_rate, rate: 10%, commission_split: { attainment: whole }", [1000_00], [1]);
    expect(alone?.minor).toBe(100_00);
  });

  test.each([
    ["type: flat_rate, rate: 5%, attainment_cap: 150%, commission_split: { attainment: whole }", "keep one"],
    [
      "type: rate_table, deals: each, retroactive: true, edge: upper, tiers: [{ up_to: 5, rate: 3% }, { rate: 7% }], commission_split: { attainment: share }",
      "each deal climbs the tiers alone",
    ],
    ["type: flat_rate, rate: 5%, commission_split: {}", "attainment: is missing: choose one of whole"],
  ])("%s is refused: %s", (terms, says) => {
    expect(() => planOf(`c: { measure: bookings, ${terms} }`)).toThrow(says);
  });
});

test("a cancellation takes the undivided commission back in the same parts", () => {
  const plan = planOf(
    "c: { type: flat_rate, measure: bookings, rate: 5%, commission_split: { attainment: whole } }\nq: { type: flat_rate, measure: quota, rate: 1% }",
    "measures: { bookings: { of: amount }, quota: { of: amount, share: quota } }\nclawback: { takes: negative_transaction }",
  );
  const deal = {
    key: "A",
    name: "A",
    closedOn: "2026-01-10",
    ownerKey: "a",
    splits: [
      { payeeKey: "a", share: rational(1, 3), quotaShare: rational(1) },
      { payeeKey: "b", share: rational(2, 3) },
    ],
    amount: money(1000_01, "USD"),
    attributes: {},
    lines: [],
    cancelled: { on: "2026-02-10", share: rational(1) },
  };
  for (const key of ["a", "b"])
    expect(statementOf(plan, factsOf({ credits: [...(creditsOf(deal).get(key) ?? [])] }), q1).earned.minor).toBe(0);
});
