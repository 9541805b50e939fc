import type { IsoDate } from "../../core/calendar.js";
import type { SqlConnection } from "../sql.js";
import type { Organisation } from "../store.js";
import { PLAN_HASH } from "./acknowledgements.js";

/** Whom an announcement is for: everybody who fits each part that is given. Null = whoever. */
export interface Audience {
  readonly planKey: string | null;
  readonly teamId: string | null;
  readonly region: string | null;
  readonly role: "rep" | "manager" | "admin" | null;
}

export interface PlanVersionRow {
  readonly key: string;
  readonly version: string;
  readonly name: string;
  readonly document: string;
  readonly hash: string;
  readonly validFrom: IsoDate;
}

export interface NewAnnouncement {
  readonly authorId: string;
  readonly text: string;
  readonly audience: Audience;
  /** The plan version it is about, with the hash of the text that recipients acknowledge. */
  readonly plan: { readonly key: string; readonly version: string; readonly hash: string } | null;
  readonly sendAt: Date;
  readonly personIds: readonly string[];
}

export interface AnnouncementRow {
  readonly id: string;
  readonly text: string;
  readonly authorName: string;
  readonly planKey: string | null;
  readonly planVersion: string | null;
  /** SHA-256 of the announced text. */
  readonly planHash: string | null;
  readonly createdAt: Date;
  /** Until then it can be cancelled. */
  readonly sendAt: Date;
  readonly cancelledAt: Date | null;
  readonly recipients: number;
  /** Of them, those whom a platform has confirmed to have it. */
  readonly sent: number;
  /** Whom it will not reach: no account, refused, stale. */
  readonly undelivered: number;
  readonly acknowledged: number;
  readonly declined: number;
}

export interface AnnouncementRecipientRow {
  readonly personId: string;
  readonly key: string;
  readonly name: string;
  readonly email: string | null;
  readonly sentAt: Date | null;
  /** Why it did not reach them; null where it did, or still may. */
  readonly undelivered: string | null;
  readonly seenAt: Date | null;
  /** What they said to the text that was announced; null without a plan, and while they said nothing. */
  readonly answer: "acknowledged" | "declined" | null;
  readonly answeredAt: Date | null;
  readonly asked: string | null;
}

/** What was announced, without its counts. */
export interface Announced {
  readonly id: string;
  readonly text: string;
  readonly authorName: string;
  readonly cancelledAt: Date | null;
  /** The announced version, as long as its text is stored as it was; null without a plan, or once it is another text. */
  readonly plan: PlanVersionRow | null;
}

export interface DueRecipient {
  readonly announcementId: string;
  readonly personId: string;
  readonly sendAt: Date;
  /** It asks for an answer to a plan version. */
  readonly toAnswer: boolean;
}

export interface Unanswered {
  readonly announcementId: string;
  readonly personId: string;
  /** When it was put in the outbox. */
  readonly sentAt: Date;
  readonly managerId: string | null;
}

export interface AnnouncementReads {
  /** Every version of every plan, newest first. */
  listPlanVersions(): Promise<readonly PlanVersionRow[]>;
  listRegions(): Promise<readonly string[]>;
  /** Ids of everybody who works here on the day and fits, in the order of their names. */
  listAudience(audience: Audience, on: IsoDate): Promise<readonly string[]>;
  /** Newest first. */
  listAnnouncements(): Promise<readonly AnnouncementRow[]>;
  findAnnouncement(id: string): Promise<Announced | null>;
  listAnnouncementRecipients(id: string): Promise<readonly AnnouncementRecipientRow[]>;
  /** Recipients for whom it is not in the outbox yet, though its time has come and it is not cancelled; one announcement after the other. */
  listDueRecipients(now: Date, limit: number): Promise<readonly DueRecipient[]>;
  /**
   * Whoever was sent a plan version that they are still to answer, of announcements from `since` on, with whom they report to on `today`.
   * Who has left is not among them.
   */
  listUnanswered(since: Date, today: IsoDate): Promise<readonly Unanswered[]>;
}

export interface AnnouncementWrites {
  addAnnouncement(announcement: NewAnnouncement, at: Date): Promise<string>;
  /** False once its time has come, or where it was cancelled before. */
  cancelAnnouncement(id: string, now: Date): Promise<boolean>;
  /** Those who are in the outbox from now on; who was before stays as it is. Gives how many. */
  markAnnounced(announcementId: string, personIds: readonly string[], at: Date): Promise<number>;
}

const deliveries = `left join outbox o on o.org_id = r.org_id and o.recipient_id = r.person_id and o.period_key = n.id::text
  and o.kind in ('announcement', 'plan_announcement')`;
const answers = `left join lateral (
  select answer, text, at from plan_acknowledgement k where k.org_id = n.org_id and k.person_id = r.person_id and k.hash = n.plan_hash
   order by k.id desc limit 1
) k on true`;

export function announcementReads(sql: SqlConnection, { id: orgId }: Organisation): AnnouncementReads {
  return {
    listPlanVersions: () =>
      sql.query(
        `select key, version, name, document, ${PLAN_HASH} as hash, valid_from as "validFrom" from plan where org_id = $1
         order by valid_from desc, key, version desc`,
        [orgId],
      ),
    async listRegions() {
      const rows = await sql.query<{ region: string }>(
        "select distinct region from territory where org_id = $1 and region is not null order by region",
        [orgId],
      );
      return rows.map(({ region }) => region);
    },
    async listAudience({ planKey, teamId, region, role }, on) {
      const rows = await sql.query<{ id: string }>(
        `with recursive inside(id) as (
           select id from team where org_id = $1 and id = $4::uuid
           union select team.id from inside join team on team.org_id = $1 and team.parent_id = inside.id
         )
         select p.id from person p where p.org_id = $1 and (p.left_on is null or p.left_on > $2::date)
           and (p.hired_on is null or p.hired_on <= $2::date)
           and ($6::text is null or p.role::text = $6::text)
           and ($3::text is null or exists (select 1 from plan_assignment a join plan on plan.id = a.plan_id
             where a.person_id = p.id and plan.key = $3::text and coalesce(a.valid_to, 'infinity') > $2::date))
           and ($4::uuid is null or exists (select 1 from team_membership m join inside on inside.id = m.team_id
             where m.person_id = p.id and m.valid_from <= $2::date and (m.valid_to is null or m.valid_to > $2::date)))
           and ($5::text is null or exists (select 1 from territory_assignment t join territory y on y.id = t.territory_id
             where t.person_id = p.id and y.region = $5::text and t.valid_from <= $2::date and (t.valid_to is null or t.valid_to > $2::date)))
         order by p.name, p.key`,
        [orgId, on, planKey, teamId, region, role],
      );
      return rows.map(({ id }) => id);
    },
    listAnnouncements: () =>
      sql.query<AnnouncementRow>(
        `select n.id, n.text, w.name as "authorName", n.plan_key as "planKey", n.plan_version as "planVersion", n.plan_hash as "planHash", n.created_at as "createdAt",
           n.send_at as "sendAt", n.cancelled_at as "cancelledAt", count(r.person_id)::int as recipients,
           (count(*) filter (where o.state = 'sent'))::int as sent,
           (count(*) filter (where o.state in ('failed', 'dead')))::int as undelivered, (count(*) filter (where k.answer = 'acknowledged'))::int as acknowledged,
           (count(*) filter (where k.answer = 'declined'))::int as declined
         from announcement n join person w on w.id = n.author_id left join announcement_recipient r on r.announcement_id = n.id ${answers} ${deliveries}
         where n.org_id = $1 group by n.id, w.name order by n.created_at desc, n.id`,
        [orgId],
      ),
    async findAnnouncement(id) {
      const [row] = await sql.query<Omit<Announced, "plan"> & PlanVersionRow>(
        `select n.id, n.text, w.name as "authorName", n.cancelled_at as "cancelledAt", plan.key, plan.version, plan.name,
           plan.document, n.plan_hash as hash, plan.valid_from as "validFrom"
         from announcement n join person w on w.id = n.author_id
         left join plan on plan.org_id = n.org_id and plan.key = n.plan_key and plan.version = n.plan_version and ${PLAN_HASH} = n.plan_hash
         where n.org_id = $1 and n.id = $2::uuid`,
        [orgId, id],
      );
      if (!row) return null;
      const { key, version, name, document, hash, validFrom, ...announced } = row;
      return { ...announced, plan: key === null ? null : { key, version, name, document, hash, validFrom } };
    },
    listAnnouncementRecipients: (id) =>
      sql.query<AnnouncementRecipientRow>(
        `select p.id as "personId", p.key, p.name, p.email, case when o.state = 'sent' then o.settled_at end as "sentAt",
           case when o.state in ('failed', 'dead') then o.reason end as undelivered,
           least(r.seen_at, k.at) as "seenAt", k.answer, k.at as "answeredAt", k.text as asked
         from announcement n join announcement_recipient r on r.announcement_id = n.id join person p on p.id = r.person_id ${answers} ${deliveries}
         where n.org_id = $1 and n.id = $2::uuid order by p.name, p.key`,
        [orgId, id],
      ),
    listDueRecipients: (now, limit) =>
      sql.query(
        `select r.announcement_id as "announcementId", r.person_id as "personId", n.send_at as "sendAt",
           n.plan_hash is not null as "toAnswer" from announcement_recipient r
         join announcement n on n.id = r.announcement_id
         where n.org_id = $1 and n.cancelled_at is null and n.send_at <= $2::timestamptz and r.sent_at is null
         order by n.send_at, r.announcement_id, r.person_id limit $3::int`,
        [orgId, now, limit],
      ),
    listUnanswered: (since, today) =>
      sql.query<Unanswered>(
        `select r.announcement_id as "announcementId", r.person_id as "personId", r.sent_at as "sentAt",
           (select l.manager_id from reporting_line l where l.org_id = n.org_id and l.person_id = p.id
             and l.valid_from <= $3::date and (l.valid_to is null or l.valid_to > $3::date)
             order by l.valid_from desc limit 1) as "managerId"
         from announcement n join announcement_recipient r on r.announcement_id = n.id join person p on p.id = r.person_id ${answers}
         where n.org_id = $1 and n.plan_hash is not null and n.cancelled_at is null and n.send_at >= $2::timestamptz
           and r.sent_at is not null and k.answer is null and (p.left_on is null or p.left_on > $3::date)
         order by r.sent_at, r.person_id`,
        [orgId, since, today],
      ),
  };
}

export function announcementWrites(sql: SqlConnection, { id: orgId }: Organisation): AnnouncementWrites {
  return {
    async addAnnouncement({ authorId, text, audience, plan, sendAt, personIds }, at) {
      const [added] = await sql.query<{ id: string }>(
        `insert into announcement (org_id, author_id, text, audience, plan_key, plan_version, plan_hash, created_at, send_at)
         select org_id, id, $3, $4::jsonb, $5, $6, $7, $8::timestamptz, $9::timestamptz from person where org_id = $1 and id = $2::uuid returning id`,
        [orgId, authorId, text, audience, plan?.key ?? null, plan?.version ?? null, plan?.hash ?? null, at, sendAt],
      );
      if (!added) throw new Error("no such person");
      await sql.query(
        `insert into announcement_recipient (org_id, announcement_id, person_id)
         select org_id, $2::uuid, id from person where org_id = $1 and id = any($3::uuid[])`,
        [orgId, added.id, personIds],
      );
      return added.id;
    },
    async cancelAnnouncement(id, now) {
      const rows = await sql.query(
        `update announcement set cancelled_at = $3::timestamptz
         where org_id = $1 and id = $2::uuid and cancelled_at is null and send_at > $3::timestamptz returning id`,
        [orgId, id, now],
      );
      return rows.length === 1;
    },
    async markAnnounced(announcementId, personIds, at) {
      const rows = await sql.query(
        `update announcement_recipient set sent_at = $4::timestamptz
         where org_id = $1 and announcement_id = $2::uuid and person_id = any($3::uuid[]) and sent_at is null returning person_id`,
        [orgId, announcementId, personIds, at],
      );
      return rows.length;
    },
  };
}
