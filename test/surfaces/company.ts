import { Writable } from "node:stream";
import { pino } from "pino";
import { type Answer, amount } from "../../src/answer/answer.js";
import { money } from "../../src/core/money.js";
import type { WhatIfForm } from "../../src/forms/what-if.js";
import type { Home } from "../../src/home/home.js";
import type { Logger } from "../../src/log.js";
import type { Ask, Question, Reply } from "../../src/question.js";
import type { AnswerFeedback } from "../../src/store/answer-feedback.js";
import type { ShortState, ShortStates } from "../../src/store/short-states.js";
import type { SlackHomeRow, SlackHomes } from "../../src/store/slack-homes.js";
import type {
  SlackInstallationRow,
  SlackInstallations,
  StoredSlackInstallation,
} from "../../src/store/slack-installations.js";
import type { Organisation, OrgStore, Person, Platform, Store } from "../../src/store/store.js";
import type { TeamsReference, TeamsReferences } from "../../src/store/teams-references.js";

export const NOW = new Date("2026-11-18T09:00:00Z");
/** Stands for pay in these tests: it may reach the asker's own conversation and nothing else. */
export const PAY = "18,437.29";

const organisation: Organisation = {
  id: "org-1",
  slug: "acme",
  name: "Acme",
  currency: "USD",
  timeZone: "UTC",
  fiscalYearStartMonth: 1,
};

function person(id: string, name: string, email: string, more: Partial<Person> = {}): Person {
  return {
    id,
    key: id,
    name,
    email,
    title: null,
    role: "rep",
    timeZone: null,
    locale: "en-US",
    hiredOn: null,
    leftOn: null,
    ...more,
  };
}

/** The part of the store that surfaces use, in memory. Any other method is a mistake of the surface. */
export class SmallStore {
  readonly organisations = [organisation];
  readonly people: Person[] = [
    person("p-maya", "Maya Okafor", "Maya.Okafor@acme.example"),
    person("p-dana", "Dana Roth", "dana@acme.example"),
    person("p-left", "Lee Gone", "lee@acme.example", { leftOn: "2026-06-01" }),
  ];
  readonly workspaces = new Map<string, string>();
  readonly identities = new Map<string, { orgId: string; personId: string }>();
  readonly events = new Set<string>();
  readonly references = new Map<string, TeamsReference>();
  readonly teamsReferences: TeamsReferences = {
    find: (tenant, user) => this.#check(this.references.get(`${tenant}:${user}`) ?? null),
    save: (tenant, user, reference) => {
      this.references.set(`${tenant}:${user}`, reference);
      return this.#check(undefined);
    },
    forget: (tenant, user) => {
      this.references.delete(`${tenant}:${user}`);
      return this.#check(undefined);
    },
  };
  readonly states = new Map<string, ShortState>();
  readonly feedback: AnswerFeedback[] = [];
  readonly homes: SlackHomeRow[] = [];
  /** Homes that data came in for since they were drawn. */
  readonly outdated: SlackHomeRow[] = [];
  readonly installations = new Map<string, StoredSlackInstallation>();
  broken = false;

  #check<T>(value: T): Promise<T> {
    return this.broken ? Promise.reject(new Error(`the database refused ${PAY}`)) : Promise.resolve(value);
  }
  findOrganisation(slug: string) {
    return this.#check(this.organisations.find((org) => org.slug === slug) ?? null);
  }
  findWorkspace(platform: Platform, id: string) {
    const orgId = this.workspaces.get(`${platform}:${id}`);
    return this.#check(this.organisations.find((org) => org.id === orgId) ?? null);
  }
  linkWorkspace(platform: Platform, id: string, orgId: string) {
    this.workspaces.set(`${platform}:${id}`, orgId);
    return this.#check(undefined);
  }
  findIdentity(platform: Platform, workspace: string, user: string) {
    return this.#check(this.identities.get(`${platform}:${workspace}:${user}`) ?? null);
  }
  linkIdentity(link: { platform: Platform; workspaceId: string; userId: string; orgId: string; personId: string }) {
    const key = `${link.platform}:${link.workspaceId}:${link.userId}`;
    if (!this.identities.has(key)) this.identities.set(key, { orgId: link.orgId, personId: link.personId });
    return this.#check(undefined);
  }
  listLinkedUsers(platform: Platform, workspace: string, personId: string) {
    const prefix = `${platform}:${workspace}:`;
    const found = [...this.identities].filter(([key, link]) => key.startsWith(prefix) && link.personId === personId);
    return this.#check(found.map(([key]) => ({ userId: key.slice(prefix.length) })));
  }
  async relinkIdentity(link: {
    platform: Platform;
    workspaceId: string;
    userId: string;
    orgId: string;
    personId: string;
  }) {
    const before = await this.listLinkedUsers(link.platform, link.workspaceId, link.personId);
    for (const { userId } of before) this.identities.delete(`${link.platform}:${link.workspaceId}:${userId}`);
    await this.linkIdentity(link);
    return before.filter(({ userId }) => userId !== link.userId);
  }
  readonly shortStates: ShortStates = {
    save: async (state) => {
      await this.#check(this.states.set(state.id, structuredClone(state)));
    },
    find: (kind, id, now) => {
      const state = this.states.get(id);
      return this.#check(state && state.kind === kind && state.expiresAt > now ? state : null);
    },
    take: async (kind, id, now) => {
      const state = await this.shortStates.find(kind, id, now);
      return state && this.states.delete(id) ? state : null;
    },
  };
  readonly slackHomes: SlackHomes = {
    opened: async (home) => void this.homes.push(home),
    claimOutdated: async () => this.outdated.splice(0),
    listOfPerson: async (personId) => this.homes.filter((home) => home.personId === personId),
  };
  readonly slackInstallations: SlackInstallations = {
    find: (key) => this.#check(this.installations.get(key) ?? null),
    list: async () => [...this.installations.values()],
    save: async (row: SlackInstallationRow) => {
      this.installations.set(row.key, { ...row, version: (this.installations.get(row.key)?.version ?? 0) + 1 });
    },
    leaseRotation: async (key, version) => {
      const free = this.installations.get(key)?.version === version && !this.leases.has(`${key} ${version}`);
      this.leases.add(`${key} ${version}`);
      return free;
    },
    replaceTokens: async (key, version, tokens) => {
      const row = this.installations.get(key);
      if (row?.version !== version) return false;
      this.installations.set(key, { ...row, ...tokens, version: version + 1 });
      return true;
    },
    remove: async (key) => void this.installations.delete(key),
  };
  readonly leases = new Set<string>();
  /** Moments at which events were taken, as the ledger was told. */
  readonly takenAt: Date[] = [];
  readonly alike = new Map<string, number>();
  takeEvent(key: string, at: Date, likeness?: { readonly key: string; readonly withinMs: number }) {
    this.takenAt.push(at);
    const first = !this.events.has(key);
    if (!this.broken) this.events.add(key);
    if (!first || !likeness) return this.#check(first);
    const isNew = (this.alike.get(likeness.key) ?? -Infinity) < at.getTime() - likeness.withinMs;
    if (isNew) this.alike.set(likeness.key, at.getTime());
    return this.#check(isNew);
  }
  async dateEvent(key: string, at: Date) {
    this.alike.set(key, at.getTime());
  }
  forOrganisation(): OrgStore {
    const byEmailOrName = (text: string) =>
      this.people.find(({ email, name }) => email?.toLowerCase() === text.toLowerCase() || name === text) ?? null;
    const store: Partial<OrgStore> = {
      organisation,
      findPerson: (id) => this.#check(this.people.find((someone) => someone.id === id) ?? null),
      findPersonByEmailOrName: (text) => this.#check(byEmailOrName(text)),
      saveFeedback: async (said) => {
        const at = this.feedback.findIndex(
          ({ answerId, personId }) => answerId === said.answerId && personId === said.personId,
        );
        this.feedback.splice(at < 0 ? this.feedback.length : at, 1, said);
      },
    };
    return store as OrgStore;
  }
  asStore(): Store {
    return this as unknown as Store;
  }
}

export function answer(more: Partial<Answer> = {}): Answer {
  return {
    outcome: "answer",
    skill: "payout",
    input: {},
    headline: `USD ${PAY} earned so far this quarter`,
    figures: [{ key: "payout", label: "Payout so far", value: amount(money(18_437_29, "USD")) }],
    actions: [{ label: "Why this payout?", ask: { skill: "payout_explain", input: { rep: null, period: null } } }],
    asOf: "2026-11-18",
    confidential: true,
    locale: "en-US",
    ...more,
  };
}

/** Answers as the real one does: privately outside a one-to-one conversation. Keeps what it was asked. */
export class RecordingAsk {
  readonly questions: Question[] = [];
  next: Ask = (question) => Promise.resolve(replyTo(question));

  readonly ask: Ask = (question, onProgress) => {
    this.questions.push(question);
    return this.next(question, onProgress);
  };
}

function replyTo({ channel }: Question): Reply {
  if (channel === "dm") return { shown: answer() };
  const line = answer({
    headline: "I sent you the answer in our direct conversation",
    figures: [],
    actions: [],
    confidential: false,
  });
  return { shown: line, privately: answer() };
}

/** Dashboards and forms as a surface is given them, without anything behind them. */
export const quietHome: Home = {
  viewOf: async ({ personId, now }) => ({
    headline: `Home of ${personId}`,
    sections: [
      {
        key: "pace",
        title: "Your pay",
        lines: [`${PAY} earned so far.`],
        figures: answer().figures,
        actions: [{ label: "Why this payout?", ask: { skill: "payout_explain", input: {} } }],
      },
    ],
    forms: [{ label: "Set a goal", ask: { skill: "goal_form", input: {} }, form: true }],
    asOf: "2026-11-18",
    dataAsOf: now,
    drawnAt: now,
    locale: "en-US",
  }),
  promptsOf: async ({ personId }) => ({ title: "Ask", prompts: [{ title: "Pace", message: `How is ${personId}?` }] }),
};
export const quietWhatIf: WhatIfForm = {
  deals: async () => [
    { key: "D-1", name: "Harborview" },
    { key: "D-2", name: "Northgate" },
  ],
  dealsIn: async (_asker, text) => (text.includes("Northgate") ? [{ key: "D-2", name: "Northgate" }] : []),
  result: async (_asker, { deal, amount }) => {
    if (deal === null && amount === "") return { kind: "empty" };
    if (amount === "a lot") return { kind: "wrong", errors: { amount: "That is not an amount." } };
    return {
      kind: "answer",
      answer: answer({ skill: "what_if", headline: `${deal ?? "no deal"} at ${amount || "its amount"}` }),
    };
  },
};

/** A log whose lines can be read back. */
export function recordingLog(): { log: Logger; lines: () => Record<string, unknown>[]; text: () => string } {
  let written = "";
  const sink = new Writable({
    write(chunk, _encoding, done) {
      written += String(chunk);
      done();
    },
  });
  const lines = () =>
    written
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  return { log: pino({ base: null }, sink), lines, text: () => written };
}
