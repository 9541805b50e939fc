import type { IsoDate } from "../../core/calendar.js";
import type { SqlConnection } from "../sql.js";
import type { Organisation } from "../store.js";

/** A plan version that a person is on today or will be, with what they last said to exactly this text. */
export interface PlanToAcknowledge {
  readonly planId: string;
  readonly key: string;
  readonly name: string;
  readonly version: string;
  /** First day on which it is in force for the person. */
  readonly from: IsoDate;
  /** SHA-256 of its text, in hexadecimal digits. */
  readonly hash: string;
  /** Null while the person has said nothing to this text. */
  readonly answer: "acknowledged" | "declined" | null;
  readonly text: string | null;
  readonly at: Date | null;
}

export interface AcknowledgementReads {
  /** Soonest first. Versions whose days are over wait for nobody. */
  listPlansToAcknowledge(personId: string, today: IsoDate): Promise<readonly PlanToAcknowledge[]>;
  /** How many of the people have said nothing to a version that they are on or will be. */
  countUnacknowledged(personIds: readonly string[], today: IsoDate): Promise<number>;
  /** Whoever declined the text that is now in force for them, with what they asked. */
  listDeclinedPlans(today: IsoDate): Promise<readonly (PlanToAcknowledge & { readonly personName: string })[]>;
}

export interface AcknowledgementWrites {
  /** Keeps what was said to the text with this hash; false where the plan's text is another one by now. */
  addAcknowledgement(
    said: {
      readonly personId: string;
      readonly planId: string;
      readonly hash: string;
      readonly answer: "acknowledged" | "declined";
      readonly text: string | null;
    },
    at: Date,
  ): Promise<boolean>;
}

export const PLAN_HASH = "encode(sha256(convert_to(plan.document, 'UTF8')), 'hex')";
const current = `select distinct on (p.id, plan.id) p.id as "personId", p.name as "personName", plan.id as "planId", plan.key, plan.name,
    plan.version, greatest(a.valid_from, plan.valid_from) as "from", ${PLAN_HASH} as hash, k.answer, k.text, k.at
  from plan_assignment a join plan on plan.id = a.plan_id join person p on p.id = a.person_id
  left join lateral (
    select answer, text, at from plan_acknowledgement k
     where k.person_id = p.id and k.plan_id = plan.id and k.hash = ${PLAN_HASH} order by k.id desc limit 1
  ) k on true
  where a.org_id = $1 and least(a.valid_to, plan.valid_to, 'infinity'::date) > greatest($2::date, a.valid_from, plan.valid_from)
    and (p.left_on is null or p.left_on > $2::date)`;

export function acknowledgementReads(sql: SqlConnection, { id: orgId }: Organisation): AcknowledgementReads {
  return {
    listPlansToAcknowledge: (personId, today) =>
      sql.query<PlanToAcknowledge>(
        `select * from (${current} and p.id = $3::uuid order by p.id, plan.id, "from") found order by "from", key, version`,
        [orgId, today, personId],
      ),
    async countUnacknowledged(personIds, today) {
      const [row] = await sql.query<{ people: number }>(
        `select count(distinct "personId")::int as people
         from (${current} and p.id = any($3::uuid[]) order by p.id, plan.id, "from") found where answer is null`,
        [orgId, today, personIds],
      );
      return row?.people ?? 0;
    },
    listDeclinedPlans: (today) =>
      sql.query<PlanToAcknowledge & { personName: string }>(
        `select * from (${current} order by p.id, plan.id, "from") found where answer = 'declined' order by at, "personName"`,
        [orgId, today],
      ),
  };
}

export function acknowledgementWrites(sql: SqlConnection, { id: orgId }: Organisation): AcknowledgementWrites {
  return {
    async addAcknowledgement({ personId, planId, hash, answer, text }, at) {
      const rows = await sql.query(
        `insert into plan_acknowledgement (org_id, person_id, plan_id, hash, answer, text, at)
         select plan.org_id, p.id, plan.id, $4, $5, $6, $7::timestamptz from plan join person p on p.org_id = plan.org_id and p.id = $2::uuid
         where plan.org_id = $1 and plan.id = $3::uuid and ${PLAN_HASH} = $4 returning id`,
        [orgId, personId, planId, hash, answer, text, at],
      );
      return rows.length === 1;
    },
  };
}
