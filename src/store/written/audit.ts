import type { SqlConnection } from "../sql.js";
import type { Organisation } from "../store.js";

/** Who changed what, when, from what to what. */
export interface NewAuditEntry {
  readonly at: Date;
  /** E-mail of the person that acted, or their key where they have none. */
  readonly actor: string;
  readonly action: string;
  readonly entity: string;
  readonly entityKey: string;
  readonly before: object | null;
  readonly after: object | null;
}

export interface AuditWrites {
  addAudit(entry: NewAuditEntry): Promise<void>;
}

export function auditWrites(sql: SqlConnection, { id: orgId }: Organisation): AuditWrites {
  return {
    async addAudit({ at, actor, action, entity, entityKey, before, after }) {
      await sql.query(
        `insert into audit_entry (org_id, at, actor, action, entity, entity_key, before, after)
         values ($1, $2::timestamptz, $3, $4, $5, $6, $7::jsonb, $8::jsonb)`,
        [orgId, at, actor, action, entity, entityKey, before, after],
      );
    },
  };
}
