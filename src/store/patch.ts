import type { SqlConnection } from "./sql.js";
import type { Organisation, OrgStore } from "./store.js";

/** Where one person belongs: the teams that count them, and the territories that were theirs. */
export function patch(
  sql: SqlConnection,
  organisation: Organisation,
): Pick<OrgStore, "listTeamsOf" | "listTerritories"> {
  return {
    async listTeamsOf(personId, on) {
      const rows = await sql.query<{ id: string; name: string; depth: number }>(
        `with recursive above(id, depth) as (
           select team_id, 0 from team_membership
            where org_id = $1 and person_id = $2::uuid and valid_from <= $3::date and (valid_to is null or valid_to > $3::date)
           union
           select team.parent_id, above.depth + 1 from above join team on team.id = above.id and team.org_id = $1
            where team.parent_id is not null and above.depth < 30
         ), nearest as (select id, min(depth) as depth from above group by id)
         select team.id, team.name, nearest.depth from nearest join team on team.id = nearest.id and team.org_id = $1
          order by nearest.depth, team.key`,
        [organisation.id, personId, on],
        { often: true },
      );
      return rows.map(({ id, name }) => ({ id, name }));
    },
    listTerritories: (personId) =>
      sql.query(
        `select t.key, t.name, t.region, a.valid_from as start, a.valid_to as "end"
           from territory_assignment a join territory t on t.id = a.territory_id
          where a.org_id = $1 and a.person_id = $2::uuid order by a.valid_from, t.key`,
        [organisation.id, personId],
      ),
  };
}
