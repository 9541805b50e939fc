import fc from "fast-check";
import { expect, test } from "vitest";
import { agreement } from "../../../test/agreement.js";
import { credit, factsOf, period, usd } from "../../../test/facts.js";
import { runs } from "../../../test/property-runs.js";
import { addDays } from "../calendar.js";
import { PlanError } from "../errors.js";
import type { PayeeFacts } from "../facts.js";
import { money } from "../money.js";
import { type Plan, parsePlan } from "../plan.js";

const q1 = period("2026-Q1");
const percent = (from: number, to: number) => fc.integer({ min: from, max: to }).map((n) => `${n / 100}%`);
const oneOf = <T>(...values: T[]) => fc.constantFrom(...values);
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 });
/** Leaves out what is undefined, as YAML would. */
const document = (fields: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

const rate = fc.oneof(
  { weight: 4, arbitrary: percent(0, 2000).map((rate) => ({ rate })) },
  { weight: 4, arbitrary: oneOf("5%", "10%", "12.5%", "25%", "50%").map((rate) => ({ rate })) },
  { weight: 2, arbitrary: oneOf(0.5, 1, 1.3, 2).map((multiple) => ({ multiple })) },
  { weight: 1, arbitrary: oneOf("0.05", "0.333333333").map((per_unit) => ({ per_unit })) },
);
const ascending = fc
  .uniqueArray(fc.oneof(oneOf(5000, 10000, 15000, 20000, 3333), fc.integer({ min: 1, max: 30000 })), {
    minLength: 1,
    maxLength: 3,
  })
  .map((values) => [0, ...values.sort((a, b) => a - b)]);
const cap = fc
  .record({
    limit: fc.oneof(
      fc.nat(20000).map((amount) => ({ amount })),
      percent(1, 30000).map((of_target) => ({ of_target })),
    ),
    per: oneOf("payout", "quarter"),
  })
  .map(({ limit, per }) => ({ ...limit, per, excess: "lost" }));
const position = fc.oneof(percent(0, 15000), fc.nat(100000).map(String));
const threshold = fc
  .record({ way: oneOf("at_least", "above"), at: position, measure: maybe(oneOf("bookings", "new_only")) })
  .map(({ way, at, measure }) => document({ [way]: at, measure, unlocks: "everything" }));
const common = fc.record({
  measure: oneOf("bookings", "bookings", "new_only"),
  where: maybe(oneOf<object>({ type: "new" }, { amount: { at_least: 1000 } }, { closed_on: { from: "2026-02-01" } })),
  threshold: maybe(threshold),
  cap: maybe(cap),
  target: maybe(fc.constant({ amount: "4321.09", per: "quarter" })),
  plan_cap: maybe(oneOf("counts", "outside")),
});

const rateTable = fc
  .record({
    common,
    starts: ascending,
    percents: fc.boolean(),
    divisor: oneOf(1, 1.28, 50_000, 100_000),
    rates: fc.array(rate, { minLength: 4, maxLength: 4 }),
    retroactive: fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
    marginal: fc.boolean(),
    edge: oneOf("lower", "upper"),
    deals: oneOf("accumulated", "each"),
    straddling_deal: oneOf("split", "split", "lower", "higher"),
    without_quota: oneOf("nothing", "first_tier"),
  })
  .map(
    ({
      common,
      starts,
      percents,
      divisor,
      rates,
      retroactive,
      marginal,
      edge,
      deals,
      straddling_deal,
      without_quota,
    }) =>
      document({
        type: "rate_table",
        ...common,
        edge,
        without_quota,
        ...(percents ? {} : { deals }),
        ...(marginal && (percents || deals === "accumulated") ? { straddling_deal } : {}),
        tiers: starts.map((start, i) => ({
          from: percents ? `${start / 100}%` : `${start / divisor}`,
          retroactive: !marginal && retroactive[i],
          ...rates[i],
        })),
      }),
  );
const flatRate = fc.record({ common, rate, beyond: maybe(position) }).map(({ common, rate, beyond }) =>
  document({
    type: "flat_rate",
    ...common,
    ...rate,
    ...(beyond ? { where: undefined, threshold: { at_least: beyond, unlocks: "excess_only" } } : {}),
  }),
);
const stepBonus = fc
  .record({
    common,
    pays: oneOf("highest", "additive"),
    edge: oneOf("lower", "upper"),
    starts: ascending,
    of_target: fc.boolean(),
  })
  .map(({ common, pays, edge, starts, of_target }) =>
    document({
      type: "step_bonus",
      ...common,
      where: undefined,
      pays,
      edge,
      steps: starts.map((start) => ({
        at: `${start / 100}%`,
        ...(of_target ? { of_target: "7.77%" } : { bonus: start }),
      })),
    }),
  );
const payCurve = common.map((terms) =>
  document({
    type: "pay_curve",
    ...terms,
    where: undefined,
    above: "continues",
    points: [
      { at: "10%", pays: "5%" },
      { at: "100%", pays: "100%" },
      { at: "130%", pays: "190%" },
    ],
  }),
);

const anyPlan = fc
  .record({
    components: fc.array(
      fc.oneof({ weight: 4, arbitrary: rateTable }, { weight: 3, arbitrary: flatRate }, stepBonus, payCurve),
      { minLength: 1, maxLength: 3 },
    ),
    mode: oneOf("half_up", "half_even", "down", "up"),
    per: oneOf("component", "deal", "line"),
    ofQuota: maybe(percent(1, 3000)),
    cap: maybe(cap),
  })
  .map(({ components, mode, per, ofQuota, cap }): Plan | null => {
    try {
      return parsePlan(
        document({
          name: "Any plan",
          version: "1",
          currency: "USD",
          quota_period: "quarter",
          rounding: { mode, per },
          target_incentive: ofQuota && { of_quota: ofQuota, measure: "bookings" },
          measures: { bookings: "amount", new_only: { of: "amount", where: { type: "new" } } },
          components: Object.fromEntries(components.map((component, i) => [`c${i}`, component])),
          cap,
        }),
      );
    } catch (error) {
      if (error instanceof PlanError) return null;
      throw error;
    }
  });

/** How large credits and quotas are: odd amounts, ones that land on boundaries, single cents with their ties, and the unwieldy. */
const worlds = [
  { weight: 4, minor: fc.integer({ min: -2_000_000, max: 4_000_000 }), quota: fc.integer({ min: 1, max: 20_000_000 }) },
  {
    weight: 4,
    minor: fc.integer({ min: -3, max: 5 }).map((n) => n * 50_000),
    quota: fc.integer({ min: 1, max: 8 }).map((n) => n * 100_000),
  },
  { weight: 4, minor: fc.integer({ min: -15, max: 30 }), quota: fc.integer({ min: 1, max: 60 }) },
  { weight: 1, minor: fc.integer({ min: -9e14, max: 9e14 }), quota: oneOf(0, 12_345_678_900, 9_007_199_254_740_991) },
];
const payee = fc
  .oneof(
    ...worlds.map(({ weight, minor, quota }) => ({
      weight,
      arbitrary: fc.record({
        deals: fc.array(
          fc.record({
            minor,
            day: fc.integer({ min: -5, max: 95 }),
            deal: fc.nat(4),
            type: oneOf("new", "new", "renewal"),
          }),
          { maxLength: 14 },
        ),
        bookings: fc.option(quota, { nil: undefined, freq: 8 }),
        newOnly: fc.option(quota, { nil: undefined, freq: 8 }),
        target: fc.option(oneOf("40000", "12345.67", "0.37"), { nil: undefined, freq: 8 }),
      }),
    })),
  )
  .map(({ deals, bookings, newOnly, target }): PayeeFacts => {
    const set = (measure: string, minor: number | undefined) =>
      minor === undefined
        ? []
        : [{ measure, start: q1.start, end: q1.end, amount: money(minor, "USD"), setOn: q1.start }];
    return factsOf({
      // Deals 0 and 1 have order lines, credited on one day.
      credits: deals.map(({ minor, day, deal, type }, i) => ({
        ...credit(deal < 2 ? `D${deal}` : `D${deal}-${i}`, 0, addDays("2026-01-01", deal < 2 ? 10 + deal : day)),
        ...(deal < 2 ? { lineKey: `${i % 5}` } : {}),
        amount: money(minor, "USD"),
        attributes: { type },
      })),
      quotas: [...set("bookings", bookings), ...set("new_only", newOnly)],
      targetIncentive: target === undefined ? null : usd(target),
    });
  });

test("a company in one pass is every statement, line for line and to the minor unit", () => {
  let inColumns = 0;
  let payees = 0;
  fc.assert(
    fc.property(anyPlan, fc.array(payee, { minLength: 1, maxLength: 3 }), (plan, facts) => {
      fc.pre(plan !== null);
      const { pass, statements, apart } = agreement(plan, facts, q1);
      expect(pass).toEqual(statements);
      payees += facts.length;
      inColumns += facts.length - apart;
    }),
    runs(150),
  );
  // Columns are what is tested here: falling back to statements throughout would prove nothing.
  expect(inColumns / payees).toBeGreaterThan(0.5);
}, 60_000);
