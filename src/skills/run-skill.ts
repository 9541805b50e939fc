import type { Answer } from "../answer/answer.js";
import { fixedTexts, naming, type TextLanguage } from "../answer/fixed-texts.js";
import { periodLabel } from "../answer/period-label.js";
import { addDays, type IsoDate } from "../core/calendar.js";
import type { Period } from "../core/period.js";
import { AskError } from "../errors.js";
import { decide, type Subject } from "../permission.js";
import type { OrgStore, Person } from "../store/store.js";
import type { AnySkill, Audience, Rendered, Scope } from "./define-skill.js";
import { findPerson } from "./find-person.js";
import { findGroup, findPeers, type Group } from "./group.js";
import { resolvePeriod } from "./period-input.js";
import { denial } from "./refusal.js";
import { periodKey } from "./words.js";

export interface RunContext {
  readonly store: OrgStore;
  readonly asker: Person;
  readonly today: IsoDate;
  /** The moment of the question; the beginning of `today` in UTC where it is not given. */
  readonly now?: Date;
  readonly locale: string;
  /** The language of the question, for refusals and questions back; English where it is not given. */
  readonly language?: TextLanguage | undefined;
}

/** An answer, or the answer that stands in for the preview of a change that was asked for. */
export interface Answered extends Answer {
  readonly proposes?: Rendered["proposes"];
}

/**
 * Answers one question: parses the input, settles about whom and for when, asks for permission, and only then loads, computes
 * and renders. Throws an AskError for what the asker can put right.
 */
export async function runSkill(
  skill: AnySkill,
  given: Readonly<Record<string, unknown>>,
  context: RunContext,
): Promise<Answered> {
  const { store, asker, today, locale, language, now = new Date(`${today}T00:00:00Z`) } = context;
  const { unknown } = fixedTexts(language);
  const input = parseInput(skill, given);
  const period = settlePeriod(input, context);
  const audience: Audience = typeof skill.audience === "function" ? skill.audience(input) : skill.audience;
  const { subject, person, group } = await settleSubject(audience, skill.beyondPeriod ?? false, input, context, period);
  const around = { skill: skill.name, asOf: today, locale } as const;
  const decision = decide(asker, subject, today);
  if (!decision.allow) return { ...around, ...denial(decision.reason, language) };
  if (person === null) throw new AskError(naming(unknown.person, String(input.person)), unknown.personHint);
  if (subject.kind === "group" && !group) throw new AskError(naming(unknown.team, String(input.team)));
  const scope: Scope = { store, asker, subject: person, period, group: group ?? NOBODY, today, now, locale, language };
  const facts = await skill.load(input, scope);
  const rendered = skill.render(skill.compute(facts, input, scope), scope, input);
  return {
    outcome: "answer",
    figures: [],
    confidential: audience !== "everyone",
    ...(audience === "everyone"
      ? {}
      : {
          period: { label: periodLabel(period, locale), start: period.start, end: period.end, key: periodKey(period) },
        }),
    ...rendered,
    ...around,
    input,
  };
}

const NOBODY: Group = { name: "", members: [], covered: false, leaders: new Set() };

/** Fields left out count as null, so that a button or a caller need not list them. */
function parseInput(skill: AnySkill, given: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const fields = Object.keys(skill.input.shape);
  const parsed = skill.input.safeParse(Object.fromEntries(fields.map((field) => [field, given[field] ?? null])));
  if (parsed.success) return parsed.data as Record<string, unknown>;
  const problem = parsed.error.issues[0];
  throw new AskError(
    `I could not read that question: ${String(problem?.path[0] ?? "input")} is not as expected.`,
    "Ask again in your own words.",
  );
}

function settlePeriod(input: Readonly<Record<string, unknown>>, { store, today, language }: RunContext): Period {
  const { unknown } = fixedTexts(language);
  const token = typeof input.period === "string" ? input.period : "this_quarter";
  const period = resolvePeriod(token, today, store.organisation.fiscalYearStartMonth);
  if (!period) throw new AskError(naming(unknown.period, token), unknown.periodHint);
  return period;
}

async function settleSubject(
  audience: Audience,
  beyondPeriod: boolean,
  input: Readonly<Record<string, unknown>>,
  { store, asker, today }: RunContext,
  period: Period,
): Promise<{ subject: Subject; person: Person | null; group?: Group | null }> {
  const said = input.person;
  // A question about somebody is checked even where nothing can be answered, so that the refusal does not depend on the question.
  const someone = typeof said === "string";
  const team = typeof input.team === "string" ? input.team : null;
  if (audience === "admins") return { subject: { kind: "organisation" }, person: asker };
  if (audience === "everyone" && !someone) return { subject: { kind: "nothing" }, person: asker };
  if (audience === "group" || (audience === "person_or_group" && team !== null && !someone)) {
    const group = await findGroup(store, asker, team, today);
    return { subject: { kind: "group", covered: group?.covered ?? false }, person: asker, group };
  }
  if (audience === "place" && !someone) return settlePlace(store, asker, team, today);
  if (!someone) return { subject: { kind: "self" }, person: asker };
  const person = findPerson(await store.listPeople(), said);
  if (person?.id === asker.id) return { subject: { kind: "self" }, person };
  // The same two look-ups for a name that is nobody's, so that a refusal takes as long.
  const whom = person?.id ?? asker.id;
  const day = { start: today, end: addDays(today, 1) };
  const [managesToday, managedInPeriod] = await Promise.all([
    store.managesWithin(asker.id, whom, day),
    beyondPeriod ? false : store.managesWithin(asker.id, whom, period),
  ]);
  return person
    ? { subject: { kind: "person", managesToday, managedInPeriod }, person }
    : { subject: { kind: "unknown" }, person };
}

/** Whoever leads the group sees it; everybody else their own place in a team of theirs, and no other team at all. */
async function settlePlace(
  store: OrgStore,
  asker: Person,
  team: string | null,
  today: IsoDate,
): Promise<{ subject: Subject; person: Person; group: Group | null }> {
  const led = await findGroup(store, asker, team, today);
  if (led && (led.covered || asker.role === "admin"))
    return { subject: { kind: "group", covered: led.covered }, person: asker, group: { ...led, covered: true } };
  const peers = await findPeers(store, asker, team, today);
  const member = peers?.members.some(({ id }) => id === asker.id) ?? false;
  return { subject: { kind: "place", member }, person: asker, group: peers };
}
