import type { Outcome } from "./checksum.js";

type Row = readonly number[];

/** Rows in the order of fields that `linesSql` and `statementsSql` select. */
export const outcomeOfRows = (
  lines: () => Promise<Iterable<Row>>,
  statements: () => Promise<Iterable<Row>>,
): Outcome => ({
  async eachLine(visit) {
    for (const [rep = 0, deal = 0, kind = 0, base = 0, rate = 0, amount = 0] of await lines())
      visit(rep, deal, kind, base, rate, amount);
  },
  async eachStatement(visit) {
    for (const row of await statements()) {
      const [rep = 0, quota = 0, credits = 0, total = 0, attainment = 0, commission = 0, bonus = 0] = row;
      const [gross = 0, cap = 0, payout = 0] = row.slice(7);
      visit({ rep, quota, credits, total, attainment, commission, bonus, gross, cap, payout });
    }
  },
});
