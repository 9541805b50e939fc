import type { Sql } from "./sql.js";

/** An App Home tab that somebody opened. */
export interface SlackHomeRow {
  readonly orgId: string;
  readonly personId: string;
  /** The workspace, or Enterprise organisation, that the identity belongs to. */
  readonly workspaceId: string;
  /** The workspace that it is drawn in. */
  readonly teamId: string;
  readonly userId: string;
}

export interface SlackHomes {
  opened(home: SlackHomeRow, now: Date): Promise<void>;
  /**
   * Homes opened since `since` whose organisation took in data after they were drawn, marked as drawn with it. Each goes to one
   * caller, whichever process asks.
   */
  claimOutdated(since: Date, limit: number): Promise<readonly SlackHomeRow[]>;
  listOfPerson(personId: string): Promise<readonly SlackHomeRow[]>;
}

const FIELDS = `org_id as "orgId", person_id as "personId", workspace_id as "workspaceId", team_id as "teamId", user_id as "userId"`;

export function slackHomes(sql: Sql): SlackHomes {
  return {
    async opened({ orgId, personId, workspaceId, teamId, userId }, now) {
      await sql.query(
        `insert into slack_home (org_id, person_id, workspace_id, team_id, user_id, opened_at, import_id)
         select org_id, id, $3, $4, $5, $6::timestamptz,
           coalesce((select max(id) from import_run where org_id = $1::uuid), 0) from person where org_id = $1::uuid and id = $2::uuid
         on conflict (workspace_id, user_id) do update set org_id = excluded.org_id, person_id = excluded.person_id,
           team_id = excluded.team_id, opened_at = excluded.opened_at, import_id = excluded.import_id`,
        [orgId, personId, workspaceId, teamId, userId, now],
      );
    },
    claimOutdated: (since, limit) =>
      sql.query<SlackHomeRow>(
        `with newest as (select org_id, max(id) as id from import_run group by org_id),
           chosen as (
             select h.workspace_id, h.user_id, newest.id from slack_home h join newest on newest.org_id = h.org_id
             where h.import_id < newest.id and h.opened_at >= $1::timestamptz
             order by h.opened_at desc limit $2::int for update of h skip locked)
         update slack_home h set import_id = chosen.id from chosen
         where h.workspace_id = chosen.workspace_id and h.user_id = chosen.user_id
         returning h.org_id as "orgId", h.person_id as "personId", h.workspace_id as "workspaceId", h.team_id as "teamId",
           h.user_id as "userId"`,
        [since, limit],
      ),
    listOfPerson: (personId) =>
      sql.query<SlackHomeRow>(`select ${FIELDS} from slack_home where person_id = $1::uuid`, [personId]),
  };
}
