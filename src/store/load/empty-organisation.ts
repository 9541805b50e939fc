import type { SqlConnection } from "../sql.js";

/** In an order that no reference forbids; memberships, splits, credits and the like go with what they belong to. */
const TABLES = [
  "ledger_entry",
  "deal",
  "plan_assignment",
  "plan",
  "person",
  "team",
  "account",
  "product",
  "territory",
  "fx_rate",
];

/**
 * Removes the data an organisation holds. The organisation itself, the workspaces that speak for it, its past imports and
 * its audit trail stay; people are matched to the platforms anew, by their verified e-mail.
 */
export async function emptyOrganisation(sql: SqlConnection, orgId: string): Promise<void> {
  for (const table of TABLES) await sql.query(`DELETE FROM ${table} WHERE org_id = $1::uuid`, [orgId]);
}
