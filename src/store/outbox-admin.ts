import type { Sql } from "./sql.js";
import type { Organisation, Platform } from "./store.js";

export type OutboxState = "pending" | "sending" | "ambiguous" | "sent" | "failed" | "dead";

/** A message as an admin sees it: what, to whom, how far. Never its content. */
export interface OutboxRow {
  readonly id: string;
  readonly reference: string;
  readonly kind: string;
  readonly recipient: string;
  readonly periodKey: string;
  readonly state: OutboxState;
  /** One word for why it waits, failed or is in doubt. */
  readonly reason: string | null;
  readonly platform: Platform | null;
  readonly attempts: number;
  readonly notBefore: Date;
  readonly expiresAt: Date;
  readonly settledAt: Date | null;
}

/** The outbox of one organisation, for whoever looks after it. */
export interface OutboxAdmin {
  /** Newest first. */
  listOutbox(given: {
    readonly states: readonly OutboxState[];
    readonly recipientId?: string;
    readonly limit: number;
  }): Promise<readonly OutboxRow[]>;
  /** How many messages are in each state, for the reason given. */
  countOutbox(): Promise<
    readonly { readonly state: OutboxState; readonly reason: string | null; readonly messages: number }[]
  >;
  /**
   * Tries again what failed, was given up or stayed in doubt; what is in doubt is looked for first where the platform allows. Gives how
   * many. Never one that was sent, and none that is stale.
   */
  retryOutbox(references: readonly string[], by: { readonly actor: string; readonly now: Date }): Promise<number>;
  /** Takes back what has not been sent. What a worker has in hand, or what may have been sent, stays. Gives how many. */
  dropOutbox(references: readonly string[], by: { readonly actor: string; readonly now: Date }): Promise<number>;
}

export function outboxAdmin(sql: Sql, organisation: Organisation): OutboxAdmin {
  /** One change to messages with an audit row for each. */
  const change =
    (action: string, set: string, where: string) =>
    async (references: readonly string[], { actor, now }: { readonly actor: string; readonly now: Date }) => {
      const rows = await sql.query(
        `with changed as (
           update outbox set ${set}
           where org_id = $1 and reference = any($2::text[]) and ${where} returning kind, reference, recipient_id)
         insert into audit_entry (org_id, at, actor, action, entity, entity_key, after)
         select $1::uuid, $3::timestamptz, $4, '${action}', 'outbox', reference,
           jsonb_build_object('kind', kind, 'recipient', recipient_id) from changed returning id`,
        [organisation.id, references, now, actor],
      );
      return rows.length;
    };
  return {
    listOutbox: ({ states, recipientId, limit }) =>
      sql.query<OutboxRow>(
        `select o.id, o.reference, o.kind, p.name as recipient, o.period_key as "periodKey", o.state::text as state, o.reason,
           o.platform::text as platform, o.attempts, o.not_before as "notBefore", o.expires_at as "expiresAt",
           o.settled_at as "settledAt"
         from outbox o join person p on p.id = o.recipient_id
         where o.org_id = $1 and o.state::text = any($2::text[]) and ($3::uuid is null or o.recipient_id = $3::uuid)
         order by coalesce(o.settled_at, o.created_at) desc, o.id limit $4::int`,
        [organisation.id, states, recipientId ?? null, limit],
      ),
    countOutbox: () =>
      sql.query(
        `select state::text as state, reason, count(*) as messages from outbox where org_id = $1
         group by state, reason order by state, count(*) desc, reason`,
        [organisation.id],
      ),
    retryOutbox: change(
      "retry",
      `state = case when certain_at is null then 'pending' else 'ambiguous' end::"OutboxState", reason = 'retried',
       retry_at = clock_timestamp(), attempts = 0, lapses = 0, settled_at = null`,
      "(state in ('failed', 'dead') or (state = 'ambiguous' and retry_at is null)) and expires_at > $3::timestamptz",
    ),
    dropOutbox: change(
      "drop",
      "state = 'failed', reason = 'dropped', settled_at = clock_timestamp()",
      "state in ('pending', 'dead')",
    ),
  };
}
