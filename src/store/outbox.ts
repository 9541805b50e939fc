import type { SqlConnection } from "./sql.js";

/** A message that must be sent, as whoever causes it writes it down. */
export interface NewMessage {
  /** A kind of `src/messages`. */
  readonly kind: string;
  readonly recipientId: string;
  /** What it is about: of one kind, recipient and key there is one message, ever. "2026-W48", "import:81". */
  readonly periodKey: string;
  /** Ids to render from at the moment of sending. Never an amount, a name or a text. */
  readonly recipe: Readonly<Record<string, unknown>>;
  /** Not sent earlier; later where the recipient's quiet hours say so. */
  readonly notBefore: Date;
  /** Not sent from this moment on: by then it would be stale. */
  readonly expiresAt: Date;
}

/** Rows written by one statement. */
const AT_ONCE = 1_000;

/**
 * Puts messages in the outbox, within whatever transaction `sql` is: the message exists exactly when its cause does. A message that is
 * there already, in whatever state, stays as it is, so doing it again is harmless; recipients of other organisations are passed over.
 * Gives the ids of those that are new.
 */
export async function enqueue(
  sql: SqlConnection,
  orgId: string,
  messages: readonly NewMessage[],
): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let i = 0; i < messages.length; i += AT_ONCE) {
    const rows = await sql.query<{ id: string }>(
      `insert into outbox (org_id, kind, recipient_id, period_key, recipe, reference, not_before, expires_at)
       select p.org_id, m.kind, p.id, m."periodKey", m.recipe, upper(substr(md5(random()::text), 1, 6)),
         m."notBefore", m."expiresAt"
       from jsonb_to_recordset($2::jsonb) as m(kind text, "recipientId" uuid, "periodKey" text, recipe jsonb,
         "notBefore" timestamptz, "expiresAt" timestamptz)
       join person p on p.id = m."recipientId" and p.org_id = $1::uuid
       on conflict (org_id, kind, recipient_id, period_key) do nothing
       returning id`,
      [orgId, JSON.stringify(messages.slice(i, i + AT_ONCE))],
    );
    ids.push(...rows.map(({ id }) => id));
  }
  return ids;
}
