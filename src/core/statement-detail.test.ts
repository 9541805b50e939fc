import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { credit, factsOf, period, planOf, quota, usd } from "../../test/facts.js";
import type { PayeeFacts } from "./facts.js";
import { money, sum, toDecimal } from "./money.js";
import type { Plan } from "./plan.js";
import { rational } from "./rational.js";
import { detailOf } from "./statement-detail.js";
import { statementOf } from "./statement-of.js";

const components = "c: { type: flat_rate, measure: bookings, rate: 1% }";
const seasonal = planOf(
  components,
  `seasonality: [20%, 25%, 25%, 30%]
proration: { by: calendar_days, of: [quota] }
ramp: { of: [quota], months: [50%, 75%], first_month: joined }
fx: plan`,
);
const shown = (plan: Plan, facts: PayeeFacts, key: string) =>
  detailOf(plan, facts, period(key))[0]?.quota.map(
    ({ label, formula, amount }) => `${label}: ${formula} ${toDecimal(amount)}`,
  );

describe("how a quota was derived", () => {
  test("annual × season × ramp × days, each step with what it takes away", () => {
    const facts = factsOf({
      payee: { key: "maya", name: "Maya", hiredOn: "2026-02-10" },
      quotas: [quota(400000, "2026")],
    });
    expect(shown(seasonal, facts, "2026-Q1")).toEqual([
      "Quota set for 2026-01-01 to 2026-12-31: $400,000.00 400000.00",
      "Season's share for 2026-01-01 to 2026-03-31: $400,000.00 × 20% = $80,000.00 -320000.00",
      "Ramp: $80,000.00 × 58.3333% = $46,666.666667 -33333.33",
      "Days worked: $46,666.666667 × 62.381% = $29,111.111111 -17555.56",
    ]);
  });

  test("leave is days not worked; what plays no part is not shown", () => {
    const plain = planOf(components, "proration: { by: calendar_days, of: [quota] }");
    const facts = factsOf({
      quotas: [quota(90000, "2026-Q1"), quota(70000, "2026-Q2")],
      leaves: [{ start: "2026-02-01", end: "2026-02-11" }],
    });
    expect(shown(plain, facts, "2026-Q1")).toEqual([
      "Quota set for 2026-01-01 to 2026-03-31: $90,000.00 90000.00",
      "Days worked: $90,000.00 × 88.8889% = $80,000.00 -10000.00",
    ]);
  });

  test("quotas of shorter windows add up, in the plan's currency, with why they were set", () => {
    const facts = factsOf({
      quotas: [{ ...quota(0, "2026-Q1"), amount: money(100_000, "EUR"), reason: "new patch" }, quota(500, "2026-Q2")],
      fxRates: [{ kind: "plan", from: "EUR", to: "USD", validFrom: "2026-01-01", rate: rational(11, 10) }],
    });
    expect(shown(planOf(components, "fx: plan"), facts, "2026-H1")).toEqual([
      "Quota set for 2026-01-01 to 2026-03-31: €1,000.00 = $1,100.00, new patch 1100.00",
      "Quota set for 2026-04-01 to 2026-06-30: $500.00 500.00",
    ]);
  });

  test("sums to the quota, and credits to what is credited, whatever the facts", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            key: fc.constantFrom("2026", "2026-Q1", "2026-Q2", "2026-01", "2026-02", "2026-03"),
            minor: fc.nat(50_000_000),
          }),
          { maxLength: 4 },
        ),
        fc.array(
          fc.record({
            minor: fc.integer({ min: -1_000_000, max: 1_000_000 }),
            currency: fc.constantFrom("USD", "EUR"),
          }),
          { maxLength: 5 },
        ),
        fc.constantFrom("2026-Q1", "2026-H1", "2026-02", "2026"),
        fc.option(fc.constantFrom("2026-01-15", "2026-02-01", "2026-05-10")),
        (quotas, deals, key, hiredOn) => {
          const facts = factsOf({
            payee: { key: "maya", name: "Maya", ...(hiredOn ? { hiredOn } : {}) },
            quotas: quotas.map(({ key: of, minor }) => ({ ...quota(0, of), amount: money(minor, "USD") })),
            credits: deals.map(({ minor, currency }, i) =>
              credit(`D${i}`, 0, "2026-02-03", { amount: money(minor, currency) }),
            ),
            fxRates: [{ kind: "plan", from: "EUR", to: "USD", validFrom: "2026-01-01", rate: rational(107, 99) }],
          });
          const [measure] = statementOf(seasonal, facts, period(key)).measures;
          const [detail] = detailOf(seasonal, facts, period(key));
          const total = (lines: readonly { amount: ReturnType<typeof usd> }[]) =>
            sum(
              lines.map(({ amount }) => amount),
              "USD",
            );
          expect(total(detail?.quota ?? [])).toEqual(measure?.quota ?? usd(0));
          expect(total(detail?.credits ?? [])).toEqual(measure?.credited);
        },
      ),
    );
  });
});

test("credits say what was counted of them", () => {
  const plan = planOf(
    components,
    "measures: { bookings: { of: amount, credit: [{ where: { type: renewal }, counts: 50% }] }, seats: { of: seats } }\nfx: plan",
  );
  const facts = factsOf({
    credits: [
      credit("A", 1000, "2026-01-05", { attributes: { type: "renewal", seats: "3" } }),
      credit("B", 600, "2026-01-06", { share: rational(3, 5), attributes: { seats: "5" } }),
    ],
  });
  const [bookings, seats] = detailOf(plan, facts, period("2026-Q1")).map(({ credits }) =>
    credits.map(({ formula }) => formula),
  );
  expect(bookings).toEqual(["1,000 × 50%, credited 2026-01-05", "$600.00, 60% of the deal, credited 2026-01-06"]);
  expect(seats).toEqual(["3 seats, credited 2026-01-05", "3 seats, 60% of the deal, credited 2026-01-06"]);
});
