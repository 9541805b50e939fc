import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { credit, factsOf, period, planOf, quota } from "../../../test/facts.js";
import type { Credit, PayeeFacts } from "../facts.js";
import { money, sum, toDecimal } from "../money.js";
import { rational } from "../rational.js";
import { statementOf } from "../statement-of.js";

/** What goes from one payment to the next: limits on clawbacks and recovery, pay below zero, and releases inside a longer window. */
const flat = "c: { type: flat_rate, measure: bookings, rate: 7.7% }";
const months = ["2026-01", "2026-02", "2026-03", "2026-04", "2026-05", "2026-06"];
const plans = new Map<string, ReturnType<typeof planOf>>();
const planWith = (components: string, head: string) => {
  const key = `${components}\n${head}`;
  const plan = plans.get(key) ?? planOf(components, head);
  plans.set(key, plan);
  return plan;
};
const paidOver = (head: string, facts: Partial<PayeeFacts>, components = flat) => {
  const plan = planWith(components, `${head.includes("quota_period") ? "" : "quota_period: month\n"}${head}`);
  return months.map((key) => statementOf(plan, factsOf({ asOf: "2026-06-30", quotas: [], ...facts }), period(key)));
};
const all = (amounts: readonly { readonly minor: number; readonly currency: string }[]) => sum(amounts, "USD").minor;
const payable = (statements: ReturnType<typeof paidOver>) =>
  statements.map((statement) => toDecimal(statement.payable));

const sales = fc.array(
  fc.record({
    minor: fc.integer({ min: 1, max: 3_000_000 }),
    month: fc.integer({ min: 1, max: 4 }),
    cancelled: fc.option(fc.integer({ min: 1, max: 2 })),
    sevenths: fc.integer({ min: 1, max: 7 }),
  }),
  { maxLength: 6 },
);
const creditsFrom = (deals: readonly { minor: number; month: number; cancelled: number | null; sevenths: number }[]) =>
  deals.map(({ minor, month, cancelled, sevenths }, i): Credit => {
    const on = `2026-0${month + (cancelled ?? 0)}-20`;
    return credit(`D${i}`, 0, `2026-0${month}-10`, {
      amount: money(minor, "USD"),
      ...(cancelled ? { cancelled: { on, share: rational(sevenths, 7) } } : {}),
    });
  });

describe("a limit on clawbacks", () => {
  const limit = (excess: string) => `clawback: { takes: commission, limit: { share: 30%, excess: ${excess} } }`;
  test("keeps what it carries: paid and owed are what they are without it", () => {
    fc.assert(
      fc.property(sales, (deals) => {
        const credits = creditsFrom(deals);
        const limited = paidOver(limit("carried"), { credits });
        const free = paidOver("clawback: { takes: commission }", { credits });
        const owed = limited.at(-1)?.clawbackOwed?.minor ?? 0;
        expect(all(limited.map((each) => each.payable)) - owed).toBe(all(free.map((each) => each.payable)));
        for (const each of limited)
          expect(each.payable.minor).toBeGreaterThanOrEqual(Math.floor(each.earned.minor * 0.69));
      }),
    );
  });
  test.each([
    { excess: "carried", pays: ["770.00", "539.00", "539.00", "539.00", "0.00", "0.00"], owed: 77_00 },
    { excess: "lost", pays: ["770.00", "539.00", "770.00", "770.00", "0.00", "0.00"], owed: undefined },
  ])("of 30% of a payment, the excess $excess: 231 of 770 a month", ({ excess, pays, owed }) => {
    const credits = [
      credit("A", 10000, "2026-01-10", { cancelled: { on: "2026-02-05", share: rational(1) } }),
      ...["02", "03", "04"].map((month) => credit(`B${month}`, 10000, `2026-${month}-10`)),
    ];
    const statements = paidOver(limit(excess), { credits });
    expect(payable(statements)).toEqual(pays);
    expect(statements.at(-1)?.clawbackOwed?.minor).toBe(owed);
  });
  test("may be an amount, and another share at leaving", () => {
    const credits = [
      credit("A", 10000, "2026-01-10", { cancelled: { on: "2026-02-05", share: rational(1) } }),
      credit("B", 10000, "2026-02-10"),
    ];
    const first = (head: string, leftOn?: string) =>
      payable(paidOver(head, { credits, payee: { key: "m", name: "M", ...(leftOn ? { leftOn } : {}) } }))[1];
    expect(first("clawback: { takes: commission, limit: { amount: 100, excess: lost } }")).toBe("670.00");
    const share = "clawback: { takes: commission, limit: { share: 50%, final_share: 10%, excess: lost } }";
    expect(first(share)).toBe("385.00");
    // Left on March 1st: February was the last month worked.
    expect(first(share, "2026-03-01")).toBe("693.00");
    expect(first(share, "2026-03-02")).toBe("385.00");
  });
});

describe("pay below zero", () => {
  const back = "clawback: { takes: commission }\n";
  test("that is carried is never lost, and no payment is negative", () => {
    fc.assert(
      fc.property(sales, (deals) => {
        const credits = creditsFrom(deals);
        const carried = paidOver(`${back}below_zero: carried`, { credits });
        const owed = paidOver(`${back}below_zero: owed`, { credits });
        const last = carried.at(-1)?.carriedForward?.minor ?? 0;
        expect(all(carried.map((each) => each.payable)) + last).toBe(all(owed.map((each) => each.payable)));
        for (const each of carried) expect(each.payable.minor).toBeGreaterThanOrEqual(0);
      }),
    );
  });
  test("that is forgiven is zero, and later pay is whole", () => {
    fc.assert(
      fc.property(sales, (deals) => {
        const credits = creditsFrom(deals);
        const forgiven = paidOver(`${back}below_zero: forgiven`, { credits });
        const owed = paidOver(back, { credits });
        expect(forgiven.map((each) => each.payable.minor)).toEqual(owed.map((each) => Math.max(0, each.payable.minor)));
      }),
    );
  });
});

describe("a release inside a longer window", () => {
  const table =
    "c: { type: rate_table, measure: bookings, retroactive: true, edge: upper, tiers: [{ from: 0%, rate: 3.3% }, { from: 50%, rate: 7.7% }, { from: 100%, rate: 11.1% }] }";
  const head = (on: string) =>
    `quota_period: quarter\npayout_period: month\nrelease: [{ share: 33.3%, on: booked }, { share: 66.7%, on: ${on} }]`;
  const quotas = [quota(30000, "2026-Q1"), quota(30000, "2026-Q2")];
  const withoutEvents = (deals: Parameters<typeof creditsFrom>[0]) =>
    creditsFrom(deals.map((deal) => ({ ...deal, cancelled: null })));
  test("pays every cent once all is collected, uplifts of earlier deals among them", () => {
    fc.assert(
      fc.property(sales, (deals) => {
        const credits = withoutEvents(deals).map((deal, i) => ({
          ...deal,
          collected: [
            { on: `2026-0${(i % 3) + 4}-05`, share: rational(2, 7) },
            { on: "2026-06-30", share: rational(5, 7) },
          ],
        }));
        const statements = paidOver(head("collected"), { credits, quotas }, table);
        expect(all(statements.map((each) => each.payable))).toBe(all(statements.map((each) => each.earned)));
        expect(statements.at(-1)?.heldBalance?.minor).toBe(0);
      }),
    );
  });
  test("holds back what is never invoiced: paid and held are what was earned", () => {
    fc.assert(
      fc.property(sales, (deals) => {
        const statements = paidOver(head("invoiced"), { credits: withoutEvents(deals), quotas }, table);
        const balance = statements.at(-1)?.heldBalance?.minor ?? 0;
        expect(all(statements.map((each) => each.payable)) + balance).toBe(all(statements.map((each) => each.earned)));
      }),
    );
  });
  test("a clawback takes the uplift back too", () => {
    const credits = [
      credit("A", 15000, "2026-01-10", { cancelled: { on: "2026-04-05", share: rational(1) } }),
      credit("B", 15000, "2026-02-10"),
    ];
    const statements = paidOver(
      "quota_period: quarter\npayout_period: month\nclawback: { takes: commission }",
      { credits, quotas },
      table,
    );
    // 7.7% of 15,000, then 11.1% of 30,000 less that; 11.1% of 15,000 comes back.
    expect(payable(statements)).toEqual(["1155.00", "2175.00", "0.00", "-1665.00", "0.00", "0.00"]);
  });
});

describe("parts of a release that end", () => {
  const release = (more: string) => `release: [{ share: 50%, on: booked }, { share: 50%, on: fully_collected${more} }]`;
  const credits = [
    credit("A", 10000, "2026-01-10", { collected: [{ on: "2026-03-11", share: rational(1) }] }),
    credit("B", 10000, "2026-01-10"),
  ];
  const left = (leftOn: string) => ({ credits, payee: { key: "m", name: "M", leftOn } });
  const balances = (more: string, facts: Partial<PayeeFacts>) =>
    paidOver(release(more), facts).map(({ payable: paid, heldBalance }) => [
      paid.minor / 100,
      (heldBalance?.minor ?? 0) / 100,
    ]);
  test.each([
    { more: "", facts: { credits }, march: [385, 385], why: "B waits without end" },
    {
      more: ", expires_after_days: 60",
      facts: { credits },
      march: [385, 0],
      why: "A is paid on the 60th day, B lapses",
    },
    { more: ", expires_after_days: 59", facts: { credits }, march: [0, 0], why: "A is paid a day too late" },
    {
      more: ", employed: required",
      facts: left("2026-03-12"),
      march: [385, 0],
      why: "A is paid on the last day worked",
    },
    { more: ", employed: required", facts: left("2026-03-11"), march: [0, 0], why: "A is paid the day after" },
    { more: "", facts: left("2026-03-11"), march: [385, 385], why: "nobody asks for employment" },
  ])("$more pays and holds $march in March: $why", ({ more, facts, march }) => {
    expect(balances(more, facts)[2]).toEqual(march);
  });
});

describe("a deal that is not paid in time", () => {
  const collected = [
    { on: "2026-02-01", share: rational(3, 10) },
    { on: "2026-04-10", share: rational(3, 10) },
    { on: "2026-04-11", share: rational(4, 10) },
  ];
  const facts = { credits: [credit("A", 10000, "2026-01-10", { collected })] };
  const paid = (takes: string, days: number) =>
    payable(paidOver(`clawback: { takes: ${takes}, unpaid_after_days: ${days} }`, facts)).slice(0, 4);
  test.each([
    { takes: "commission", days: 90, pays: ["770.00", "0.00", "0.00", "-308.00"], why: "40% is missing on April 10th" },
    {
      takes: "commission",
      days: 89,
      pays: ["770.00", "0.00", "0.00", "-539.00"],
      why: "70% is missing the day before",
    },
    { takes: "commission", days: 91, pays: ["770.00", "0.00", "0.00", "0.00"], why: "all is paid by the 11th" },
    {
      takes: "negative_transaction",
      days: 90,
      pays: ["770.00", "0.00", "0.00", "-308.00"],
      why: "it counts below zero",
    },
  ])("$takes after $days days: $why", ({ takes, days, pays }) => expect(paid(takes, days)).toEqual(pays));
  test("is not taken back before the day is known", () => {
    const early = paidOver("clawback: { takes: commission, unpaid_after_days: 90 }", { ...facts, asOf: "2026-04-09" });
    expect(payable(early)[3]).toBe("0.00");
  });
});

describe("a draw", () => {
  const joined = { payee: { key: "m", name: "M", hiredOn: "2026-01-16" } };
  test.each([
    {
      draw: "{ kind: fixed, of_target: 50%, through: 2026-02-28 }",
      pays: ["2000.00", "2000.00", "770.00"],
      why: "half of 4,000 a month whatever is earned, then what is",
    },
    {
      draw: "{ kind: guarantee, amount: 3000, per: month, tenure: [100%, 75%, 20%] }",
      pays: ["3000.00", "2250.00", "770.00"],
      why: "it falls month by month of tenure, and earnings above it stand",
    },
    {
      draw: "{ kind: guarantee, amount: 3100, per: month, part_months: by_days, through: 2026-02-14 }",
      pays: ["1600.00", "1550.00", "770.00"],
      why: "16 of 31 and 14 of 28 days",
    },
  ])("$draw pays $pays: $why", ({ draw, pays }) => {
    const facts = {
      ...joined,
      targetIncentive: money(48000_00, "USD"),
      credits: [credit("A", 10000, "2026-03-10")],
    };
    expect(payable(paidOver(`draw: ${draw}`, facts)).slice(0, 3)).toEqual(pays);
  });

  const owing = "kind: recoverable, amount: 1000, per: month, through: 2026-01-31, recovers: 100%";
  const earning = { credits: ["02", "03", "04"].map((month) => credit(`D${month}`, 10000, `2026-${month}-10`)) };
  const balances = (more: string, facts: Partial<PayeeFacts> = {}) =>
    paidOver(`draw: { ${owing}${more} }`, { ...earning, ...facts }).map(({ drawBalance }) => drawBalance.minor / 100);
  test.each([
    { more: "", owed: [1000, 230, 0, 0, 0, 0], why: "770 a month pay it back" },
    { more: ", recovers_at_most: 300", owed: [1000, 700, 400, 100, 100, 100], why: "300 a month at most" },
    { more: ", recovery_from: 2026-03-01", owed: [1000, 1000, 230, 0, 0, 0], why: "from March" },
    { more: ", recovery_through: 2026-02-28", owed: [1000, 230, 230, 230, 230, 230], why: "to the end of February" },
    { more: ", owed_at_most: 400", owed: [400, 0, 0, 0, 0, 0], why: "no more than 400 is ever owed" },
    { more: ", forgiven: { on: 2026-02-15 }", owed: [1000, 0, 0, 0, 0, 0], why: "the rest ends in February" },
  ])("$more leaves $owed owed: $why", ({ more, owed }) => expect(balances(more)).toEqual(owed));

  test("at leaving is deducted as far as pay reaches, or forgiven", () => {
    const leaver = { payee: { key: "m", name: "M", leftOn: "2026-03-01" } };
    const paid = (more: string) =>
      payable(paidOver(`draw: { ${owing}, recovers_at_most: 100${more} }`, { ...earning, ...leaver }))[1];
    expect([paid(""), paid(", at_leaving: deducted"), paid(", at_leaving: forgiven")]).toEqual([
      "670.00",
      "0.00",
      "670.00",
    ]);
    expect(balances(", recovers_at_most: 100, at_leaving: forgiven", leaver).slice(0, 3)).toEqual([1000, 0, 0]);
  });

  test("goes by months of tenure only where the day of joining is known", () => {
    expect(() => paidOver("draw: { kind: guarantee, amount: 5, per: month, tenure: [100%] }", {})).toThrow(
      "has no hired_on",
    );
  });

  test.each([
    ["{ kind: guarantee, amount: 5 }", "draw.per: goes with amount"],
    ["{ kind: guarantee, per: month }", "draw.amount: and of_target: give one of them"],
    ["{ kind: fixed, of_target: 50%, at_leaving: forgiven }", "never paid back"],
    ["{ kind: advance, amount: 5, per: month, recovers_at_most: 5 }", "net in full"],
    ["{ kind: recoverable, amount: 5, per: month, forgiven: { at_least: 50% } }", "needs both measure and at_least"],
    ["{ kind: recoverable, amount: 5, per: month, forgiven: {} }", "needs a measure with at_least, or on"],
    ["{ kind: recoverable, amount: 5, per: month, of: [x] }", "is not among the plan's components"],
    [
      "{ kind: recoverable, amount: 5, per: month, recovery_from: 2026-02-01, recovery_through: 2026-01-01 }",
      "is before 2026-02-01",
    ],
  ])("%s is refused: %s", (draw, says) => {
    expect(() => planOf(flat, `draw: ${draw}`)).toThrow(says);
  });
  test("a limit on clawbacks is a share or an amount", () => {
    expect(() => planOf(flat, "clawback: { takes: commission, limit: { excess: lost } }")).toThrow(
      "needs one of share",
    );
  });
});
