import type { IsoDate } from "../../core/calendar.js";
import type { SqlConnection } from "../sql.js";
import type { Organisation } from "../store.js";

export type GoalState = "suggested" | "active" | "declined" | "dropped" | "done";

export interface NewGoal {
  readonly personId: string;
  readonly setById: string;
  readonly kind: string;
  /** A decimal numeral in the kind's own terms: "1.2" for 120 %, an amount, a number. Null for what no data counts. */
  readonly target: string | null;
  readonly currency: string | null;
  readonly what: string | null;
  readonly start: IsoDate;
  /** First day after it. */
  readonly end: IsoDate;
  readonly state: GoalState;
}

export interface Goal extends NewGoal {
  readonly id: string;
  readonly setByName: string;
  readonly createdAt: Date;
}

export interface GoalReads {
  findGoal(id: string): Promise<Goal | null>;
  /** Those of a person that are suggested, active or done and end after `since`, soonest end first. */
  listGoals(personId: string, since: IsoDate): Promise<readonly Goal[]>;
}

export interface GoalWrites {
  addGoal(goal: NewGoal, at: Date): Promise<string>;
  /** Only while it is in one of the states `from`; false otherwise. */
  changeGoal(
    id: string,
    from: readonly GoalState[],
    change: { readonly state?: GoalState; readonly target?: string; readonly end?: IsoDate },
    at: Date,
  ): Promise<boolean>;
}

const columns = `g.id, g.person_id as "personId", g.set_by_id as "setById", s.name as "setByName", g.kind,
  trim_scale(g.target) as target, g.currency, g.what, g.period_start as start, g.period_end as "end", g.state::text as state,
  g.created_at as "createdAt"`;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export function goalReads(sql: SqlConnection, { id: orgId }: Organisation): GoalReads {
  return {
    async findGoal(id) {
      if (!UUID.test(id)) return null;
      const [found] = await sql.query<Goal>(
        `select ${columns} from goal g join person s on s.id = g.set_by_id where g.org_id = $1 and g.id = $2::uuid`,
        [orgId, id],
      );
      return found ?? null;
    },
    listGoals: (personId, since) =>
      sql.query<Goal>(
        `select ${columns} from goal g join person s on s.id = g.set_by_id
         where g.org_id = $1 and g.person_id = $2::uuid and g.state in ('suggested', 'active', 'done') and g.period_end > $3::date
         order by g.period_end, g.created_at, g.id`,
        [orgId, personId, since],
      ),
  };
}

export function goalWrites(sql: SqlConnection, { id: orgId }: Organisation): GoalWrites {
  return {
    async addGoal({ personId, setById, kind, target, currency, what, start, end, state }, at) {
      const [added] = await sql.query<{ id: string }>(
        `insert into goal (org_id, person_id, set_by_id, kind, target, currency, what, period_start, period_end, state, created_at, changed_at)
         select p.org_id, p.id, s.id, $4, $5::numeric, $6, $7, $8::date, $9::date, $10::"GoalState", $11::timestamptz, $11::timestamptz
         from person p join person s on s.org_id = p.org_id and s.id = $3::uuid
         where p.org_id = $1 and p.id = $2::uuid returning id`,
        [orgId, personId, setById, kind, target, currency, what, start, end, state, at],
      );
      if (!added) throw new Error("no such person");
      return added.id;
    },
    async changeGoal(id, from, { state = null, target = null, end = null }, at) {
      const rows = await sql.query(
        `update goal set state = coalesce($4::"GoalState", state), target = coalesce($5::numeric, target),
           period_end = coalesce($6::date, period_end), changed_at = $7::timestamptz
         where org_id = $1 and id = $2::uuid and state::text = any($3::text[]) returning id`,
        [orgId, id, from, state, target, end, at],
      );
      return rows.length === 1;
    },
  };
}
