import { type LoadSession, takeOut } from "./session.js";
import { tableOf } from "./tables.js";

/** A chain of command longer than this is a circle. */
const DEEPEST = 30;

/** Nobody stands above themselves on any day: staged and stored reporting lines, each until the next one of its person. */
export async function rejectReportingCircles(session: LoadSession): Promise<void> {
  await takeOut(session, tableOf("reportingLines"), {
    with: `RECURSIVE lines AS (
        SELECT n, "personKey" AS person, "managerKey" AS manager, "validFrom" AS starts, "validTo" AS ends FROM load_reporting_line
        UNION ALL
        SELECT NULL, p.key, m.key, t.valid_from, t.valid_to
        FROM reporting_line t JOIN person p ON p.id = t.person_id JOIN person m ON m.id = t.manager_id
        WHERE t.org_id = $1::uuid AND NOT EXISTS (
          SELECT FROM load_reporting_line s WHERE s."personKey" = p.key AND s."validFrom" = t.valid_from)
      ), spans AS MATERIALIZED (
        SELECT n, person, manager, starts, coalesce(ends, lead(starts) OVER (PARTITION BY person ORDER BY starts), 'infinity') AS ends
        FROM lines
      ), above AS (
        SELECT n, person, manager, starts, ends, 1 AS depth FROM spans WHERE n IS NOT NULL
        UNION ALL
        SELECT a.n, a.person, l.manager, greatest(a.starts, l.starts), least(a.ends, l.ends), a.depth + 1
        FROM above a JOIN spans l ON l.person = a.manager AND l.starts < a.ends AND a.starts < l.ends
        WHERE a.manager <> a.person AND a.depth < ${DEEPEST}
      )`,
    condition: `s.n IN (SELECT n FROM above WHERE manager = person)`,
    returning: `s."managerKey" AS value`,
    params: [session.orgId],
    field: "managerKey",
    message: () => "reports to this person, directly or through others, on the same days. Break the circle.",
  });
}

/** No team is part of itself through others. */
export async function rejectTeamCircles(session: LoadSession): Promise<void> {
  await takeOut(session, tableOf("teams"), {
    with: `RECURSIVE parts AS (
        SELECT n, key, "parentKey" AS parent FROM load_team
        UNION ALL
        SELECT NULL, t.key, p.key FROM team t JOIN team p ON p.id = t.parent_id
        WHERE t.org_id = $1::uuid AND NOT EXISTS (SELECT FROM load_team s WHERE s.key = t.key)
      ), above AS (
        SELECT n, key, parent, 1 AS depth FROM parts WHERE n IS NOT NULL
        UNION ALL
        SELECT a.n, a.key, p.parent, a.depth + 1 FROM above a JOIN parts p ON p.key = a.parent
        WHERE a.parent <> a.key AND a.depth < ${DEEPEST}
      )`,
    condition: `s.n IN (SELECT n FROM above WHERE parent = key)`,
    returning: `s."parentKey" AS value`,
    params: [session.orgId],
    field: "parentKey",
    message: () => "is itself part of this team, directly or through others. Break the circle.",
  });
}
