import { DateTime } from "luxon";
import type { IsoDate } from "../../core/calendar.js";
import { AskError } from "../../errors.js";
import type { Home } from "../../home/home.js";
import type { Previews } from "../../preview/index.js";
import type { Travel, World } from "../../preview/travel.js";
import type { OrgStore, Person } from "../../store/store.js";
import type { SurfaceDeps } from "../surface.js";
import type { Clock } from "./requests.js";
import type { StoryEntry } from "./wire.js";

/** What the playground is given: as every surface, and what it shows beside answers. */
export interface PlaygroundDeps extends SurfaceDeps {
  readonly home: Home;
  readonly previews: Previews;
  /** Absent where the clock cannot be moved. */
  readonly travel?: Travel | undefined;
  /** Whose question it starts with, where somebody is worth starting with. */
  readonly firstEmail?: string | undefined;
  /** Stories to play; their people by e-mail. */
  readonly stories?: (() => readonly StoryEntry[]) | undefined;
}

/** Who looks, where and when. */
export interface Standing extends World {
  readonly org: OrgStore;
  readonly person: Person;
  /** The organisation's day. */
  readonly today: IsoDate;
}

export async function presentWorld(deps: PlaygroundDeps): Promise<World> {
  const { store, orgSlug, ask, home } = deps;
  const organisation = await store.findOrganisation(orgSlug);
  if (!organisation)
    throw new AskError(`There is no organisation "${orgSlug}".`, "Set PACER_ORG to one that exists, or import one.");
  return { organisation, store, ask, home, now: deps.now() };
}

export const dayIn = ({ organisation, now }: World): IsoDate =>
  DateTime.fromJSDate(now, { zone: organisation.timeZone }).toISODate() ?? now.toISOString().slice(0, 10);

/** The world by the real clock, or by a session's own. People are the same in both, whatever ids they bear there. */
export async function standingOf(
  deps: PlaygroundDeps,
  { person: id, clock }: { readonly person: string; readonly clock?: Clock | undefined },
): Promise<Standing> {
  const present = await presentWorld(deps);
  const chosen = await present.store.forOrganisation(present.organisation).findPerson(id);
  if (!chosen) throw new AskError("That person is not here.", "Choose somebody from the list.");
  if (!clock) return stand(present, chosen);
  if (!deps.travel) throw new AskError("The clock can be moved in the demo company only.");
  const world = await deps.travel.to(clock.session, clock.day);
  const people = await world.store.forOrganisation(world.organisation).listPeople();
  const same = people.find(({ key }) => key === chosen.key);
  if (!same)
    throw new AskError(`${chosen.name} is not in the demo company.`, "Choose somebody else, or go back to today.");
  return stand(world, same);
}

const stand = (world: World, person: Person): Standing => ({
  ...world,
  org: world.store.forOrganisation(world.organisation),
  person,
  today: dayIn(world),
});
