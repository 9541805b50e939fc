import type { IsoDate } from "../../core/calendar.js";
import type { OrgStore } from "../../store/store.js";
import type { PeopleReply, PersonEntry } from "./wire.js";
import { dayIn, type PlaygroundDeps, presentWorld } from "./world.js";

/** Above this many people the list shows no teams, which take a query each. */
const TEAMS_UP_TO = 300;

/** Everybody who works here today, by name, and what there is to look at. */
export async function listPeople(deps: PlaygroundDeps): Promise<PeopleReply> {
  const world = await presentWorld(deps);
  const store = world.store.forOrganisation(world.organisation);
  const today = dayIn(world);
  const here = (await store.listPeople()).filter(({ leftOn }) => leftOn === null || leftOn > today);
  const teams = here.length <= TEAMS_UP_TO ? await teamsOn(store, today) : new Map<string, string>();
  const people = here
    .map(({ id, name, title, role }): PersonEntry => ({ id, name, title, role, team: teams.get(id) ?? null }))
    .sort((a, b) => a.name.localeCompare(b.name, "en"));
  const byEmail = new Map(here.flatMap(({ id, email }) => (email === null ? [] : [[email, id] as const])));
  const first =
    byEmail.get(deps.firstEmail ?? "") ?? (people.find(({ role }) => role === "rep") ?? people[0])?.id ?? null;
  const range = deps.travel?.range();
  const stories = range && deps.stories ? deps.stories() : [];
  return {
    organisation: world.organisation.name,
    people,
    first,
    today,
    clock: range ? { first: range.first, last: range.last } : null,
    stories: stories.map((story) => ({
      ...story,
      steps: story.steps.flatMap((step) => {
        const person = byEmail.get(step.person);
        return person ? [{ ...step, person }] : [];
      }),
    })),
  };
}

/** Each person's team on a day: of the teams that count a person among theirs, the lowest. */
async function teamsOn(store: OrgStore, day: IsoDate): Promise<Map<string, string>> {
  const teams = await store.listTeams();
  const parents = new Map(teams.map(({ id, parentId }) => [id, parentId]));
  // No deeper than there are teams, should two ever be above each other.
  const depthOf = (id: string): number => {
    let depth = 0;
    for (let above = parents.get(id); above && depth < teams.length; above = parents.get(above)) depth++;
    return depth;
  };
  const found = new Map<string, string>();
  for (const { id, name } of teams.toSorted((a, b) => depthOf(a.id) - depthOf(b.id))) {
    for (const member of await store.listTeamMembers(id, day)) found.set(member.id, name);
  }
  return found;
}
