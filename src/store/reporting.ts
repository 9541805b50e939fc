import { personColumns } from "./people.js";
import type { SqlConnection } from "./sql.js";
import type { Organisation, OrgStore, Person, PlanParticipant, ReportingLine } from "./store.js";

/** Deeper than any company; it ends the walk where imported lines form a ring. */
const MAX_DEPTH = 30;

/** Who stood above whom, and when. */
export function reporting(
  sql: SqlConnection,
  organisation: Organisation,
): Pick<OrgStore, "listReports" | "managesWithin" | "listLinesBelow" | "listParticipants"> {
  return {
    async listReports(managerId, on) {
      const rows = await sql.query<Person & { depth: number }>(
        `with recursive below(person_id, depth) as (
           select person_id, 1 from reporting_line
            where org_id = $1 and manager_id = $2::uuid and valid_from <= $3::date and (valid_to is null or valid_to > $3::date)
           union
           select line.person_id, below.depth + 1
             from below join reporting_line line on line.org_id = $1 and line.manager_id = below.person_id
            where line.valid_from <= $3::date and (line.valid_to is null or line.valid_to > $3::date) and below.depth < ${MAX_DEPTH}
         ), nearest as (select person_id, min(depth) as depth from below where person_id <> $2::uuid group by person_id)
         select ${personColumns}, nearest.depth from nearest join person p on p.id = nearest.person_id
          where p.org_id = $1 order by nearest.depth, p.name, p.key`,
        [organisation.id, managerId, on],
        { often: true },
      );
      return rows.map(({ depth, ...person }) => ({ person, depth }));
    },
    async managesWithin(managerId, personId, { start, end }) {
      if (managerId === personId) return false;
      // Each step up keeps the days on which the whole chain so far held; a line that misses them all leads nowhere.
      const [row] = await sql.query<{ manages: boolean }>(
        `with recursive above(manager_id, from_day, to_day, depth) as (
           select manager_id, greatest(valid_from, $3::date), least(coalesce(valid_to, 'infinity'), $4::date), 1
             from reporting_line
            where org_id = $1 and person_id = $2::uuid and valid_from < $4::date and coalesce(valid_to, 'infinity') > $3::date
           union
           select line.manager_id, greatest(line.valid_from, above.from_day),
                  least(coalesce(line.valid_to, 'infinity'), above.to_day), above.depth + 1
             from above join reporting_line line on line.org_id = $1 and line.person_id = above.manager_id
            where line.valid_from < above.to_day and coalesce(line.valid_to, 'infinity') > above.from_day
              and above.depth < ${MAX_DEPTH}
         ) select exists (select 1 from above where manager_id = $5::uuid) as manages`,
        [organisation.id, personId, start, end, managerId],
        { often: true },
      );
      return row?.manages ?? false;
    },
    listLinesBelow: (managerIds, levels, { start, end }) =>
      sql.query<ReportingLine>(
        `with recursive line as (
           select manager_id, person_id, valid_from, valid_to from reporting_line
            where org_id = $1 and valid_from < $4::date and (valid_to is null or valid_to > $3::date)
         ), below(person_id, depth) as (
           select unnest($2::uuid[]), 0
           union
           select line.person_id, below.depth + 1 from below join line on line.manager_id = below.person_id
            where below.depth + 1 < $5::int
         )
         select manager_id as "managerId", person_id as "personId", valid_from as start, valid_to as "end" from line
          where manager_id in (select person_id from below) order by person_id, valid_from`,
        [organisation.id, managerIds, start, end, Math.min(levels, MAX_DEPTH)],
      ),
    listParticipants: (planKeys, { start, end }) =>
      sql.query<PlanParticipant>(
        `select distinct on (plan.key, p.key) plan.key as "planKey", p.id as "personId",
           coalesce((select json_agg(json_build_object('key', boss.key, 'start', l.valid_from, 'end', l.valid_to) order by l.valid_from)
             from reporting_line l join person boss on boss.id = l.manager_id
             where l.org_id = $1 and l.person_id = p.id and l.valid_from < $4::date
               and (l.valid_to is null or l.valid_to > $3::date)), '[]') as managers
         from plan join plan_assignment a on a.plan_id = plan.id join person p on p.id = a.person_id
         where plan.org_id = $1 and plan.key = any($2::text[])
           and greatest(a.valid_from, plan.valid_from) < $4::date
           and least(a.valid_to, plan.valid_to, 'infinity'::date) > greatest(a.valid_from, plan.valid_from, $3::date)
         order by plan.key, p.key`,
        [organisation.id, planKeys, start, end],
      ),
  };
}
