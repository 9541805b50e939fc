import type { Credit, PayeeFacts, Quota } from "../src/core/facts.js";
import { type Money, parseMoney } from "../src/core/money.js";
import { type Period, parsePeriodKey } from "../src/core/period.js";
import type { Plan } from "../src/core/plan.js";
import { ONE } from "../src/core/rational.js";
import { readPlan } from "../src/plans/plan-file.js";

/** Small facts for tests of the core: a payee of 2026 with everything overridable. */
export const usd = (amount: string | number): Money => parseMoney(String(amount), "USD");

export function period(key: string): Period {
  const found = parsePeriodKey(key);
  if (!found) throw new Error(`no period ${key}`);
  return found;
}

export const credit = (
  dealKey: string,
  amount: string | number,
  creditedOn: string,
  more: Partial<Credit> = {},
): Credit => ({
  dealKey,
  dealName: dealKey,
  creditedOn,
  amount: usd(amount),
  share: ONE,
  attributes: {},
  ...more,
});

export function quota(amount: string | number, key: string, measure = "bookings"): Quota {
  const { start, end } = period(key);
  return { measure, start, end, amount: usd(amount), setOn: start };
}

export const factsOf = (more: Partial<PayeeFacts> = {}): PayeeFacts => ({
  payee: { key: "maya", name: "Maya" },
  targetIncentive: usd(40000),
  quotas: [quota(100000, "2026-Q1")],
  credits: [],
  ledger: [],
  leaves: [],
  fxRates: [],
  asOf: "2026-03-31",
  fiscalYearStartMonth: 1,
  ...more,
});

/** A plan in USD, measured by the quarter on bookings, with these components (YAML). */
export const planOf = (components: string, head = ""): Plan =>
  readPlan(`
name: Test plan
version: "1"
currency: USD
${head.includes("quota_period") ? "" : "quota_period: quarter"}
${head.includes("measures") ? "" : "measures: { bookings: { of: amount } }"}
${head}
components:
${components.replace(/^/gm, "  ")}
`);
