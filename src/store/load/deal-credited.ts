import { createHash } from "node:crypto";
import { enqueue } from "../outbox.js";
import type { LoadOptions } from "../store.js";
import type { LoadSession } from "./session.js";

/** Credit older than this is history coming in, and news to nobody. */
const NEWS_DAYS = 14;
const STALE_HOURS = 72;
/** Deals named in one message; with more it speaks of these. */
const MOST_DEALS = 50;

/**
 * Keeps the credits of touched deals as they were, to tell what is new. False where this load brings every deal there is, as the first
 * one does: its credits are history, and nothing is kept.
 */
export async function rememberCredits({ sql, orgId }: LoadSession): Promise<boolean> {
  const [other] = await sql.query(
    `SELECT d.id FROM import_run i JOIN deal d ON d.org_id = i.org_id
     WHERE i.org_id = $1::uuid AND NOT EXISTS (SELECT FROM touched_deal x WHERE x.id = d.id) LIMIT 1`,
    [orgId],
  );
  if (!other) return false;
  await sql.exec(
    `CREATE TEMP TABLE credit_before ON COMMIT DROP AS
     SELECT c.deal_id, c.person_id FROM credit c JOIN touched_deal x ON x.id = c.deal_id`,
  );
  return true;
}

/** What new credit may be: each kind looks at the moment of sending whether it is the one to tell it, and at most one is. */
const KINDS = ["deal_credited", "tier_reached", "quota_reached"];

/**
 * Puts messages in the outbox for each person to whom this load credits deals that they were not credited before, and for each of their
 * goals that run on a day credited.
 */
export async function announceCredits({ sql, orgId }: LoadSession, { now }: LoadOptions): Promise<void> {
  const news = await sql.query<{ recipientId: string; deals: string[]; creditedOn: string }>(
    `SELECT c.person_id AS "recipientId", max(c.credited_on) AS "creditedOn",
       (array_agg(d.key ORDER BY c.amount_minor DESC, d.key COLLATE "C"))[1:${MOST_DEALS}] AS deals
     FROM credit c JOIN touched_deal x ON x.id = c.deal_id JOIN deal d ON d.id = c.deal_id
     LEFT JOIN credit_before b ON b.deal_id = c.deal_id AND b.person_id = c.person_id
     WHERE c.org_id = $1::uuid AND b.deal_id IS NULL AND c.amount_minor > 0
       AND c.credited_on BETWEEN $2::timestamptz::date - ${NEWS_DAYS} AND $2::timestamptz::date
     GROUP BY c.person_id`,
    [orgId, now],
  );
  const goals = await sql.query<{ id: string; personId: string }>(
    `SELECT g.id, g.person_id AS "personId" FROM goal g
     JOIN jsonb_to_recordset($2::jsonb) AS n("recipientId" uuid, "creditedOn" date)
       ON n."recipientId" = g.person_id AND n."creditedOn" >= g.period_start AND n."creditedOn" < g.period_end
     WHERE g.org_id = $1::uuid AND g.state = 'active' ORDER BY g.id`,
    [orgId, JSON.stringify(news)],
  );
  await enqueue(
    sql,
    orgId,
    news.flatMap(({ recipientId, deals, creditedOn }) => {
      // The same deals credited anew, after a correction back and forth, are no news.
      const periodKey = `deals:${createHash("sha256").update(deals.join("\n")).digest("hex").slice(0, 24)}`;
      const expiresAt = new Date(now.getTime() + STALE_HOURS * 3_600_000);
      const message = { recipientId, periodKey, recipe: { deals, creditedOn }, notBefore: now, expiresAt };
      return [
        ...KINDS.map((kind) => ({ ...message, kind })),
        ...goals
          .filter(({ personId }) => personId === recipientId)
          .map(({ id }) => ({
            ...message,
            kind: "goal_progress",
            periodKey: `goal:${id}:${periodKey}`,
            recipe: { ...message.recipe, goal: id },
          })),
      ];
    }),
  );
}
