import { type Money, money } from "../core/money.js";
import { enqueue } from "./outbox.js";
import type { Sql, SqlConnection } from "./sql.js";
import type { ClosedStatement, NewClosedStatement, Organisation, OrgStore } from "./store.js";

/** Statements sent at once: a receipt is some kilobytes. */
const AT_ONCE = 200;

type Row = Omit<ClosedStatement, "payable"> & { readonly payableMinor: number; readonly currency: string };

const columns = `c.person_id as "personId", p.key as "personKey", p.name as "personName", c.period_key as "periodKey",
  c.period_start as "periodStart", c.period_end as "periodEnd", c.plan_name as "planName",
  c.plan_version as "planVersion", c.engine_version as "engineVersion", c.payable_minor as "payableMinor", c.currency, c.receipt,
  c.hash, c.closed_at as "closedAt", c.closed_by as "closedBy"`;

const toStatement = ({ payableMinor, currency, ...row }: Row): ClosedStatement => ({
  ...row,
  payable: money(payableMinor, currency),
});

/** Statements of closed periods: added once, never changed. */
export function closedStatements(
  sql: Sql,
  organisation: Organisation,
): Pick<OrgStore, "listClosedStatements" | "findClosedStatement" | "addClosedStatements"> {
  return {
    async listClosedStatements(span) {
      const rows = await sql.query<Row>(
        `select ${columns} from closed_statement c join person p on p.id = c.person_id
         where c.org_id = $1 and ($2::date is null or (c.period_start = $2::date and c.period_end = $3::date))
         order by c.period_start, c.period_end, p.key`,
        [organisation.id, span?.start ?? null, span?.end ?? null],
      );
      return rows.map(toStatement);
    },
    async findClosedStatement(personId, { start, end }) {
      const [row] = await sql.query<Row>(
        `select ${columns} from closed_statement c join person p on p.id = c.person_id
         where c.org_id = $1 and c.person_id = $2::uuid and c.period_start = $3::date and c.period_end = $4::date`,
        [organisation.id, personId, start, end],
        { often: true },
      );
      return row ? toStatement(row) : null;
    },
    addClosedStatements: (statements, { closedAt, closedBy }) =>
      sql.withTransaction(async (transaction) => {
        let added = 0;
        for (let i = 0; i < statements.length; i += AT_ONCE) {
          const rows = await transaction.query<{ id: string }>(
            `insert into closed_statement (org_id, person_id, period_key, period_start, period_end, plan_name,
               plan_version, engine_version, payable_minor, currency, receipt, hash, closed_at, closed_by)
             select p.org_id, p.id, s."periodKey", s."periodStart", s."periodEnd", s."planName",
               s."planVersion", s."engineVersion", s.minor, s.currency, s.receipt, s.hash, $3::timestamptz, $4
             from jsonb_to_recordset($2::jsonb) as s("personId" uuid, "periodKey" text, "periodStart" date, "periodEnd" date,
               "planName" text, "planVersion" text, "engineVersion" text, minor bigint, currency text,
               receipt text, hash text)
             join person p on p.id = s."personId" and p.org_id = $1
             on conflict (org_id, person_id, period_start, period_end) do nothing
             returning person_id as id`,
            [organisation.id, JSON.stringify(statements.slice(i, i + AT_ONCE).map(flat)), closedAt, closedBy],
          );
          added += rows.length;
          await announceStatements(transaction, organisation.id, statements, rows, closedAt);
        }
        const [first] = statements;
        if (first && added > 0)
          await transaction.query(
            `insert into audit_entry (org_id, at, actor, action, entity, entity_key, after)
             values ($1, $2::timestamptz, $3, 'close', 'period', $4, $5::jsonb)`,
            [organisation.id, closedAt, closedBy, first.periodKey, { statements: added }],
          );
        return added;
      }),
  };
}

/** A statement of a period that ended longer ago is the past coming in, and news to nobody. */
const NEWS_DAYS = 92;
const STALE_DAYS = 7;
const DAY_MS = 86_400_000;

/** Tells those whose statement was just added, in the same transaction. */
async function announceStatements(
  transaction: SqlConnection,
  orgId: string,
  statements: readonly NewClosedStatement[],
  added: readonly { readonly id: string }[],
  closedAt: Date,
): Promise<void> {
  const ids = new Set(added.map(({ id }) => id));
  const news = statements.filter(
    ({ personId, periodEnd }) => ids.has(personId) && Date.parse(periodEnd) + NEWS_DAYS * DAY_MS > closedAt.getTime(),
  );
  await enqueue(
    transaction,
    orgId,
    news.map(({ personId: recipientId, periodStart: start, periodEnd: end }) => ({
      kind: "statement_ready",
      recipientId,
      periodKey: `${start}..${end}`,
      recipe: { start, end },
      notBefore: closedAt,
      expiresAt: new Date(closedAt.getTime() + STALE_DAYS * DAY_MS),
    })),
  );
}

const flat = ({
  payable,
  ...row
}: NewClosedStatement): Omit<NewClosedStatement, "payable"> & { minor: Money["minor"]; currency: string } => ({
  ...row,
  minor: payable.minor,
  currency: payable.currency,
});
