import { createHash } from "node:crypto";
import { enqueue } from "../outbox.js";
import type { LoadOptions } from "../store.js";
import { type LoadSession, stageOf } from "./session.js";
import { tableOf } from "./tables.js";

/** A posting older than this is history coming in, and news to nobody. */
const NEWS_DAYS = 31;
const STALE_DAYS = 7;
/** Entries that one message speaks of. */
const MOST_ENTRIES = 50;

/** Keeps which staged ledger entries are there already. False where this is the organisation's first load: its postings are history. */
export async function rememberLedger({ sql, orgId }: LoadSession): Promise<boolean> {
  const [run] = await sql.query("SELECT id FROM import_run WHERE org_id = $1::uuid LIMIT 1", [orgId]);
  if (!run) return false;
  await sql.exec("CREATE TEMP TABLE ledger_before (key text) ON COMMIT DROP");
  await sql.query(
    `INSERT INTO ledger_before SELECT l.key FROM ledger_entry l JOIN ${stageOf(tableOf("ledger"))} s ON s.key = l.key
     WHERE l.org_id = $1::uuid`,
    [orgId],
  );
  return true;
}

/** Puts one message in the outbox for each person to whose ledger this load posts something new. */
export async function announcePostings({ sql, orgId }: LoadSession, { now }: LoadOptions): Promise<void> {
  const news = await sql.query<{ recipientId: string; entries: string[]; postedOn: string }>(
    `SELECT l.person_id AS "recipientId", max(l.posted_on) AS "postedOn",
       (array_agg(l.key ORDER BY l.posted_on DESC, l.key COLLATE "C"))[1:${MOST_ENTRIES}] AS entries
     FROM ledger_entry l JOIN ${stageOf(tableOf("ledger"))} s ON s.key = l.key
     WHERE l.org_id = $1::uuid AND NOT EXISTS (SELECT FROM ledger_before b WHERE b.key = l.key)
       AND l.posted_on BETWEEN $2::timestamptz::date - ${NEWS_DAYS} AND $2::timestamptz::date
     GROUP BY l.person_id`,
    [orgId, now],
  );
  await enqueue(
    sql,
    orgId,
    news.map(({ recipientId, entries, postedOn }) => ({
      kind: "payout_changed",
      recipientId,
      periodKey: `ledger:${createHash("sha256").update(entries.join("\n")).digest("hex").slice(0, 24)}`,
      recipe: { entries, postedOn },
      notBefore: now,
      expiresAt: new Date(now.getTime() + STALE_DAYS * 86_400_000),
    })),
  );
}
