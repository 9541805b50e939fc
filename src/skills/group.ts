import type { IsoDate } from "../core/calendar.js";
import type { OrgStore, Person } from "../store/store.js";

/** The people a question about a team means, and whether the asker stands above all of them. */
export interface Group {
  readonly name: string;
  readonly members: readonly Person[];
  readonly covered: boolean;
  /** Everybody the members report to within the group: their figures repeat their people's. */
  readonly leaders: ReadonlySet<string>;
}

/**
 * `team` is null or "mine" (whoever reports to the asker), "all" (everybody who sells), or a team's name or id, its sub-teams
 * included. Null when there is no such team. An admin without reports means everybody by "my team".
 */
export async function findGroup(
  store: OrgStore,
  asker: Person,
  team: string | null,
  on: IsoDate,
): Promise<Group | null> {
  const below = (await store.listReports(asker.id, on)).map(({ person }) => person);
  const mine = team === null || team === "mine";
  if (mine && (below.length > 0 || asker.role !== "admin"))
    return {
      name: "Your team",
      members: below,
      covered: below.length > 0,
      leaders: leadersAmong(below),
    };
  const reachable = new Set(below.map((person) => person.id));
  const covers = (members: readonly Person[]) =>
    members.every((person) => person.id === asker.id || reachable.has(person.id));
  if (mine || team === "all") {
    const everybody = (await store.listPeople()).filter((person) => person.role !== "admin" && worksHere(person, on));
    const members = everybody.filter((person) => person.id !== asker.id);
    return {
      name: store.organisation.name,
      members,
      covered: members.length > 0 && covers(members),
      leaders: leadersAmong(members),
    };
  }
  const named = (await store.listTeams()).find(
    ({ id, name }) => id === team || name.toLowerCase() === team.toLowerCase(),
  );
  if (!named) return null;
  const members = (await store.listTeamMembers(named.id, on)).filter((person) => person.id !== asker.id);
  return {
    name: named.name,
    members,
    covered: members.length > 0 && covers(members),
    leaders: leadersAmong(members),
  };
}

const worksHere = (person: Person, on: IsoDate): boolean =>
  (person.hiredOn === null || person.hiredOn <= on) && (person.leftOn === null || person.leftOn > on);

/** Whoever is a manager by role: a query per member would tell more exactly and cost too much for a company. */
const leadersAmong = (members: readonly Person[]): Set<string> =>
  new Set(members.filter(({ role }) => role === "manager").map(({ id }) => id));

/** Sellers in a ranking at the least, so that nobody can be picked out of it, and at the most, so that it stays one question. */
export const LEAST_RANKED = 5;
const MOST_RANKED = 400;

/**
 * The colleagues among whom a person may learn their own place: the sellers of the smallest team around them that has enough, or of
 * the team named where the person is in it, or of the whole organisation. Null for a team that is not theirs.
 */
export async function findPeers(
  store: OrgStore,
  asker: Person,
  team: string | null,
  on: IsoDate,
): Promise<Group | null> {
  const sellers = (people: readonly Person[]) =>
    people.filter((person) => person.role === "rep" && worksHere(person, on));
  const peersOf = (name: string, members: readonly Person[]): Group => ({
    name,
    members,
    covered: false,
    leaders: new Set(),
  });
  const own = await store.listTeamsOf(asker.id, on);
  const wanted = team === null || team === "mine" || team === "all" ? null : team.toLowerCase();
  if (wanted) {
    const named = own.find(({ id, name }) => id === team || name.toLowerCase() === wanted);
    return named ? peersOf(named.name, sellers(await store.listTeamMembers(named.id, on))) : null;
  }
  let largest: Group | null = null;
  for (const { id, name } of own) {
    const members = sellers(await store.listTeamMembers(id, on));
    if (members.length > MOST_RANKED) break;
    largest = peersOf(name, members);
    if (team !== "all" && members.length >= LEAST_RANKED) return largest;
  }
  const everybody = sellers(await store.listPeople());
  // Too many to be asked about at once, and no team to look at instead: nobody is left to be compared with.
  if (everybody.length > MOST_RANKED) return largest ?? peersOf(store.organisation.name, [asker]);
  return peersOf(store.organisation.name, everybody);
}
