import type { Period } from "../core/period.js";
import { type Verification, verifyReceipt } from "../plans/receipt.js";
import type { ClosedStatement, OrgStore } from "../store/store.js";

export interface VerifiedClosed {
  readonly statement: Pick<ClosedStatement, "personName" | "periodKey" | "closedAt">;
  readonly found: Verification;
}

/** Computes every closed statement again from what is stored with it; of one period, or of all when it is null. */
export async function verifyClosed(store: OrgStore, period: Period | null): Promise<readonly VerifiedClosed[]> {
  const closed = await store.listClosedStatements(period);
  return closed.map((statement) => {
    const found = verifyReceipt(statement.receipt);
    // A receipt that is sound in itself may still be another one than was closed.
    const other =
      found.outcome === "verified" &&
      (found.hash !== statement.hash || found.statement.payable.minor !== statement.payable.minor);
    return { statement, found: other ? { outcome: "tampered", changed: ["the row it is stored in"] } : found };
  });
}
