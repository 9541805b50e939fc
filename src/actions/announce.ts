import { z } from "zod";
import { amount, count, date, type Table, text, type Value } from "../answer/answer.js";
import { formatMoment } from "../answer/format.js";
import { periodLabel } from "../answer/period-label.js";
import { AskError } from "../errors.js";
import { knownPlan } from "../plans/known-plan.js";
import { type Compared, meaningOf, type PlanMeaning } from "../skills/plan-meaning.js";
import { figure } from "../skills/words.js";
import type { Person } from "../store/store.js";
import type { PlanVersionRow } from "../store/written/announcements.js";
import { type ActionScope, defineAction } from "./define-action.js";

/** Above this many recipients a word is typed in place of a press. */
const MANY = 50;
/** How long it can be taken back before it is sent, where it is to be sent now. */
const CANCEL_WINDOW_MS = 10 * 60_000;
const SAMPLES = 3;

const Audience = z.object({
  planKey: z.string().max(100).nullable(),
  teamId: z.string().max(40).nullable(),
  region: z.string().max(100).nullable(),
  role: z.enum(["rep", "manager", "admin"]).nullable(),
});

/**
 * A message to many, with what it means for each where it is about a version of their plan. Confirmed, its recipients are rows; it can be
 * cancelled until its time, and is sent to each once from then on.
 */
export const announce = defineAction({
  name: "announce",
  description:
    "Announce something to everybody, a plan, a team, a region or a role, optionally with a plan version to acknowledge.",
  input: z.object({
    text: z.string().trim().min(10, "a message").max(2_000),
    audience: Audience,
    plan: z.object({ key: z.string(), version: z.string() }).nullable(),
    sendAt: z.iso.datetime().nullable(),
  }),
  audience: "admin",
  about: "organisation",
  async load({ audience, plan, sendAt }, scope) {
    const { store, today, now } = scope;
    if (sendAt !== null && new Date(sendAt) <= now)
      throw new AskError("That moment is past.", "Name a later one, or none to send it soon.");
    const [ids, versions, people] = await Promise.all([
      store.listAudience(audience, today),
      plan ? store.listPlanVersions() : [],
      store.listPeople(),
    ]);
    if (ids.length === 0)
      throw new AskError("Nobody fits that audience.", "Choose another plan, team, region or role.");
    const version = versions.find((one) => one.key === plan?.key && one.version === plan.version) ?? null;
    if (plan && !version)
      throw new AskError(`There is no version ${plan.version} of ${plan.key}.`, "Import the plan first.");
    const byId = new Map(people.map((person) => [person.id, person]));
    const samples = spread(ids, SAMPLES).flatMap((id) => byId.get(id) ?? []);
    const meanings = version ? await meaningsFor(samples, version, scope) : [];
    return { ids, samples, meanings, version };
  },
  preview({ ids, samples, meanings, version }, { locale, now }, { text: said, sendAt }) {
    const people = ids.length === 1 ? "1 person" : `${ids.length} people`;
    return {
      headline: `Announce to ${people}`,
      body: said,
      figures: [
        figure("recipients", "Recipients", count(ids.length, "")),
        figure("sends", "Sent from", text(formatMoment(sendAt ? new Date(sendAt) : inTime(now), locale))),
        ...(version
          ? [
              figure("plan", "Acknowledge", text(`${version.name} ${version.version}`)),
              figure("from", "In force from", date(version.validFrom)),
            ]
          : []),
      ],
      tables: [meanings.length > 0 ? meaningTable(meanings, locale) : sampleTable(samples)],
      notes: ["It can be cancelled until it is sent. Each person sees their own figures and nobody else's."],
      confirm: `Announce to ${people}`,
      ...(ids.length > MANY ? { typed: String(ids.length) } : {}),
    };
  },
  async perform({ ids, version }, writes, { asker, now, locale }, { text: said, audience, sendAt }) {
    const at = sendAt ? new Date(sendAt) : inTime(now);
    const plan = version && { key: version.key, version: version.version, hash: version.hash };
    const id = await writes.addAnnouncement(
      { authorId: asker.id, text: said, audience, plan, sendAt: at, personIds: ids },
      now,
    );
    return {
      said: {
        headline: `It goes to ${ids.length} ${ids.length === 1 ? "person" : "people"} from ${formatMoment(at, locale)} on.`,
        body: "Until then you can cancel it. Ask “announcements” to see who was reached and who acknowledged.",
        actions: [{ label: "Show announcements", ask: { skill: "announce", input: { text: "show announcements" } } }],
      },
      audit: {
        entity: "announcement",
        entityKey: id,
        before: null,
        after: { text: said, audience, plan, sendAt: at, recipients: ids.length },
      },
    };
  },
});

const inTime = (now: Date): Date => new Date(now.getTime() + CANCEL_WINDOW_MS);

/** A few from the whole length of the list: the first, the last and those between. */
const spread = (ids: readonly string[], most: number): string[] => {
  const n = Math.min(most, ids.length);
  return Array.from({ length: n }, (_, i) => ids[n === 1 ? 0 : Math.round((i * (ids.length - 1)) / (n - 1))] ?? "");
};

interface Meant {
  readonly person: Person;
  readonly meaning: PlanMeaning;
}

async function meaningsFor(people: readonly Person[], version: PlanVersionRow, scope: ActionScope): Promise<Meant[]> {
  const plan = knownPlan(version.document);
  const period = { kind: "day" as const, key: scope.today, start: scope.today, end: scope.today };
  const group = { name: "", members: [], leaders: new Set<string>() };
  return Promise.all(
    people.map(async (person) => ({
      person,
      meaning: await meaningOf(plan, { ...scope, subject: person, period, group }),
    })),
  );
}

const pair = (compared: Compared | null): Value[] =>
  compared ? [amount(compared.before), amount(compared.after)] : [text("not on a plan"), text("")];

function meaningTable(meanings: readonly Meant[], locale: string): Table {
  const last = meanings.find(({ meaning }) => meaning.last)?.meaning.last;
  const right = { align: "right" as const };
  const then = last ? periodLabel(last.period, locale) : "Last quarter";
  return {
    title: "What it means, for three of them",
    columns: [
      { label: "Who" },
      { label: `${then}, as it was`, ...right },
      { label: "on this version", ...right },
      { label: "With open deals, as it is", ...right },
      { label: "on this version", ...right },
    ],
    rows: meanings.map(({ person, meaning }) => [text(person.name), ...pair(meaning.last), ...pair(meaning.pipeline)]),
  };
}

const sampleTable = (people: readonly Person[]): Table => ({
  title: "Among them",
  columns: [{ label: "Who" }, { label: "Title" }],
  rows: people.map(({ name, title }) => [text(name), text(title ?? "")]),
});
