import type { Sql } from "./sql.js";
import type { Platform } from "./store.js";

/** A message that a worker has in hand. */
export interface Claimed {
  readonly id: string;
  readonly orgId: string;
  readonly kind: string;
  readonly recipientId: string;
  readonly periodKey: string;
  readonly recipe: Readonly<Record<string, unknown>>;
  readonly reference: string;
  readonly expiresAt: Date;
  /** An outcome is taken from whoever has the latest fence, and from nobody else. */
  readonly fence: number;
  readonly attempts: number;
  /** Where the last call's outcome is not known: since when there may be a message, and in how many milliseconds it is sure that none comes any more. */
  readonly doubt: { readonly platform: Platform; readonly since: Date; readonly certainInMs: number } | null;
}

/** What became of a message in hand. Milliseconds count from now by the database's clock. */
export type Settlement =
  | { readonly state: "sent"; readonly messageRef: string }
  /** Certainly not sent; taken up again after `retryInMs`, and not before `notBefore`. `attempts` is added to those counted. */
  | {
      readonly state: "pending";
      readonly reason: string;
      readonly retryInMs: number;
      readonly notBefore?: Date;
      readonly attempts: -1 | 0 | 1;
    }
  /** May have been sent: looked for after `retryInMs`; sure after `certainInMs`, where that is said anew. */
  | { readonly state: "ambiguous"; readonly reason: string; readonly retryInMs: number; readonly certainInMs?: number }
  /** May have been sent, and that is how it stays. */
  | { readonly state: "unconfirmed"; readonly reason: string }
  | { readonly state: "failed" | "dead"; readonly reason: string };

export interface Swept {
  /** Taken from workers that did not renew. */
  readonly lapsed: number;
  /** Stale before they could be sent. */
  readonly expired: number;
  /** Organisations with something to send now. */
  readonly due: readonly string[];
  /** Messages that have been due for longer than the patience given. */
  readonly late: number;
}

export interface Outbox {
  /** Takes messages of an organisation that are due; what is in doubt comes first. Nobody else gets them while the lease lasts. */
  claim(orgId: string, now: Date, limit: number, leaseMs: number): Promise<readonly Claimed[]>;
  /** Renews the lease of what is in hand. */
  renew(claims: readonly Claimed[], leaseMs: number): Promise<void>;
  /**
   * Marks that the platform is about to be called, before it is. False when the message is no longer in this worker's hand: then it
   * must not be sent.
   */
  begin(claim: Claimed, platform: Platform, given: { leaseMs: number; certainInMs: number }): Promise<boolean>;
  /** False when the message was no longer in this worker's hand; nothing is changed then. */
  settle(claim: Claimed, settlement: Settlement): Promise<boolean>;
  /** Takes back what dead workers held, drops what is stale, and says who has something to send. */
  sweep(now: Date, lateMs: number): Promise<Swept>;
  /** Pauses in force: the milliseconds left of each. */
  listPauses(): Promise<readonly { readonly key: string; readonly leftMs: number; readonly reason: string }[]>;
  /** Nothing on `key` for so long; an earlier end of the same pause is put off. */
  pause(key: string, ms: number, reason: string): Promise<void>;
}

/** A worker may die with a message in hand so often; then somebody has to look at the message. */
const MAX_LAPSES = 5;

const ms = (parameter: string): string => `clock_timestamp() + ${parameter}::float8 * interval '1 millisecond'`;

type Row = Omit<Claimed, "doubt"> & {
  readonly platform: Platform | null;
  readonly since: Date | null;
  readonly certainInMs: number | null;
};

/** What senders do with the outbox. Technical waits and leases run by the database's clock, which all of them share. */
export function outboxWork(sql: Sql): Outbox {
  return {
    async claim(orgId, now, limit, leaseMs) {
      const rows = await sql.query<Row>(
        `with due as (
           select id from outbox
           where org_id = $1 and state in ('pending', 'ambiguous') and not_before <= $2::timestamptz
             and (retry_at <= clock_timestamp() or (retry_at is null and state = 'pending'))
           order by state desc, not_before, id limit $3::int for update skip locked)
         update outbox o set state = 'sending', fence = o.fence + 1, lease_until = ${ms("$4")}
         from due where o.id = due.id
         returning o.id, o.org_id as "orgId", o.kind, o.recipient_id as "recipientId", o.period_key as "periodKey", o.recipe,
           o.reference, o.expires_at as "expiresAt", o.fence, o.attempts, o.platform::text as platform,
           o.first_called_at as since,
           (extract(epoch from o.certain_at - clock_timestamp()) * 1000)::float8 as "certainInMs"`,
        [orgId, now, limit, leaseMs],
      );
      return rows.map(({ platform, since, certainInMs, ...row }) => ({
        ...row,
        doubt: platform && since && certainInMs !== null ? { platform, since, certainInMs } : null,
      }));
    },
    async renew(claims, leaseMs) {
      await sql.query(
        `update outbox o set lease_until = greatest(o.lease_until, ${ms("$3")})
         from unnest($1::uuid[], $2::int[]) as c(id, fence)
         where o.id = c.id and o.fence = c.fence and o.state = 'sending'`,
        [claims.map(({ id }) => id), claims.map(({ fence }) => fence), leaseMs],
      );
    },
    async begin({ id, fence }, platform, { leaseMs, certainInMs }) {
      const rows = await sql.query(
        `update outbox set first_called_at = coalesce(first_called_at, clock_timestamp()), attempts = attempts + 1,
           platform = $3::"Platform", lease_until = ${ms("$4")}, certain_at = ${ms("$5")}
         where id = $1 and fence = $2::int and state = 'sending' returning id`,
        [id, fence, platform, leaseMs, certainInMs],
      );
      return rows.length === 1;
    },
    async settle({ id, fence }, settlement) {
      const [row] = await sql.query(...settling(id, fence, settlement));
      return row !== undefined;
    },
    async sweep(now, lateMs) {
      const lapsed = await sql.query(
        `update outbox set fence = fence + 1, lease_until = null, retry_at = clock_timestamp(),
           lapses = lapses + (certain_at is null)::int,
           reason = 'worker_died',
           state = case when certain_at is not null then 'ambiguous'
                        when lapses + 1 >= ${MAX_LAPSES} then 'dead' else 'pending' end::"OutboxState"
         where state = 'sending' and lease_until < clock_timestamp() returning id`,
      );
      const expired = await sql.query(
        `update outbox set state = 'failed', reason = 'expired', settled_at = clock_timestamp()
         where state = 'pending' and expires_at <= $1::timestamptz returning id`,
        [now],
      );
      const due = await sql.query<{ orgId: string; late: number }>(
        `select org_id as "orgId", count(*) filter (where not_before <= $2::timestamptz
             and greatest(created_at, retry_at) <= ${ms("$3")}) as late
         from outbox where state in ('pending', 'ambiguous') and not_before <= $1::timestamptz
           and (retry_at <= clock_timestamp() or (retry_at is null and state = 'pending'))
         group by org_id`,
        [now, new Date(now.getTime() - lateMs), -lateMs],
      );
      return {
        lapsed: lapsed.length,
        expired: expired.length,
        due: due.map(({ orgId }) => orgId),
        late: due.reduce((sum, { late }) => sum + late, 0),
      };
    },
    listPauses: () =>
      sql.query(
        `select key, reason, (extract(epoch from until - clock_timestamp()) * 1000)::float8 as "leftMs"
         from delivery_pause where until > clock_timestamp()`,
      ),
    async pause(key, forMs, reason) {
      await sql.query(
        `insert into delivery_pause (key, until, reason) values ($1, ${ms("$2")}, $3)
         on conflict (key) do update set until = greatest(delivery_pause.until, excluded.until), reason = excluded.reason`,
        [key, forMs, reason],
      );
    },
  };
}

/** The statement that writes an outcome down, fenced. */
function settling(id: string, fence: number, settlement: Settlement): [string, unknown[]] {
  const frame = (set: string, ...more: unknown[]): [string, unknown[]] => [
    `update outbox set lease_until = null, ${set} where id = $1 and fence = $2::int and state = 'sending' returning id`,
    [id, fence, ...more],
  ];
  const done = "settled_at = clock_timestamp()";
  switch (settlement.state) {
    case "sent":
      return frame(
        `state = 'sent', message_ref = $3, reason = null, certain_at = null, ${done}`,
        settlement.messageRef,
      );
    case "pending":
      return frame(
        `state = 'pending', reason = $3, retry_at = ${ms("$4")}, not_before = coalesce($5::timestamptz, not_before),
         attempts = greatest(0, attempts + $6::int), certain_at = null`,
        settlement.reason,
        settlement.retryInMs,
        settlement.notBefore ?? null,
        settlement.attempts,
      );
    case "ambiguous":
      return frame(
        `state = 'ambiguous', reason = $3, retry_at = ${ms("$4")},
         certain_at = coalesce(${ms("$5")}, certain_at)`,
        settlement.reason,
        settlement.retryInMs,
        settlement.certainInMs ?? null,
      );
    case "unconfirmed":
      return frame(`state = 'ambiguous', reason = $3, retry_at = null, ${done}`, settlement.reason);
    case "failed":
    case "dead":
      return frame(
        `state = $4::"OutboxState", reason = $3, certain_at = null, ${done}`,
        settlement.reason,
        settlement.state,
      );
  }
}
