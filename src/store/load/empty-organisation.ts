import type { SqlConnection } from "../sql.js";

/** In an order that no reference forbids; memberships, splits, credits and the like go with what they belong to. */
const TABLES = [
  "closed_statement",
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
  // Closed statements go with everything else and in no other way; the setting ends with the transaction.
  await sql.query("SELECT set_config('pacer.emptying', $1, true)", [orgId]);
  for (const table of TABLES) await sql.query(`DELETE FROM ${table} WHERE org_id = $1::uuid`, [orgId]);
}
