import type { IsoDate } from "../core/calendar.js";
import { enqueue, type NewMessage } from "./outbox.js";
import type { Sql } from "./sql.js";
import type { Organisation } from "./store.js";

export interface NewSchedule {
  readonly personId: string;
  /** A kind of `src/messages`. */
  readonly kind: string;
  /** As `Rule` of `src/delivery/calendar/rule.ts` writes it. */
  readonly rule: Readonly<Record<string, unknown>>;
  readonly timeZone: string;
  readonly recipe: Readonly<Record<string, unknown>>;
  readonly nextRunAt: Date;
  /** How long after its moment a missed occasion is still made up for. */
  readonly catchUpMinutes: number;
}

export interface StoredSchedule extends NewSchedule {
  readonly id: string;
  readonly orgId: string;
  readonly lastPeriodKey: string | null;
  /** Of the organisation. */
  readonly holidays: readonly IsoDate[];
}

/** What a schedule that has come round comes to: a message or none, and when it comes round again. */
export interface Advance {
  readonly message: NewMessage | null;
  readonly lastPeriodKey: string | null;
  readonly nextRunAt: Date;
}

export interface Schedules {
  /**
   * Takes schedules whose time has come, each by one worker, and writes what `advance` makes of it: the message and the next run in one
   * transaction. Gives how many came round and how many messages are new.
   */
  advanceDue(
    now: Date,
    limit: number,
    advance: (schedule: StoredSchedule) => Advance,
  ): Promise<{ readonly advanced: number; readonly enqueued: number }>;
}

export interface OrgSchedules {
  /** A person has one schedule of a kind: saving it again changes it, and what was sent stays sent. */
  saveSchedule(schedule: NewSchedule): Promise<void>;
  removeSchedule(personId: string, kind: string): Promise<void>;
  listSchedules(personId: string): Promise<readonly StoredSchedule[]>;
  /** Of everybody, those of the kinds. */
  listSchedulesOf(kinds: readonly string[]): Promise<readonly StoredSchedule[]>;
  listHolidays(): Promise<readonly { readonly day: IsoDate; readonly name: string }[]>;
  /** In place of all that were there. */
  saveHolidays(holidays: readonly { readonly day: IsoDate; readonly name: string }[]): Promise<void>;
}

const columns = `s.id, s.org_id as "orgId", s.person_id as "personId", s.kind, s.rule, s.time_zone as "timeZone", s.recipe,
  s.next_run_at as "nextRunAt", s.last_period_key as "lastPeriodKey", s.catch_up_minutes as "catchUpMinutes",
  array(select h.day::text from holiday h where h.org_id = s.org_id order by h.day) as holidays`;

export function schedules(sql: Sql): Schedules {
  return {
    advanceDue: (now, limit, advance) =>
      sql.withTransaction(async (transaction) => {
        const due = await transaction.query<StoredSchedule>(
          `select ${columns} from schedule s where s.next_run_at <= $1::timestamptz
           order by s.next_run_at, s.id limit $2::int for update skip locked`,
          [now, limit],
        );
        const advanced = due.map((schedule) => ({ schedule, ...advance(schedule) }));
        let enqueued = 0;
        for (const orgId of new Set(due.map((schedule) => schedule.orgId))) {
          const messages = advanced.flatMap(({ schedule, message }) =>
            message && schedule.orgId === orgId ? [message] : [],
          );
          enqueued += (await enqueue(transaction, orgId, messages)).length;
        }
        await transaction.query(
          `update schedule s set next_run_at = a.next, last_period_key = a.last
           from unnest($1::uuid[], $2::timestamptz[], $3::text[]) as a(id, next, last) where s.id = a.id`,
          [
            advanced.map(({ schedule }) => schedule.id),
            advanced.map(({ nextRunAt }) => nextRunAt),
            advanced.map(({ lastPeriodKey }) => lastPeriodKey),
          ],
        );
        return { advanced: due.length, enqueued };
      }),
  };
}

export function orgSchedules(sql: Sql, organisation: Organisation): OrgSchedules {
  return {
    async saveSchedule({ personId, kind, rule, timeZone, recipe, nextRunAt, catchUpMinutes }) {
      await sql.query(
        `insert into schedule (org_id, person_id, kind, rule, time_zone, recipe, next_run_at, catch_up_minutes)
         select org_id, id, $3, $4::jsonb, $5, $6::jsonb, $7::timestamptz, $8::int from person where org_id = $1 and id = $2
         on conflict (person_id, kind) do update set rule = excluded.rule, time_zone = excluded.time_zone,
           recipe = excluded.recipe, next_run_at = excluded.next_run_at, catch_up_minutes = excluded.catch_up_minutes`,
        [organisation.id, personId, kind, rule, timeZone, recipe, nextRunAt, catchUpMinutes],
      );
    },
    async removeSchedule(personId, kind) {
      await sql.query("delete from schedule where org_id = $1 and person_id = $2 and kind = $3", [
        organisation.id,
        personId,
        kind,
      ]);
    },
    listSchedules: (personId) =>
      sql.query<StoredSchedule>(
        `select ${columns} from schedule s where s.org_id = $1 and s.person_id = $2 order by s.kind`,
        [organisation.id, personId],
      ),
    listSchedulesOf: (kinds) =>
      sql.query<StoredSchedule>(
        `select ${columns} from schedule s where s.org_id = $1 and s.kind = any($2::text[]) order by s.person_id, s.kind`,
        [organisation.id, kinds],
      ),
    listHolidays: () => sql.query("select day, name from holiday where org_id = $1 order by day", [organisation.id]),
    async saveHolidays(holidays) {
      await sql.withTransaction(async (transaction) => {
        await transaction.query("delete from holiday where org_id = $1", [organisation.id]);
        await transaction.query(
          `insert into holiday (org_id, day, name)
           select $1::uuid, h.day, h.name from jsonb_to_recordset($2::jsonb) as h(day date, name text)`,
          [organisation.id, JSON.stringify(holidays)],
        );
      });
    },
  };
}
