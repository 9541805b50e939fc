import type { SqlConnection } from "./sql.js";
import type { Organisation, OrgStore, Person } from "./store.js";

type People = Pick<OrgStore, "findPerson" | "findPersonByEmailOrName" | "listPeople" | "listTeams" | "listTeamMembers">;

/** A person's columns as the keys of `Person`, from a table or alias named `p`. */
export const personColumns = `p.id, p.key, p.name, p.email, p.title, p.role, p.time_zone as "timeZone", p.locale,
  p.hired_on as "hiredOn", p.left_on as "leftOn"`;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

interface Directory {
  readonly version: number;
  readonly people: readonly Person[];
}

/**
 * Everybody of an organisation as of its newest import, by organisation id. People change by import only, so the newest
 * import's number tells whether the list still holds; before the first import nothing is kept.
 */
export type Directories = Map<string, Directory>;

export function people(sql: SqlConnection, organisation: Organisation, directories: Directories): People {
  async function listPeople(): Promise<readonly Person[]> {
    const [newest] = await sql.query<{ version: number | null }>(
      "select max(id) as version from import_run where org_id = $1",
      [organisation.id],
      { often: true },
    );
    const version = newest?.version ?? null;
    const known = directories.get(organisation.id);
    if (known && known.version === version) return known.people;
    const found = await sql.query<Person>(`select ${personColumns} from person p where org_id = $1 order by key`, [
      organisation.id,
    ]);
    if (version !== null) directories.set(organisation.id, { version, people: found });
    return found;
  }

  return {
    listPeople,
    async findPerson(id) {
      if (!UUID.test(id)) return null;
      const [person] = await sql.query<Person>(
        `select ${personColumns} from person p where org_id = $1 and id = $2::uuid`,
        [organisation.id, id],
        { often: true },
      );
      return person ?? null;
    },
    async findPersonByEmailOrName(emailOrName) {
      const everybody = await listPeople();
      const wanted = emailOrName.trim();
      const email = wanted.toLowerCase();
      const byEmail = everybody.filter((person) => person.email?.toLowerCase() === email);
      const found = byEmail.length > 0 ? byEmail : everybody.filter((person) => person.name === wanted);
      return found.length === 1 ? (found[0] ?? null) : null;
    },
    listTeams: () =>
      sql.query<{ id: string; name: string; parentId: string | null }>(
        `select id, name, parent_id as "parentId" from team where org_id = $1 order by key`,
        [organisation.id],
      ),
    async listTeamMembers(teamId, on) {
      if (!UUID.test(teamId)) return [];
      return sql.query<Person>(
        `with recursive inside(id) as (
           select id from team where org_id = $1 and id = $2::uuid
           union
           select team.id from inside join team on team.org_id = $1 and team.parent_id = inside.id
         )
         select distinct ${personColumns} from inside
           join team_membership m on m.org_id = $1 and m.team_id = inside.id
            and m.valid_from <= $3::date and (m.valid_to is null or m.valid_to > $3::date)
           join person p on p.id = m.person_id and p.org_id = $1
          order by p.name, p.key`,
        [organisation.id, teamId, on],
      );
    },
  };
}
