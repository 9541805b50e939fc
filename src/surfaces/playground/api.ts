import { z } from "zod";
import type { Answer } from "../../answer/answer.js";
import type { IsoDate } from "../../core/calendar.js";
import { AskError } from "../../errors.js";
import type { ReplyPart } from "../../question.js";
import type { Organisation, OrgStore } from "../../store/store.js";
import { renderSlack } from "../slack/render.js";
import type { SurfaceDeps } from "../surface.js";
import { renderTeams } from "../teams/render.js";
import { chartPictures } from "./chart-pictures.js";
import type { AskReply, Look, PeopleReply, PersonEntry, Rendered } from "./wire.js";

/** Above this many people the list shows no teams, which take a query each. */
const TEAMS_UP_TO = 300;

export const AskRequest = z
  .strictObject({
    person: z.string().min(1).max(100),
    look: z.enum(["slack", "teams"]),
    text: z.string().trim().min(1).max(4_000).optional(),
    pressed: z
      .strictObject({
        skill: z.string().min(1).max(100),
        input: z.record(z.string(), z.unknown()),
        page: z.int().min(1).max(1_000).optional(),
      })
      .optional(),
    channel: z.enum(["dm", "public", "private", "group"]),
    conversation: z.string().regex(/^[\w-]{1,64}$/),
  })
  .refine(({ text, pressed }) => (text === undefined) !== (pressed === undefined), "send either text or pressed");
export type AskRequest = z.infer<typeof AskRequest>;

async function renderFor(look: Look, answer: Answer, page = 1): Promise<Rendered> {
  const charts = answer.charts?.length ? { charts: await chartPictures(answer.charts) } : {};
  const files = answer.attachments?.length ? { files: answer.attachments } : {};
  return look === "slack"
    ? { look, payload: renderSlack(answer), ...charts, ...files }
    : { look, payload: renderTeams(answer, { page }), ...charts, ...files };
}

async function organisationOf({ store, orgSlug }: SurfaceDeps): Promise<Organisation> {
  const organisation = await store.findOrganisation(orgSlug);
  if (!organisation)
    throw new AskError(`There is no organisation "${orgSlug}".`, "Set PACER_ORG to one that exists, or import one.");
  return organisation;
}

/** What the playground is given: as every surface, and whose question it starts with where somebody is worth starting with. */
export interface PlaygroundDeps extends SurfaceDeps {
  readonly firstEmail?: string | undefined;
}

/** Everybody who works here today, by name. */
export async function listPeople(deps: PlaygroundDeps): Promise<PeopleReply> {
  const organisation = await organisationOf(deps);
  const store = deps.store.forOrganisation(organisation);
  const today = deps.now().toISOString().slice(0, 10);
  const here = (await store.listPeople()).filter(({ leftOn }) => leftOn === null || leftOn > today);
  const teams = here.length <= TEAMS_UP_TO ? await teamsOn(store, today) : new Map<string, string>();
  const people = here
    .map(({ id, name, title, role }): PersonEntry => ({ id, name, title, role, team: teams.get(id) ?? null }))
    .sort((a, b) => a.name.localeCompare(b.name, "en"));
  const first =
    here.find(({ email }) => email !== null && email === deps.firstEmail) ??
    people.find(({ role }) => role === "rep") ??
    people[0];
  return { organisation: organisation.name, people, first: first?.id ?? null };
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

/** Asks as the chosen person and renders both parts of the reply for the chosen platform. */
export async function answer(deps: SurfaceDeps, request: AskRequest): Promise<AskReply> {
  const began = performance.now();
  const organisation = await organisationOf(deps);
  const person = await deps.store.forOrganisation(organisation).findPerson(request.person);
  if (!person) throw new AskError("That person is not here.", "Choose somebody from the list.");
  const { page, ...pressed } = request.pressed ?? { page: undefined };
  const { more, ...first } = await deps.ask({
    orgId: organisation.id,
    askerId: person.id,
    text: request.text ?? "",
    ...("skill" in pressed ? { pressed } : {}),
    channel: request.channel,
    now: deps.now(),
    conversation: `playground:${request.look}:${request.conversation}`,
  });
  const partOf = async ({ shown, privately }: ReplyPart) => ({
    shown: await renderFor(request.look, shown, page),
    ...(privately ? { privately: await renderFor(request.look, privately, page) } : {}),
  });
  return {
    ...(await partOf(first)),
    ...(more ? { more: await Promise.all(more.map(partOf)) } : {}),
    ms: Math.round(performance.now() - began),
  };
}
