import { expect, test } from "vitest";
import { detailOf } from "../core/statement-detail.js";
import { statementOf } from "../core/statement-of.js";
import { readFacts } from "./facts-file.js";
import { readPlan } from "./plan-file.js";
import { statementJson } from "./statement-json.js";
import { statementText } from "./statement-text.js";

const plan = readPlan(`
name: AE plan
version: "3"
currency: USD
quota_period: quarter
seasonality: [20%, 25%, 25%, 30%]
measures: { bookings: amount }
components:
  commission:
    type: rate_table
    measure: bookings
    retroactive: false
    tiers: [{ from: 0%, rate: 8% }, { from: 100%, rate: 12.5% }]
    kickers: [{ where: { type: new }, amount: 500, pays: each }]
cap: { amount: 9000, per: quarter, excess: lost }
draw: { kind: recoverable, amount: 1000, per: quarter }
payout: { currency: EUR, fx: plan }
`);
const { period, payees } = readFacts(
  `
period: 2026-Q1
people: [{ key: maya, name: Maya Chen, draw_balance: 300, quotas: [{ measure: bookings, period: 2026, amount: 250000 }] }]
fx_rates: [{ kind: plan, from: USD, to: EUR, rate: 0.9 }]
deals:
  - { key: A, name: Acme, owner: maya, amount: 100000.01, closed_on: 2026-02-20, type: new }
ledger: [{ key: L1, payee: maya, kind: adjustment, amount: -120.50, reason: wrong rate in December }]
`,
  plan,
);
const [facts] = payees;
if (!facts) throw new Error("no payee");
const [statement, detail] = [statementOf(plan, facts, period), detailOf(plan, facts, period)];

test("reads from the summary down to the deals, the plan's clauses and the payout", () => {
  expect(statementText(statement, detail)).toMatchInlineSnapshot(`
    "Maya Chen, AE plan 3, 2026-Q1, as of 2026-03-31
    2026-01-01 to 2026-03-31, amounts in USD

    Earned                                                                                 $9,000.00
    Adjustments and draws                                                                   -$420.50
    Payable                                                                                $8,579.50

    bookings: credited, 200% of $50,000.00                                               $100,000.01
      Acme: $100,000.01, credited 2026-02-20                                             $100,000.01
    bookings: quota                                                                       $50,000.00
      Quota set for 2026-01-01 to 2026-12-31: $250,000.00                                $250,000.00
      Season's share for 2026-01-01 to 2026-03-31: $250,000.00 × 20% = $50,000.00       -$200,000.00

    Commission (components.commission)                                                    $10,750.00
      Tier 1: 8% × $50,000.00 (components.commission.tiers[0])                             $4,000.00
        Acme: 8% × $50,000.00 of $100,000.01                                               $4,000.00
      Tier 2 (from 100% of quota): 12.5% × $50,000.01 (components.commission.tiers[1])     $6,250.00
        Acme: 12.5% × $50,000.01 of $100,000.01                                            $6,250.00
      Kicker: 1 deal that meets the condition (components.commission.kickers[0])             $500.00
        Acme: $500.00                                                                        $500.00

    Cap of $9,000.00 a quarter (cap)                                                      -$1,750.00
      Cap of $9,000.00 a quarter: $9,000.00 − $10,750.00, the excess is not paid          -$1,750.00

    Adjustments and draws                                                                   -$420.50
      Adjustment: wrong rate in December, posted 2026-03-31 (ledger entry L1)               -$120.50
      Draw recovery: the smaller of $300.00 owed and $8,879.50 − $1,000.00 (draw)           -$300.00

    Paid out                                                                               €7,721.55
      $8,579.50 × 0.9, plan rate of 2026-03-31"
  `);
});

test("for programs every line names its rule and its place in the plan, and what rounding placed", () => {
  const { components, adjustmentLines, measures } = statementJson(statement, detail) as Record<string, never[]>;
  expect(components).toMatchObject([
    {
      lines: [
        {
          rule: "rate_table",
          source: "components.commission.tiers[0]",
          lines: [{ source: "components.commission.tiers[0]", deal: "A" }],
        },
        { amount: "6250.00", exact: "6250.00125", source: "components.commission.tiers[1]" },
        { rule: "kickers", source: "components.commission.kickers[0]", lines: [{ rule: "kickers", deal: "A" }] },
      ],
    },
    { type: "cap", lines: [{ rule: "cap", source: "cap" }] },
  ]);
  expect(adjustmentLines).toMatchObject([
    { rule: "adjustment", entry: "L1" },
    { rule: "draw", source: "draw" },
  ]);
  expect(measures).toMatchObject([
    { quotaLines: [{ amount: "250000.00" }, { amount: "-200000.00" }], creditLines: [{ deal: "A" }] },
  ]);
});
