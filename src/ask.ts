import { cancel, confirm } from "./actions/confirm.js";
import type { ActionContext } from "./actions/define-action.js";
import { press } from "./actions/press.js";
import { propose } from "./actions/propose.js";
import { proposalMeant, readReply } from "./actions/written-reply.js";
import type { Answer } from "./answer/answer.js";
import { addDays, addMonths, type IsoDate } from "./core/calendar.js";
import { FactsError } from "./core/errors.js";
import { AskError } from "./errors.js";
import { newReference, trace } from "./failure.js";
import { answerForm } from "./forms/answer-form.js";
import { forms } from "./forms/index.js";
import type { PreviousTurn } from "./language/follow-up.js";
import { type Named, NameIndex } from "./language/slots/names.js";
import { type Colleague, PeopleIndex } from "./language/slots/people.js";
import { type Meaning, meaningOf, recordOf } from "./language/turn.js";
import { SURE, type Surroundings, type Understood, understand } from "./language/understand.js";
import type { Logger } from "./log.js";
import type { Assistant, AssistantTurn } from "./model/assistant.js";
import { decide } from "./permission.js";
import type { Ask, Question, Reply, ReplyPart, UnderstoodRecord } from "./question.js";
import { intentOf, type Route, route, routeChosen, SURE_WITHOUT_MODEL } from "./route.js";
import { corrected, wrongClaims } from "./skills/claims.js";
import { skills } from "./skills/index.js";
import { resolvePeriod } from "./skills/period-input.js";
import { denial } from "./skills/refusal.js";
import { commandOf } from "./skills/requests/command.js";
import { runSkill } from "./skills/run-skill.js";
import type { Organisation, OrgStore, Person, Store } from "./store/store.js";

/** How long after a question another one may follow up on it. */
const REMEMBERED_MS = 30 * 60_000;
/** Earlier messages that are read to know what a message follows. */
const MAX_EARLIER = 20;
/** Deals closed longer ago are not recognised by name. */
const NAMED_MONTHS = 15;
/** Questions of one message that are answered at most. */
const MAX_ANSWERS = 4;

interface AskDeps {
  readonly store: Store;
  readonly log: Logger;
  /** A model that helps to understand and to word; every question is answered without one. */
  readonly assistant?: Assistant | undefined;
}

/** One question in, one answer out: who asks, what is meant, may they, and the answer where it may be shown. Never throws. */
export function createAsk({ store, log, assistant }: AskDeps): Ask {
  const organisations = new Map<string, Organisation>();
  const organisationOf = async (id: string): Promise<Organisation> => {
    if (!organisations.has(id)) for (const found of await store.listOrganisations()) organisations.set(found.id, found);
    const organisation = organisations.get(id);
    if (!organisation)
      throw new AskError("I don't know this organisation.", "Ask your admin to connect this workspace.");
    return organisation;
  };

  return async (question, onProgress) => {
    try {
      const orgStore = store.forOrganisation(await organisationOf(question.orgId));
      const asker = await orgStore.findPerson(question.askerId);
      if (!asker) throw new AskError("I don't know you yet.", "Ask your admin to add you to Pacer.");
      return within(question, await answer(question, orgStore, asker, assistant, onProgress));
    } catch (error) {
      return { shown: failure(error, question, log) };
    }
  };
}

async function answer(
  question: Question,
  store: OrgStore,
  asker: Person,
  assistant?: Assistant,
  onProgress?: (soFar: Answer) => void,
): Promise<Reply> {
  const today = dayIn(store.organisation.timeZone, question.now);
  const { now, conversation = null } = question;
  const context: ActionContext = { store, asker, now, today, locale: asker.locale ?? "en-US", conversation };
  const entry = decide(asker, { kind: "nothing" }, today);
  if (!entry.allow) return { shown: { ...denial(entry.reason), skill: "help", asOf: today, locale: context.locale } };
  const replied = await reply(question, context);
  if (replied) return { shown: replied };
  if (question.pressed) {
    const shown = await run(question.pressed.skill, question.pressed.input, context, press);
    await remember(question, store, asker, question.pressed);
    return { shown };
  }
  const around = await surroundings(context);
  let previous = await earlier(question, store, asker);
  for (const message of (question.after ?? []).slice(-MAX_EARLIER)) {
    const read = await understand(message, { ...around, previous });
    previous = { skill: read.skill, input: { ...meaningOf(read) } };
  }
  const understood = asCommanded(await understand(question.text, { ...around, previous }), question.text);
  const spoken: ActionContext = { ...context, language: understood.language };
  if (understood.forgets && question.conversation !== undefined)
    await store.forgetConversation(asker.id, question.conversation);
  const meaning = meaningOf(understood);
  const { person: named, hints } = understood.slots;
  const seesOthers = (named !== null || hints.view !== null) && (await around.seesOthers());
  const helper = assistant?.begin({ store, asker, today, text: question.text, previous, deals: around.ownDeals });
  const { answers, routes, byModel } = await settle(understood, meaning, seesOthers, helper, spoken, question.text);
  const wrong =
    named === null && meaning.person === null && meaning.team === null
      ? await wrongClaims(
          hints.claims.map(({ claim }) => claim),
          meaning.period,
          context,
        )
      : [];
  const [first, ...more] = answers;
  const progress = answers.length === 1 && question.channel === "dm" ? onProgress : undefined;
  const [shown, ...others] = await Promise.all(
    [corrected(first, wrong), ...more].map(async (found) => (await helper?.word(found, progress)) ?? found),
  );
  const [asked] = routes;
  if (!understood.forgets)
    await remember(
      question,
      store,
      asker,
      byModel && asked ? asked : { skill: understood.skill, input: { ...meaning } },
    );
  const record = { ...recordOf(understood, meaning, around.nameOf), ...(byModel ? readByModel(routes) : {}) };
  return {
    shown: shown as Answer,
    ...(others.length > 0 ? { more: others.map((other) => ({ shown: other })) } : {}),
    understood: {
      ...record,
      team: record.team === "mine" ? await ownTeam(context) : record.team,
      days: daysOf(record.period, context),
    },
  };
}

/**
 * The answer to a form, or to a pressed or written confirmation or cancellation of a preview; null for anything else. Only the asker's own press or
 * their own message, as a whole, gets here: not what a model chose, not what data says.
 */
async function reply({ pressed, text }: Question, context: ActionContext): Promise<Answer | null> {
  const { store, asker, conversation } = context;
  if (pressed) {
    const form = forms.get(pressed.skill);
    if (form) return answerForm(form, pressed.input, context);
    const id = pressed.input.proposal;
    if (typeof id !== "string") return null;
    const { typed } = pressed.input;
    if (pressed.skill === "confirm") return confirm(id, typeof typed === "string" ? typed.trim() : null, context);
    return pressed.skill === "cancel" ? cancel(id, context) : null;
  }
  const said = readReply(text);
  const proposal = said && (await proposalMeant(said, store, asker, conversation));
  if (!said || !proposal) return null;
  return said.press === "confirm" ? confirm(proposal.id, said.typed, context) : cancel(proposal.id, context);
}

/** What a message names in so many words it is, however the rest of it reads. */
function asCommanded(understood: Understood, text: string): Understood {
  const command = commandOf(text);
  if (command === null) return understood;
  const { skill, names } = command;
  const slots = { ...understood.slots, pronoun: false, ...(names ? {} : { person: null, team: null, deal: null }) };
  return { ...understood, skill, slots, asks: [{ skill, period: null }], confidence: 1, continues: null };
}

/** What was asked for: an answer, or the preview of a change. */
const GIVEN: ReadonlySet<Answer["outcome"]> = new Set(["answer", "confirm"]);

/**
 * An answer for each question, in the order they were asked. Where the first is refused or asked back, that is the whole reply; of
 * the others only what is an answer is given.
 */
async function answerEach(
  [first, ...rest]: readonly [Route, ...Route[]],
  context: ActionContext,
  text: string,
): Promise<[Answer, ...Answer[]]> {
  // A request is read from the message itself, never from a model's words in its place.
  const asked = ({ skill, input }: Route) => runOrAskBack(skill, { ...input, text }, context);
  const answers: [Answer, ...Answer[]] = [await asked(first)];
  if (!GIVEN.has(answers[0].outcome)) return answers;
  for (const route of rest.slice(0, MAX_ANSWERS - 1)) {
    const next = await asked(route);
    const said = answers.some((earlier) => earlier.skill === next.skill && earlier.headline === next.headline);
    if (GIVEN.has(next.outcome) && !said) answers.push(next);
  }
  return answers;
}

interface Settled {
  readonly answers: readonly [Answer, ...Answer[]];
  /** What was asked, in order. */
  readonly routes: readonly Route[];
  readonly byModel: boolean;
}

/** Answers what the rules are sure of; of the rest what a model takes it for, where there is one and it says something of use. */
async function settle(
  understood: Understood,
  meaning: Meaning,
  seesOthers: boolean,
  helper: AssistantTurn | undefined,
  context: ActionContext,
  text: string,
): Promise<Settled> {
  const choice = helper && understood.confidence < SURE_WITHOUT_MODEL ? await helper.choose() : null;
  // A question back is for what the rules cannot answer either.
  const chosen =
    choice && !(choice.askBack && understood.confidence >= SURE)
      ? routeChosen(choice, understood, meaning, seesOthers)
      : [];
  const [first, ...rest] = chosen;
  if (first) {
    const answers = await answerEach([first, ...rest], context, text);
    // Where the message names nobody, a model that asked about somebody closed to the asker was wrong about the message.
    if (answers[0].outcome !== "denied" || understood.slots.person) return { answers, routes: chosen, byModel: true };
  }
  const routeOf = ({ skill, period }: Understood["asks"][number]): Route =>
    route({ ...understood, skill }, period === null ? meaning : { ...meaning, period }, seesOthers);
  const [asked = { skill: understood.skill, period: null }, ...others] = understood.asks;
  const routes = [routeOf(asked), ...others.map(routeOf)] as const;
  return { answers: await answerEach(routes, context, text), routes, byModel: false };
}

const readByModel = (routes: readonly Route[]): Partial<UnderstoodRecord> => {
  const skills = routes.map(({ skill, input }) =>
    skill === "out_of_scope" && typeof input.topic === "string" ? input.topic : intentOf(skill),
  );
  const [{ input } = { input: {} }] = routes as readonly { readonly input: Readonly<Record<string, unknown>> }[];
  const period = typeof input.period === "string" ? { period: input.period } : {};
  return { skill: skills[0] ?? "clarify", skills, ...period, layer: "model" };
};

async function run(
  name: string,
  input: Readonly<Record<string, unknown>>,
  context: ActionContext,
  change: typeof propose = propose,
): Promise<Answer> {
  const skill = skills.get(name);
  if (!skill) throw new AskError("I don't know that question.", "Ask again in your own words.");
  const { proposes, ...answer } = await runSkill(skill, input, context);
  return proposes ? change(proposes, context) : answer;
}

/** As `run`, but what a message left open or named wrongly is asked back and not reported as a failure. */
async function runOrAskBack(skill: string, input: Readonly<Record<string, unknown>>, context: ActionContext) {
  return run(skill, input, context).catch((error: unknown): Answer => {
    if (!(error instanceof AskError)) throw error;
    const { message: headline, hint: body } = error;
    const { today: asOf, locale } = context;
    const said = { headline, ...(body ? { body } : {}) };
    return { outcome: "clarify", skill, input: {}, ...said, figures: [], asOf, confidential: false, locale };
  });
}

function daysOf(token: string | null, { store, today }: ActionContext): UnderstoodRecord["days"] {
  const period = token === null ? null : resolvePeriod(token, today, store.organisation.fiscalYearStartMonth);
  return period && { start: period.start, end: period.end };
}

/** "My team" by the name of the team the asker is in, where there is one. */
async function ownTeam({ store, asker, today }: ActionContext): Promise<string> {
  const { team } = await store.getPayeeFile(asker.id, { start: today, end: addDays(today, 1) }, today);
  return team ?? "mine";
}

/** Names that a message can mean. Indexes are made once per list of people; deals and reports are read when a message needs them. */
async function surroundings({ store, asker, today }: ActionContext): Promise<
  Omit<Surroundings, "previous"> & {
    seesOthers(): Promise<boolean>;
    nameOf(key: string): string;
    ownDeals(): Promise<readonly Named[]>;
  }
> {
  const people = await store.listPeople();
  const { index, teams } = await directoryOf(people, store, today);
  const reports = once(async () => new Set((await store.listReports(asker.id, today)).map(({ person }) => person.key)));
  const span = { start: addMonths(today, -NAMED_MONTHS), end: addDays(today, 1) };
  return {
    today,
    asker: colleagueOf(asker, today),
    people: index,
    teams,
    near: reports,
    nameOf: (key) => people.find((person) => person.key === key)?.name ?? key,
    ownDeals: () => store.listDealNames(asker.id, span),
    seesOthers: async () => asker.role === "admin" || (await reports()).size > 0,
    deals: async (about) => {
      const person = about && about.key !== asker.key ? people.find(({ key }) => key === about.key) : asker;
      if (!person || !(await mayName(store, asker, person, span, today))) return new NameIndex<Named>([]);
      return new NameIndex(await store.listDealNames(person.id, span));
    },
  };
}

/** Another person's deals are recognised by name for whoever may see them. */
async function mayName(
  store: OrgStore,
  asker: Person,
  person: Person,
  span: { start: IsoDate; end: IsoDate },
  today: IsoDate,
): Promise<boolean> {
  if (person.id === asker.id) return true;
  const managesToday = await store.managesWithin(asker.id, person.id, { start: today, end: span.end });
  return decide(asker, { kind: "person", managesToday, managedInPeriod: false }, today).allow;
}

const colleagueOf = ({ key, name, email, leftOn }: Person, today: IsoDate): Colleague => ({
  key,
  name,
  email,
  active: leftOn === null || leftOn > today,
});

interface Directory {
  readonly day: IsoDate;
  readonly index: PeopleIndex;
  readonly teams: NameIndex<Named>;
}
const directories = new WeakMap<readonly Person[], Directory>();

/** The store hands out the same list until people change, so what is made of it lives as long. */
async function directoryOf(people: readonly Person[], store: OrgStore, day: IsoDate): Promise<Directory> {
  const known = directories.get(people);
  if (known?.day === day) return known;
  const teams = (await store.listTeams()).map(({ id, name }) => ({ key: id, name }));
  const made = {
    day,
    index: new PeopleIndex(people.map((person) => colleagueOf(person, day))),
    teams: new NameIndex(teams),
  };
  directories.set(people, made);
  return made;
}

function once<T>(read: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined;
  return () => {
    result ??= read();
    return result;
  };
}

/** What this person asked last in this conversation, unless that is too long ago. */
async function earlier({ conversation, now }: Question, store: OrgStore, asker: Person): Promise<PreviousTurn | null> {
  if (conversation === undefined) return null;
  const turn = await store.findConversation(asker.id, conversation);
  const age = turn ? now.getTime() - turn.at.getTime() : REMEMBERED_MS;
  return turn && age >= 0 && age < REMEMBERED_MS ? { skill: turn.skill, input: turn.input } : null;
}

async function remember(
  { conversation, now }: Question,
  store: OrgStore,
  asker: Person,
  turn: PreviousTurn,
): Promise<void> {
  if (conversation !== undefined) await store.saveConversation(asker.id, conversation, { ...turn, at: now });
}

/** Pay goes to the asker alone: outside a one-to-one conversation, what is shown is one line without a figure. */
function within({ channel }: Question, reply: Reply): Reply {
  if (channel === "dm") return reply;
  const { more, ...first } = reply;
  return { ...first, ...hidden(first), ...(more ? { more: more.map(hidden) } : {}) };
}

function hidden({ shown }: ReplyPart): ReplyPart {
  if (!shown.confidential) return { shown };
  const { outcome, skill, asOf, locale } = shown;
  const headline = "I've answered you privately.";
  return {
    shown: { outcome, skill, input: {}, headline, figures: [], asOf, locale, confidential: false },
    privately: shown,
  };
}

/** One honest sentence with a reference that the log has too. */
function failure(error: unknown, question: Question, log: Logger): Answer {
  const reference = newReference();
  const about = { reference, channel: question.channel };
  const answer = (headline: string, body?: string): Answer => ({
    outcome: "error",
    skill: question.pressed?.skill ?? "ask",
    input: {},
    headline,
    ...(body ? { body } : {}),
    figures: [],
    asOf: question.now.toISOString().slice(0, 10),
    confidential: false,
    locale: "en-US",
  });
  if (error instanceof AskError) {
    log.info({ event: "question_refused", ...about }, "a question could not be answered as asked");
    return answer(error.message, error.hint);
  }
  log.error({ event: "question_failed", ...about, ...trace(error) }, "a question failed");
  if (error instanceof FactsError)
    return {
      ...answer(
        "I can't work that out: the data has a gap.",
        `${error.message} Tell your Pacer admin, with reference ${reference}.`,
      ),
      confidential: true,
    };
  return answer(
    "Sorry, I could not answer that: something went wrong on my side and no figure was worked out.",
    `Please try again; if it happens again, tell your Pacer admin reference ${reference}.`,
  );
}

const days = new Map<string, Intl.DateTimeFormat>();

/** The calendar day of a moment in a time zone. */
function dayIn(timeZone: string, moment: Date): IsoDate {
  const format =
    days.get(timeZone) ??
    new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
  days.set(timeZone, format);
  return format.format(moment);
}
