import type { SqlConnection } from "../sql.js";
import type { Organisation } from "../store.js";

/** A change that somebody asked for and has not confirmed yet, with everything it needs to be done. */
export interface NewProposal {
  /** Who asked, and who alone may confirm. */
  readonly personId: string;
  readonly action: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** The word to type where pressing a button is not enough. */
  readonly typed: string | null;
  /** Where it was asked; null where there is no conversation. */
  readonly conversation: string | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

export interface Proposal extends NewProposal {
  readonly id: string;
  readonly doneAt: Date | null;
  readonly cancelledAt: Date | null;
}

export interface ProposalReads {
  findProposal(id: string): Promise<Proposal | null>;
  /** The newest of a person in a conversation, whatever became of it. */
  findLatestProposal(personId: string, conversation: string | null): Promise<Proposal | null>;
  addProposal(proposal: NewProposal): Promise<string>;
  /** False when it was done, cancelled or had expired before. */
  cancelProposal(id: string, now: Date): Promise<boolean>;
}

export interface ProposalWrites {
  /** Marks it done; false when it was done, cancelled or had expired before. Whoever else takes it meanwhile waits for this transaction. */
  takeProposal(id: string, now: Date): Promise<boolean>;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const columns = `id, person_id as "personId", action, input, typed, conversation, created_at as "createdAt",
  expires_at as "expiresAt", done_at as "doneAt", cancelled_at as "cancelledAt"`;
const PENDING = "done_at is null and cancelled_at is null and expires_at > $3::timestamptz";

export function proposalReads(sql: SqlConnection, { id: orgId }: Organisation): ProposalReads {
  return {
    async findProposal(id) {
      if (!UUID.test(id)) return null;
      const [found] = await sql.query<Proposal>(
        `select ${columns} from action_proposal where org_id = $1 and id = $2::uuid`,
        [orgId, id],
      );
      return found ?? null;
    },
    async findLatestProposal(personId, conversation) {
      const [found] = await sql.query<Proposal>(
        `select ${columns} from action_proposal
         where org_id = $1 and person_id = $2::uuid and conversation is not distinct from $3::text
         order by created_at desc, id limit 1`,
        [orgId, personId, conversation],
      );
      return found ?? null;
    },
    async addProposal({ personId, action, input, typed, conversation, createdAt, expiresAt }) {
      const [added] = await sql.query<{ id: string }>(
        `insert into action_proposal (org_id, person_id, action, input, typed, conversation, created_at, expires_at)
         select org_id, id, $3, $4::jsonb, $5, $6, $7::timestamptz, $8::timestamptz from person
         where org_id = $1 and id = $2::uuid returning id`,
        [orgId, personId, action, input, typed, conversation, createdAt, expiresAt],
      );
      if (!added) throw new Error("no such person");
      return added.id;
    },
    async cancelProposal(id, now) {
      const rows = await sql.query(
        `update action_proposal set cancelled_at = $3::timestamptz where org_id = $1 and id = $2::uuid and ${PENDING} returning id`,
        [orgId, id, now],
      );
      return rows.length === 1;
    },
  };
}

export function proposalWrites(sql: SqlConnection, { id: orgId }: Organisation): ProposalWrites {
  return {
    async takeProposal(id, now) {
      const rows = await sql.query(
        `update action_proposal set done_at = $3::timestamptz where org_id = $1 and id = $2::uuid and ${PENDING} returning id`,
        [orgId, id, now],
      );
      return rows.length === 1;
    },
  };
}
