import type { Sql } from "./sql.js";
import type { Store } from "./store.js";

/** Moving a person's link to another account of a platform: rare, decided by somebody, and on record. */
export function relinking(sql: Sql): Pick<Store, "relinkIdentity"> {
  return {
    relinkIdentity: ({ platform, workspaceId, userId, orgId, personId, now, actor }) =>
      sql.withTransaction(async (transaction) => {
        const [person] = await transaction.query<{ key: string }>(
          "select key from person where org_id = $1::uuid and id = $2::uuid",
          [orgId, personId],
        );
        if (!person) throw new Error("no such person in this organisation");
        const before = await transaction.query<{ userId: string }>(
          `delete from platform_identity where platform = $1::"Platform" and workspace_id = $2 and person_id = $3::uuid and user_id <> $4
           returning user_id as "userId"`,
          [platform, workspaceId, personId, userId],
        );
        await transaction.query(
          `insert into platform_identity (platform, workspace_id, user_id, org_id, person_id, linked_at)
           values ($1::"Platform", $2, $3, $4::uuid, $5::uuid, $6::timestamptz)
           on conflict (platform, workspace_id, user_id) do update
             set org_id = excluded.org_id, person_id = excluded.person_id, linked_at = excluded.linked_at`,
          [platform, workspaceId, userId, orgId, personId, now],
        );
        const users = (ids: readonly string[]) => ({ platform, workspaceId, users: ids });
        await transaction.query(
          `insert into audit_entry (org_id, at, actor, action, entity, entity_key, before, after)
           values ($1::uuid, $2::timestamptz, $3, 'relink', 'platform_identity', $4, $5::jsonb, $6::jsonb)`,
          [orgId, now, actor, person.key, users(before.map((row) => row.userId)), users([userId])],
        );
        return before;
      }),
  };
}
