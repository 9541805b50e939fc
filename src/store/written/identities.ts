import type { SqlConnection } from "../sql.js";
import type { Organisation, Platform } from "../store.js";

export interface LinkedIdentity {
  readonly platform: Platform;
  readonly workspaceId: string;
  readonly userId: string;
  readonly personId: string;
  readonly personName: string;
}

export interface IdentityReads {
  /** Who a platform account speaks for, in any workspace of the organisation; several where workspaces share an id. */
  listIdentities(userId: string): Promise<readonly LinkedIdentity[]>;
  listWorkspaces(): Promise<readonly { readonly platform: Platform; readonly workspaceId: string }[]>;
}

export interface IdentityWrites {
  /** Links a platform account to a person, whoever it spoke for before. False where the workspace is not the organisation's. */
  mapIdentity(identity: Omit<LinkedIdentity, "personName">, at: Date): Promise<boolean>;
}

export function identityReads(sql: SqlConnection, { id: orgId }: Organisation): IdentityReads {
  return {
    listIdentities: (userId) =>
      sql.query<LinkedIdentity>(
        `select i.platform::text as platform, i.workspace_id as "workspaceId", i.user_id as "userId", i.person_id as "personId", p.name as "personName"
         from platform_identity i join person p on p.id = i.person_id where i.org_id = $1 and i.user_id = $2 order by i.platform, i.workspace_id`,
        [orgId, userId],
      ),
    listWorkspaces: () =>
      sql.query(
        `select platform::text as platform, external_id as "workspaceId" from workspace where org_id = $1 order by platform, external_id`,
        [orgId],
      ),
  };
}

export function identityWrites(sql: SqlConnection, { id: orgId }: Organisation): IdentityWrites {
  return {
    async mapIdentity({ platform, workspaceId, userId, personId }, at) {
      const rows = await sql.query(
        `insert into platform_identity (org_id, platform, workspace_id, user_id, person_id, linked_at)
         select w.org_id, w.platform, w.external_id, $4, p.id, $6::timestamptz from workspace w join person p on p.org_id = w.org_id and p.id = $5::uuid
         where w.org_id = $1 and w.platform = $2::"Platform" and w.external_id = $3
         on conflict (platform, workspace_id, user_id) do update set person_id = excluded.person_id, linked_at = excluded.linked_at
         where platform_identity.org_id = $1
         returning user_id`,
        [orgId, platform, workspaceId, userId, personId, at],
      );
      return rows.length === 1;
    },
  };
}
