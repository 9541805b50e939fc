import type { IsoDate } from "../../core/calendar.js";
import type { SqlConnection } from "../sql.js";
import type { Organisation } from "../store.js";

export type CommitmentState = "open" | "done" | "dropped";

/** What somebody said they would do, as agreed with whoever wrote it down. */
export interface Commitment {
  readonly id: string;
  readonly personId: string;
  readonly byId: string;
  readonly byName: string;
  readonly text: string;
  readonly dueOn: IsoDate | null;
  readonly state: CommitmentState;
  readonly createdAt: Date;
}

export interface CoachingNote {
  readonly id: string;
  readonly personId: string;
  readonly authorId: string;
  readonly authorName: string;
  readonly text: string;
  readonly createdAt: Date;
  /** Null = its author's alone. */
  readonly sharedAt: Date | null;
}

export interface CoachingReads {
  findCommitment(id: string): Promise<Commitment | null>;
  /** Open ones, and those ended since `since`; what is due first. */
  listCommitments(personId: string, since: Date): Promise<readonly Commitment[]>;
  findCoachingNote(id: string): Promise<CoachingNote | null>;
  /** Notes about a person that `readerId` may read: their own, and what was shared when the reader is the person. Newest first. */
  listCoachingNotes(personId: string, readerId: string): Promise<readonly CoachingNote[]>;
}

export interface CoachingWrites {
  addCommitment(commitment: Pick<Commitment, "personId" | "byId" | "text" | "dueOn">, at: Date): Promise<string>;
  /** Only while it is open; false otherwise. */
  endCommitment(id: string, state: "done" | "dropped", at: Date): Promise<boolean>;
  addCoachingNote(note: Pick<CoachingNote, "personId" | "authorId" | "text">, at: Date): Promise<string>;
  /** Only by its author and only once; false otherwise. */
  shareCoachingNote(id: string, authorId: string, at: Date): Promise<boolean>;
  /** All notes about a person, for an admin who says why: only together with an audit row. */
  readAllCoachingNotes(personId: string): Promise<readonly CoachingNote[]>;
}

const commitment = `c.id, c.person_id as "personId", c.by_id as "byId", b.name as "byName", c.text, c.due_on as "dueOn",
  c.state::text as state, c.created_at as "createdAt" from commitment c join person b on b.id = c.by_id`;
const note = `n.id, n.person_id as "personId", n.author_id as "authorId", a.name as "authorName", n.text,
  n.created_at as "createdAt", n.shared_at as "sharedAt" from coaching_note n join person a on a.id = n.author_id`;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export function coachingReads(sql: SqlConnection, { id: orgId }: Organisation): CoachingReads {
  return {
    async findCommitment(id) {
      if (!UUID.test(id)) return null;
      const [found] = await sql.query<Commitment>(`select ${commitment} where c.org_id = $1 and c.id = $2::uuid`, [
        orgId,
        id,
      ]);
      return found ?? null;
    },
    listCommitments: (personId, since) =>
      sql.query<Commitment>(
        `select ${commitment} where c.org_id = $1 and c.person_id = $2::uuid
           and (c.state = 'open' or c.changed_at >= $3::timestamptz)
         order by c.state, c.due_on nulls last, c.created_at, c.id`,
        [orgId, personId, since],
      ),
    async findCoachingNote(id) {
      if (!UUID.test(id)) return null;
      const [found] = await sql.query<CoachingNote>(`select ${note} where n.org_id = $1 and n.id = $2::uuid`, [
        orgId,
        id,
      ]);
      return found ?? null;
    },
    listCoachingNotes: (personId, readerId) =>
      sql.query<CoachingNote>(
        `select ${note} where n.org_id = $1 and n.person_id = $2::uuid
           and (n.author_id = $3::uuid or (n.person_id = $3::uuid and n.shared_at is not null))
         order by n.created_at desc, n.id limit 20`,
        [orgId, personId, readerId],
      ),
  };
}

export function coachingWrites(sql: SqlConnection, { id: orgId }: Organisation): CoachingWrites {
  const added = (rows: readonly { readonly id: string }[]): string => {
    if (!rows[0]) throw new Error("no such person");
    return rows[0].id;
  };
  return {
    addCommitment: async ({ personId, byId, text, dueOn }, at) =>
      added(
        await sql.query<{ id: string }>(
          `insert into commitment (org_id, person_id, by_id, text, due_on, created_at, changed_at)
           select p.org_id, p.id, b.id, $4, $5::date, $6::timestamptz, $6::timestamptz
           from person p join person b on b.org_id = p.org_id and b.id = $3::uuid
           where p.org_id = $1 and p.id = $2::uuid returning id`,
          [orgId, personId, byId, text, dueOn, at],
        ),
      ),
    async endCommitment(id, state, at) {
      const rows = await sql.query(
        `update commitment set state = $3::"CommitmentState", changed_at = $4::timestamptz
         where org_id = $1 and id = $2::uuid and state = 'open' returning id`,
        [orgId, id, state, at],
      );
      return rows.length === 1;
    },
    addCoachingNote: async ({ personId, authorId, text }, at) =>
      added(
        await sql.query<{ id: string }>(
          `insert into coaching_note (org_id, person_id, author_id, text, created_at)
           select p.org_id, p.id, a.id, $4, $5::timestamptz
           from person p join person a on a.org_id = p.org_id and a.id = $3::uuid
           where p.org_id = $1 and p.id = $2::uuid returning id`,
          [orgId, personId, authorId, text, at],
        ),
      ),
    async shareCoachingNote(id, authorId, at) {
      const rows = await sql.query(
        `update coaching_note set shared_at = $4::timestamptz
         where org_id = $1 and id = $2::uuid and author_id = $3::uuid and shared_at is null returning id`,
        [orgId, id, authorId, at],
      );
      return rows.length === 1;
    },
    readAllCoachingNotes: (personId) =>
      sql.query<CoachingNote>(
        `select ${note} where n.org_id = $1 and n.person_id = $2::uuid order by n.created_at desc, n.id`,
        [orgId, personId],
      ),
  };
}
