import { allocate, money } from "../../core/money.js";
import { parseDecimal } from "../../core/rational.js";
import type { RecordKind } from "../records.js";
import type { LoadOptions } from "../store.js";
import { audit } from "./merge.js";
import type { LoadSession } from "./session.js";

/** Deals with splits that are read and credited at a time. */
const PAGE = 2_000;

/** Collects the deals that this load added or changed, itself or through their lines and splits. */
export async function collectTouchedDeals(session: LoadSession, staged: ReadonlySet<RecordKind>): Promise<void> {
  const sources = [
    ...(staged.has("deals")
      ? ["SELECT d.id FROM merge_deal m JOIN deal d ON d.org_id = m.org_id AND d.key = m.key"]
      : []),
    ...(staged.has("dealLines") ? ["SELECT deal_id AS id FROM merge_deal_line"] : []),
    ...(staged.has("dealSplits") ? ["SELECT deal_id AS id FROM merge_deal_split"] : []),
  ];
  await session.sql.exec(
    `CREATE TEMP TABLE touched_deal ON COMMIT DROP AS SELECT DISTINCT id FROM (${sources.join(" UNION ALL ")}) AS touched;
     ANALYZE touched_deal`,
  );
}

/**
 * The amount (and cost) of a deal with order lines is the sum of its stored lines, unless this load gives the deal an amount of
 * its own. Gives how many deals that were stored before changed by it.
 */
export async function sumLines(
  session: LoadSession,
  staged: ReadonlySet<RecordKind>,
  options: LoadOptions,
): Promise<number> {
  const ownAmount = staged.has("deals")
    ? `AND NOT EXISTS (SELECT FROM load_deal s WHERE s.key = d.key AND s.amount IS NOT NULL)`
    : "";
  const isNew = staged.has("deals") ? `EXISTS (SELECT FROM merge_deal m WHERE m.key = d.key AND NOT m.known)` : "false";
  await session.sql.exec(
    `CREATE TEMP TABLE summed_deal ON COMMIT DROP AS
     SELECT d.id, d.key, l.amount_minor, coalesce(l.cost_minor, d.cost_minor) AS cost_minor, ${isNew} AS is_new
     FROM deal d JOIN (
       SELECT deal_id, sum(amount_minor)::bigint AS amount_minor, sum(cost_minor)::bigint AS cost_minor
       FROM deal_line WHERE deal_id IN (SELECT deal_id FROM merge_deal_line) GROUP BY deal_id) l ON l.deal_id = d.id
     WHERE (d.amount_minor, d.cost_minor) IS DISTINCT FROM (l.amount_minor, coalesce(l.cost_minor, d.cost_minor)) ${ownAmount}`,
  );
  await audit(session, options, {
    entity: "deal",
    key: "t.key",
    columns: ["amount_minor", "cost_minor"],
    from: "summed_deal m JOIN deal t ON t.id = m.id",
    where: "NOT m.is_new",
  });
  await session.sql.exec(
    `UPDATE deal t SET amount_minor = m.amount_minor, cost_minor = m.cost_minor FROM summed_deal m WHERE m.id = t.id`,
  );
  const [row] = await session.sql.query<{ rows: number }>(`SELECT count(*) AS rows FROM summed_deal WHERE NOT is_new`);
  return row?.rows ?? 0;
}

interface SplitDeal {
  readonly id: string;
  readonly amount_minor: number;
  readonly currency: string;
  readonly closed_on: string;
  readonly splits: readonly { readonly person: string; readonly share: string }[];
}

/** Credits of touched deals anew: a won deal counts for its owner alone, or by its recorded shares so that no cent is lost. */
export async function creditTouchedDeals(session: LoadSession): Promise<void> {
  const { sql, orgId } = session;
  await sql.exec(`DELETE FROM credit c USING touched_deal x WHERE c.deal_id = x.id`);
  await sql.exec(
    `INSERT INTO credit (org_id, person_id, deal_id, credited_on, amount_minor, currency)
     SELECT d.org_id, d.owner_id, d.id, d.closed_on, d.amount_minor, d.currency
     FROM deal d JOIN touched_deal x ON x.id = d.id
     WHERE d.status = 'won' AND d.owner_id IS NOT NULL AND d.amount_minor IS NOT NULL AND d.closed_on IS NOT NULL
       AND NOT EXISTS (SELECT FROM deal_split s WHERE s.deal_id = d.id)`,
  );
  for (let after = "00000000-0000-0000-0000-000000000000"; ; ) {
    // Shares in one order on every machine: a remainder cent goes to the earlier of two equal ones.
    const page = await sql.query<SplitDeal>(
      `SELECT d.id, d.amount_minor, d.currency, d.closed_on,
         json_agg(json_build_object('person', s.person_id, 'share', s.share::text)
                  ORDER BY s.share DESC, p.key COLLATE "C") AS splits
       FROM deal d JOIN deal_split s ON s.deal_id = d.id JOIN person p ON p.id = s.person_id
       WHERE d.id IN (SELECT id FROM touched_deal WHERE id > $1::uuid) AND d.status = 'won'
         AND d.amount_minor IS NOT NULL AND d.closed_on IS NOT NULL
       GROUP BY d.id ORDER BY d.id LIMIT ${PAGE}`,
      [after],
    );
    const credits = page.flatMap((deal) => {
      const parts = allocate(
        money(deal.amount_minor, deal.currency),
        deal.splits.map((s) => parseDecimal(s.share)),
      );
      return deal.splits.map(({ person, share }, index) => ({
        person_id: person,
        deal_id: deal.id,
        credited_on: deal.closed_on,
        amount_minor: parts[index]?.minor,
        currency: deal.currency,
        share,
      }));
    });
    if (credits.length > 0) {
      await sql.query(
        `INSERT INTO credit (org_id, person_id, deal_id, credited_on, amount_minor, currency, share)
         SELECT $1::uuid, * FROM json_to_recordset($2::json)
           AS x(person_id uuid, deal_id uuid, credited_on date, amount_minor bigint, currency char(3), share numeric)`,
        [orgId, JSON.stringify(credits)],
      );
    }
    const last = page.at(-1);
    if (!last || page.length < PAGE) return;
    after = last.id;
  }
}
