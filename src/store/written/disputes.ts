import type { IsoDate } from "../../core/calendar.js";
import type { SqlConnection } from "../sql.js";
import type { Organisation } from "../store.js";

export type DisputeState = "open" | "answered" | "accepted" | "rejected" | "withdrawn";

export interface NewDispute {
  readonly personId: string;
  /** missing_credit, wrong_amount, wrong_split, quota, payout or other. */
  readonly reason: string;
  readonly dealKey: string | null;
  readonly dealName: string | null;
  readonly start: IsoDate;
  /** First day after the period it is about. */
  readonly end: IsoDate;
  readonly text: string;
}

export interface DisputeEntry {
  readonly at: Date;
  readonly author: string;
  /** The state it led to, "comment" or "assigned". */
  readonly kind: string;
  readonly text: string;
}

export interface Dispute extends NewDispute {
  readonly id: string;
  /** What people call it by. */
  readonly number: number;
  readonly personName: string;
  readonly state: DisputeState;
  readonly assigneeId: string | null;
  readonly assigneeName: string | null;
  readonly openedAt: Date;
  readonly changedAt: Date;
}

export interface DisputeReads {
  findDispute(number: number): Promise<(Dispute & { readonly entries: readonly DisputeEntry[] }) | null>;
  /** Those of a person, those assigned to one, or all; only undecided ones with `undecided`. Oldest first. */
  listDisputes(of: {
    readonly personId?: string;
    readonly assigneeId?: string;
    readonly undecided?: boolean;
  }): Promise<readonly Dispute[]>;
}

export interface DisputeWrites {
  /** Assigned to whoever the person reports to on `today`, where there is somebody. Gives its number. */
  addDispute(dispute: NewDispute, today: IsoDate, at: Date): Promise<number>;
  /** Adds what was said and leads to a state, only from one of the states `from`; false otherwise. */
  changeDispute(
    id: string,
    from: readonly DisputeState[],
    change: {
      readonly state?: DisputeState;
      readonly assigneeId?: string;
      readonly authorId: string;
      readonly kind: string;
      readonly text: string;
    },
    at: Date,
  ): Promise<boolean>;
}

const columns = `d.id, d.number, d.person_id as "personId", p.name as "personName", d.reason, d.deal_key as "dealKey",
  d.deal_name as "dealName", d.period_start as start, d.period_end as "end", d.text, d.state::text as state,
  d.assignee_id as "assigneeId", a.name as "assigneeName", d.opened_at as "openedAt", d.changed_at as "changedAt"`;
const tables = "dispute d join person p on p.id = d.person_id left join person a on a.id = d.assignee_id";

export function disputeReads(sql: SqlConnection, { id: orgId }: Organisation): DisputeReads {
  return {
    async findDispute(number) {
      const [dispute] = await sql.query<Dispute>(
        `select ${columns} from ${tables} where d.org_id = $1 and d.number = $2::int`,
        [orgId, number],
      );
      if (!dispute) return null;
      const entries = await sql.query<DisputeEntry>(
        `select e.at, w.name as author, e.kind, e.text from dispute_entry e join person w on w.id = e.author_id
         where e.org_id = $1 and e.dispute_id = $2::uuid order by e.id`,
        [orgId, dispute.id],
      );
      return { ...dispute, entries };
    },
    listDisputes: ({ personId = null, assigneeId = null, undecided = false }) =>
      sql.query<Dispute>(
        `select ${columns} from ${tables}
         where d.org_id = $1 and ($2::uuid is null or d.person_id = $2::uuid) and ($3::uuid is null or d.assignee_id = $3::uuid)
           and (not $4::bool or d.state in ('open', 'answered'))
         order by d.opened_at, d.number`,
        [orgId, personId, assigneeId, undecided],
      ),
  };
}

export function disputeWrites(sql: SqlConnection, { id: orgId }: Organisation): DisputeWrites {
  const addEntry = (disputeId: string, authorId: string, at: Date, kind: string, text: string) =>
    sql.query(
      `insert into dispute_entry (org_id, dispute_id, author_id, at, kind, text)
       values ($1, $2::uuid, $3::uuid, $4::timestamptz, $5, $6)`,
      [orgId, disputeId, authorId, at, kind, text],
    );
  return {
    async addDispute({ personId, reason, dealKey, dealName, start, end, text }, today, at) {
      // Numbers count up without a gap: whoever opens one at the same time waits for this transaction.
      await sql.query("select pg_advisory_xact_lock(hashtext($1))", [`dispute ${orgId}`]);
      const [added] = await sql.query<{ id: string; number: number }>(
        `insert into dispute (org_id, number, person_id, reason, deal_key, deal_name, period_start, period_end, text, state,
           assignee_id, opened_at, changed_at)
         select p.org_id, (select coalesce(max(number), 0) + 1 from dispute where org_id = $1), p.id, $3, $4, $5, $6::date, $7::date, $8,
           'open', (select manager_id from reporting_line l where l.org_id = $1 and l.person_id = p.id
             and l.valid_from <= $9::date and (l.valid_to is null or l.valid_to > $9::date) order by l.valid_from desc limit 1),
           $10::timestamptz, $10::timestamptz
         from person p where p.org_id = $1 and p.id = $2::uuid returning id, number`,
        [orgId, personId, reason, dealKey, dealName, start, end, text, today, at],
      );
      if (!added) throw new Error("no such person");
      await addEntry(added.id, personId, at, "open", text);
      return added.number;
    },
    async changeDispute(id, from, { state = null, assigneeId = null, authorId, kind, text }, at) {
      const rows = await sql.query(
        `update dispute set state = coalesce($4::"DisputeState", state), assignee_id = coalesce($5::uuid, assignee_id),
           changed_at = $6::timestamptz
         where org_id = $1 and id = $2::uuid and state::text = any($3::text[]) returning id`,
        [orgId, id, from, state, assigneeId, at],
      );
      if (rows.length === 0) return false;
      await addEntry(id, authorId, at, kind, text);
      return true;
    },
  };
}
