import type { LoadOptions } from "../store.js";
import type { LoadSession } from "./session.js";

/**
 * Writes how the touched deals stand now, where that differs from their newest row of history, as of the organisation's day of the
 * load: a deal has one row a day, and the last load of the day counts. Deals that are first seen closed get none, since nothing of
 * their way is known; what the source did not tell of a row counts as unchanged.
 */
export async function noticeChanges({ sql, orgId }: LoadSession, { now }: LoadOptions): Promise<void> {
  await sql.query(
    `INSERT INTO deal_change (org_id, deal_id, changed_on, owner_id, stage, status, amount_minor, expected_close_on, noticed)
     SELECT d.org_id, d.id, day.today, d.owner_id, d.stage, d.status, d.amount_minor, d.expected_close_on, true
     FROM touched_deal x JOIN deal d ON d.id = x.id
       CROSS JOIN (SELECT ($2::timestamptz AT TIME ZONE time_zone)::date AS today FROM organisation WHERE id = $1::uuid) day
       LEFT JOIN LATERAL (
         SELECT * FROM deal_change c WHERE c.deal_id = d.id AND c.changed_on <= day.today ORDER BY c.changed_on DESC LIMIT 1
       ) last ON true
     WHERE (d.status = 'open' OR last.deal_id IS NOT NULL)
       AND (last.deal_id IS NULL OR ROW(d.owner_id, d.stage, d.status, d.amount_minor, d.expected_close_on) IS DISTINCT FROM
         CASE WHEN last.noticed
           THEN ROW(last.owner_id, last.stage, last.status, last.amount_minor, last.expected_close_on)
           ELSE ROW(coalesce(last.owner_id, d.owner_id), last.stage, last.status,
                    coalesce(last.amount_minor, d.amount_minor), coalesce(last.expected_close_on, d.expected_close_on))
         END)
     ON CONFLICT (deal_id, changed_on) DO UPDATE SET owner_id = excluded.owner_id, stage = excluded.stage,
       status = excluded.status, amount_minor = excluded.amount_minor, expected_close_on = excluded.expected_close_on`,
    [orgId, now],
  );
}
