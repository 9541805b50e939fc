import { planCurrency } from "../payee-file.js";
import type { RecordBatch, RecordKind } from "../records.js";
import type { Sql, SqlConnection } from "../sql.js";
import type { ImportCounts, LoadOptions, LoadResult, Organisation } from "../store.js";
import {
  collapseRepeats,
  rejectDuplicates,
  rejectEditedPlans,
  rejectSharedEmails,
  rejectTooFineAmounts,
  rejectUnknownReferences,
  rejectWonWithoutAmount,
  settleValidity,
} from "./checks.js";
import { collectTouchedDeals, creditTouchedDeals, sumLines } from "./credits.js";
import { announceCredits, rememberCredits } from "./deal-credited.js";
import { noticeChanges } from "./deal-history.js";
import { emptyOrganisation } from "./empty-organisation.js";
import { rejectReportingCircles, rejectTeamCircles } from "./hierarchy.js";
import { endPredecessors, mergeStaged } from "./merge.js";
import { announcePostings, rememberLedger } from "./pay-changed.js";
import { type LoadSession, MOST_FAULTS, stageOf } from "./session.js";
import { openStage, type Stage } from "./stage.js";
import { loadTables, tableOf } from "./tables.js";

/** Ends the transaction without keeping anything; not a failure. */
class Undone extends Error {
  override readonly name = "Undone";
}

/**
 * Merges batches of records into one organisation: staged as they stream in, checked as sets, then inserted or updated, all in
 * one transaction. New keys are added, changed ones updated and audited, equal ones left alone, so the same source twice
 * changes nothing. Memory holds one batch at a time, and the faults.
 */
export async function loadRecords(
  sql: Sql,
  organisation: Organisation,
  batches: AsyncIterable<RecordBatch>,
  options: LoadOptions,
): Promise<LoadResult> {
  let result: LoadResult | undefined;
  try {
    await sql.withTransaction(async (connection) => {
      const turn = await takeTurn(connection, organisation, options);
      if (turn === null) {
        result = { counts: {}, faults: [], committed: false };
        return;
      }
      const session: LoadSession = {
        sql: connection,
        orgId: turn.orgId,
        skipBad: options.skipBad ?? false,
        files: [],
        faults: [],
        rejected: new Map(),
      };
      result = await load(session, organisation, batches, options);
      if (!result.committed) throw new Undone();
    });
  } catch (error) {
    if (!(error instanceof Undone)) throw error;
  }
  if (!result) throw new Error("the load ended without a result");
  return result;
}

async function load(
  session: LoadSession,
  organisation: Organisation,
  batches: AsyncIterable<RecordBatch>,
  options: LoadOptions,
): Promise<LoadResult> {
  await session.sql.exec("CREATE TEMP TABLE load_rejected (kind text, key text) ON COMMIT DROP");

  const { stages, repeating, complete } = await stageBatches(session, batches, options);
  const counts: Partial<Record<RecordKind, ImportCounts>> = {};
  if (complete) {
    const staged = new Set(stages.keys());
    for (const table of loadTables) {
      const stage = stages.get(table.kind);
      if (!stage) continue;
      await session.sql.exec(`ANALYZE ${stageOf(table)}`);
      if (repeating.has(table.kind)) await collapseRepeats(session, table);
      await rejectDuplicates(session, table);
      await rejectUnknownReferences(session, table);
      await rejectTooFineAmounts(session, table);
      await settleValidity(session, table);
      if (table.kind === "teams") await rejectTeamCircles(session);
      if (table.kind === "reportingLines") await rejectReportingCircles(session);
      if (table.kind === "people") await rejectSharedEmails(session);
      if (table.kind === "plans") await rejectEditedPlans(session);
      if (table.kind === "deals") await rejectWonWithoutAmount(session, staged.has("dealLines"));
      if (table.kind === "planAssignments") await collectPlanCurrencies(session, organisation);
      const isPosted = table.kind === "ledger" && (await rememberLedger(session));
      const merged = await mergeStaged(session, table, options);
      if (isPosted) await announcePostings(session, options);
      const changed = merged.changed + (await endPredecessors(session, table, options));
      const sound = await countStaged(session, stageOf(table));
      counts[table.kind] = {
        read: stage.read(),
        added: merged.added,
        changed,
        unchanged: sound - merged.added - merged.changed,
      };
    }
    if (staged.has("deals") || staged.has("dealLines") || staged.has("dealSplits")) {
      await collectTouchedDeals(session, staged);
      if (staged.has("dealLines")) await countSummedDeals(session, staged, options, counts);
      const isTold = await rememberCredits(session);
      await creditTouchedDeals(session);
      if (isTold) await announceCredits(session, options);
      await noticeChanges(session, options);
    }
  } else {
    for (const [kind, stage] of stages) counts[kind] = { read: stage.read(), added: 0, changed: 0, unchanged: 0 };
  }

  const sound = session.faults.length === 0 || session.skipBad;
  const committed = sound && !options.dryRun;
  if (committed) await recordRun(session, options, counts);
  return { counts, faults: session.faults, committed };
}

/** Fills the staging tables. Stops early where so much is wrong that the mapping must be. */
async function stageBatches(session: LoadSession, batches: AsyncIterable<RecordBatch>, options: LoadOptions) {
  const stages = new Map<RecordKind, Stage>();
  const repeating = new Set<RecordKind>();
  for await (const batch of batches) {
    let stage = stages.get(batch.kind);
    if (!stage) {
      stage = await openStage(session, tableOf(batch.kind));
      stages.set(batch.kind, stage);
    }
    if (batch.repeats) repeating.add(batch.kind);
    await stage.add(batch);
    options.onProgress?.(batch.kind, stage.read());
    if (!session.skipBad && session.faults.length >= MOST_FAULTS) return { stages, repeating, complete: false };
  }
  return { stages, repeating, complete: true };
}

/** Two loads of one organisation follow one another: each sees what the other left. Null when there is nothing to do. */
async function takeTurn(
  sql: SqlConnection,
  organisation: Organisation,
  options: LoadOptions,
): Promise<{ orgId: string } | null> {
  await sql.query("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))::text", [`load ${organisation.slug}`]);
  const orgId = options.createOrganisation ? await ensureOrganisation(sql, organisation) : organisation.id;
  if (!options.mode) return { orgId };
  const [last] = await sql.query<{ at: Date | null }>(
    "SELECT max(finished_at) AS at FROM import_run WHERE org_id = $1::uuid AND source = $2",
    [orgId, options.source],
  );
  const mode = options.mode(last?.at ?? null);
  if (mode === "nothing") return null;
  if (mode === "replace") await emptyOrganisation(sql, orgId);
  return { orgId };
}

/** Gives the id of the organisation with the slug: its own where it was there before. */
async function ensureOrganisation(sql: SqlConnection, organisation: Organisation): Promise<string> {
  await sql.query(
    `INSERT INTO organisation (id, slug, name, currency, time_zone, fiscal_year_start_month)
     VALUES ($1::uuid, $2, $3, $4, $5, $6::smallint) ON CONFLICT (slug) DO NOTHING`,
    [
      organisation.id,
      organisation.slug,
      organisation.name,
      organisation.currency,
      organisation.timeZone,
      organisation.fiscalYearStartMonth,
    ],
  );
  const [stored] = await sql.query<{ id: string }>("SELECT id FROM organisation WHERE slug = $1", [organisation.slug]);
  return stored?.id ?? organisation.id;
}

const countStaged = async ({ sql }: LoadSession, stage: string): Promise<number> =>
  (await sql.query<{ rows: number }>(`SELECT count(*) AS rows FROM ${stage}`))[0]?.rows ?? 0;

/** Target incentives are in the currency of the plan, which its document says. */
async function collectPlanCurrencies({ sql, orgId }: LoadSession, organisation: Organisation): Promise<void> {
  const plans = await sql.query<{ id: string; document: string }>(
    `SELECT id, document FROM plan WHERE org_id = $1::uuid
       AND (key, version) IN (SELECT "planKey", "planVersion" FROM load_plan_assignment)`,
    [orgId],
  );
  const currencies = plans.map(({ id, document }) => ({ plan_id: id, currency: planCurrency(document, organisation) }));
  await sql.exec("CREATE TEMP TABLE load_plan_currency (plan_id uuid, currency text) ON COMMIT DROP");
  await sql.query(
    "INSERT INTO load_plan_currency SELECT * FROM json_to_recordset($1::json) AS x(plan_id uuid, currency text)",
    [JSON.stringify(currencies)],
  );
}

async function countSummedDeals(
  session: LoadSession,
  staged: ReadonlySet<RecordKind>,
  options: LoadOptions,
  counts: Partial<Record<RecordKind, ImportCounts>>,
): Promise<void> {
  const summed = await sumLines(session, staged, options);
  if (summed === 0) return;
  const deals = counts.deals ?? { read: 0, added: 0, changed: 0, unchanged: 0 };
  counts.deals = {
    ...deals,
    changed: deals.changed + summed,
    unchanged: Math.max(0, deals.unchanged - summed),
  };
}

async function recordRun(
  { sql, orgId, rejected }: LoadSession,
  options: LoadOptions,
  counts: Readonly<Partial<Record<RecordKind, ImportCounts>>>,
): Promise<void> {
  const total = (field: keyof ImportCounts) => Object.values(counts).reduce((sum, c) => sum + c[field], 0);
  const left = [...rejected.values()].reduce((a, b) => a + b, 0);
  const run = {
    source: options.source,
    read: total("read"),
    added: total("added"),
    changed: total("changed"),
    rejected: left,
  };
  await sql.query(
    `INSERT INTO import_run (org_id, source, finished_at, read, added, changed, rejected)
     VALUES ($1::uuid, $2, $3::timestamptz, $4::int, $5::int, $6::int, $7::int)`,
    [orgId, run.source, options.now, run.read, run.added, run.changed, run.rejected],
  );
  if (run.added + run.changed === 0) return;
  await sql.query(
    `INSERT INTO audit_entry (org_id, at, actor, action, entity, entity_key, after)
     VALUES ($1::uuid, $2::timestamptz, $3, 'import', 'import_run', $4, $5::jsonb)`,
    [orgId, options.now, options.actor, options.source, run],
  );
}
