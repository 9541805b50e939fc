import type { IsoDate } from "../../core/calendar.js";
import type { Money } from "../../core/money.js";
import type { SqlConnection } from "../sql.js";
import type { Organisation } from "../store.js";

export interface AdjustmentReads {
  /** Periods closed for a person that the day is in, by key: nothing is posted into them any more. */
  listClosedPeriodsOn(personId: string, day: IsoDate): Promise<readonly string[]>;
  /** The newest imports, newest first. */
  listImports(count: number): Promise<
    readonly {
      readonly source: string;
      readonly finishedAt: Date;
      readonly read: number;
      readonly added: number;
      readonly changed: number;
      readonly rejected: number;
    }[]
  >;
}

export interface AdjustmentWrites {
  /** Posts to the ledger; false where a closed period covers the day. */
  addAdjustment(entry: {
    readonly personId: string;
    readonly key: string;
    readonly postedOn: IsoDate;
    readonly amount: Money;
    readonly reason: string;
  }): Promise<boolean>;
}

const CLOSED = `from closed_statement c where c.org_id = $1 and c.person_id = $2::uuid
  and c.period_start <= $3::date and c.period_end > $3::date`;

export function adjustmentReads(sql: SqlConnection, { id: orgId }: Organisation): AdjustmentReads {
  return {
    async listClosedPeriodsOn(personId, day) {
      const rows = await sql.query<{ key: string }>(`select c.period_key as key ${CLOSED} order by c.period_start`, [
        orgId,
        personId,
        day,
      ]);
      return rows.map(({ key }) => key);
    },
    listImports: (count) =>
      sql.query(
        `select source, finished_at as "finishedAt", read, added, changed, rejected from import_run where org_id = $1 order by id desc limit $2::int`,
        [orgId, count],
      ),
  };
}

export function adjustmentWrites(sql: SqlConnection, { id: orgId }: Organisation): AdjustmentWrites {
  return {
    async addAdjustment({ personId, key, postedOn, amount, reason }) {
      const rows = await sql.query(
        `insert into ledger_entry (org_id, key, person_id, posted_on, kind, amount_minor, currency, reason)
         select p.org_id, $4, p.id, $3::date, 'adjustment', $5::int8, $6, $7 from person p
         where p.org_id = $1 and p.id = $2::uuid and not exists (select 1 ${CLOSED}) returning id`,
        [orgId, personId, postedOn, key, amount.minor, amount.currency, reason],
      );
      return rows.length === 1;
    },
  };
}
