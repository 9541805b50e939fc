import type { IsoDate } from "../../core/calendar.js";
import type { SqlConnection } from "../sql.js";
import type { Organisation } from "../store.js";

export type NudgeWord = "useful" | "not_useful" | "stop" | "resume";

export interface NewNudge {
  readonly personId: string;
  readonly rule: string;
  readonly subject: string;
  /** The day where the person is: one nudge a person and day. */
  readonly decidedOn: IsoDate;
  readonly heldBack: boolean;
  readonly memory: Readonly<Record<string, string>>;
  readonly judgeOn: IsoDate;
}

export interface StoredNudge extends NewNudge {
  readonly id: string;
  readonly said: NudgeWord | null;
  readonly saidAt: Date | null;
}

interface NudgeGroupCount {
  readonly rule: string;
  readonly heldBack: boolean;
  readonly decided: number;
  readonly judged: number;
  readonly acted: number;
  readonly helped: number;
  /** Messages that reached a platform. */
  readonly delivered: number;
  readonly useful: number;
  readonly notUseful: number;
  readonly stopped: number;
}

export interface NudgeReads {
  /** Decided from `since` on, or about which the person said something: what is stopped stays stopped. Oldest first. */
  listNudges(personIds: readonly string[], since: IsoDate): Promise<readonly StoredNudge[]>;
  /** Those whose effect is to be judged by `day` and is not, oldest first. */
  listNudgesToJudge(day: IsoDate, limit: number): Promise<readonly StoredNudge[]>;
  /** By kind and group, of nudges decided from `since` on. `kindPrefix` + rule is the kind of their messages. */
  countNudges(since: IsoDate, kindPrefix: string): Promise<readonly NudgeGroupCount[]>;
  findNudge(id: string): Promise<StoredNudge | null>;
  /** Everybody's nudges of the day are decided. */
  hasNudgeRun(day: IsoDate): Promise<boolean>;
}

export interface NudgeWrites {
  /** Adds those for whose person and day there is none yet, and gives these. */
  addNudges(nudges: readonly NewNudge[]): Promise<readonly StoredNudge[]>;
  judgeNudges(
    judged: readonly { readonly id: string; readonly acted: boolean; readonly helped: boolean }[],
    on: IsoDate,
  ): Promise<void>;
  /** What its recipient says about it; false where it is nobody's or somebody else's. */
  rateNudge(id: string, personId: string, said: NudgeWord, at: Date): Promise<boolean>;
  finishNudgeRun(day: IsoDate, at: Date): Promise<void>;
}

const columns = `n.id, n.person_id as "personId", n.rule, n.subject, n.decided_on as "decidedOn", n.held_back as "heldBack", n.memory,
  n.judge_on as "judgeOn", n.said, n.said_at as "saidAt"`;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export function nudgeReads(sql: SqlConnection, { id: orgId }: Organisation): NudgeReads {
  return {
    listNudges: (personIds, since) =>
      sql.query<StoredNudge>(
        `select ${columns} from nudge n where n.org_id = $1 and n.person_id = any($2::uuid[])
           and (n.decided_on >= $3::date or n.said is not null) order by n.decided_on, n.id`,
        [orgId, personIds, since],
      ),
    listNudgesToJudge: (day, limit) =>
      sql.query<StoredNudge>(
        `select ${columns} from nudge n where n.org_id = $1 and n.judged_on is null and n.judge_on <= $2::date
         order by n.judge_on, n.id limit $3::int`,
        [orgId, day, limit],
      ),
    countNudges: (since, kindPrefix) =>
      sql.query<NudgeGroupCount>(
        `select n.rule, n.held_back as "heldBack", count(*)::int as decided, count(n.judged_on)::int as judged,
           (count(*) filter (where n.acted))::int as acted, (count(*) filter (where n.helped))::int as helped,
           (count(*) filter (where o.state = 'sent'))::int as delivered,
           (count(*) filter (where n.said in ('useful', 'resume')))::int as useful,
           (count(*) filter (where n.said = 'not_useful'))::int as "notUseful",
           (count(*) filter (where n.said = 'stop'))::int as stopped
         from nudge n left join outbox o on o.org_id = n.org_id and o.kind = $3 || n.rule and o.recipient_id = n.person_id
           and o.period_key = n.decided_on::text
         where n.org_id = $1 and n.decided_on >= $2::date group by n.rule, n.held_back order by n.rule, n.held_back`,
        [orgId, since, kindPrefix],
      ),
    async findNudge(id) {
      if (!UUID.test(id)) return null;
      const [found] = await sql.query<StoredNudge>(
        `select ${columns} from nudge n where n.org_id = $1 and n.id = $2::uuid`,
        [orgId, id],
      );
      return found ?? null;
    },
    async hasNudgeRun(day) {
      const rows = await sql.query("select day from nudge_run where org_id = $1 and day = $2::date", [orgId, day]);
      return rows.length > 0;
    },
  };
}

export function nudgeWrites(sql: SqlConnection, { id: orgId }: Organisation): NudgeWrites {
  return {
    addNudges: (nudges) =>
      sql.query<StoredNudge>(
        `insert into nudge as n (org_id, person_id, rule, subject, decided_on, held_back, memory, judge_on)
         select p.org_id, p.id, x.rule, x.subject, x."decidedOn", x."heldBack", x.memory, x."judgeOn"
         from jsonb_to_recordset($2::jsonb) as x("personId" uuid, rule text, subject text, "decidedOn" date, "heldBack" boolean,
           memory jsonb, "judgeOn" date)
         join person p on p.id = x."personId" and p.org_id = $1::uuid
         on conflict (person_id, decided_on) do nothing returning ${columns}`,
        [orgId, JSON.stringify(nudges)],
      ),
    async judgeNudges(judged, on) {
      await sql.query(
        `update nudge n set acted = x.acted, helped = x.helped, judged_on = $3::date
         from jsonb_to_recordset($2::jsonb) as x(id uuid, acted boolean, helped boolean)
         where n.org_id = $1 and n.id = x.id and n.judged_on is null`,
        [orgId, JSON.stringify(judged), on],
      );
    },
    async rateNudge(id, personId, said, at) {
      const rows = await sql.query(
        `update nudge set said = $4, said_at = $5::timestamptz
         where org_id = $1 and id = $2::uuid and person_id = $3::uuid and not held_back returning id`,
        [orgId, id, personId, said, at],
      );
      return rows.length === 1;
    },
    async finishNudgeRun(day, at) {
      await sql.query(
        "insert into nudge_run (org_id, day, finished_at) values ($1, $2::date, $3::timestamptz) on conflict do nothing",
        [orgId, day, at],
      );
    },
  };
}
