import type { AddressInfo } from "node:net";
import express from "express";
import type { Home } from "../../src/home/home.js";
import { createLog } from "../../src/log.js";
import { type Previews, previews } from "../../src/preview/index.js";
import type { Travel } from "../../src/preview/travel.js";
import type { Ask } from "../../src/question.js";
import type { Organisation, OrgStore, Person, Store } from "../../src/store/store.js";
import { playgroundRouter } from "../../src/surfaces/playground/index.js";
import type { PlaygroundDeps } from "../../src/surfaces/playground/world.js";
import { buildAnswer, sampleAnswers } from "../builders.js";

export interface Served {
  readonly url: string;
  close(): Promise<void>;
}

const organisation: Organisation = {
  id: "org-1",
  slug: "demo",
  name: "Brightline Software",
  currency: "USD",
  timeZone: "America/New_York",
  fiscalYearStartMonth: 1,
};

const person = (name: string, role: Person["role"], title: string): Person => ({
  id: name.toLowerCase().replaceAll(" ", "-"),
  key: name,
  name,
  email: null,
  title,
  role,
  timeZone: null,
  locale: null,
  hiredOn: null,
  leftOn: name.startsWith("Gone") ? "2026-01-01" : null,
});

const people = [
  person("Maya Chen", "rep", "Account Executive"),
  person("Tomás Ortega", "rep", "Account Executive"),
  person("Aiko Tanaka", "rep", "Account Manager"),
  person("Gone Long Ago", "rep", "Account Executive"),
  person("Grace Holm", "manager", "Sales Manager"),
  person("Ines Duarte", "admin", "Sales Operations"),
];

/** What the playground reads of a store, and nothing else. */
const store = {
  findOrganisation: async (slug: string) => (slug === "demo" ? organisation : null),
  forOrganisation: () =>
    ({
      organisation,
      listPeople: async () => people,
      findPerson: async (id: string) => people.find((other) => other.id === id) ?? null,
      listTeams: async () => [
        { id: "team-1", name: "Commercial East", parentId: "team-0" },
        { id: "team-0", name: "Americas", parentId: null },
      ],
      listTeamMembers: async () => people,
    }) as unknown as OrgStore,
} as unknown as Store;

const bySkill = (skill: string) => sampleAnswers.find((answer) => answer.skill === skill) ?? buildAnswer();

/** Answers samples by a word of the question, or the skill of the button; "slow" takes a while and "fail" fails. */
const sampleAsk: Ask = async ({ text, pressed, channel }) => {
  if (text.includes("slow")) await new Promise((resolve) => setTimeout(resolve, 1_500));
  if (text.includes("fail")) throw new Error("planted");
  const words: [RegExp, string][] = [
    [/why/i, "payout_explain"],
    [/team/i, "team_summary"],
    [/deals/i, "deals"],
    [/earned/i, "payout"],
    [/which sam/i, "clarify"],
  ];
  const hostile = sampleAnswers.find((answer) => answer.headline.includes("<!channel>"));
  const skill = pressed?.skill ?? words.find(([word]) => word.test(text))?.[1] ?? "attainment";
  const answer = text.includes("hostile") && hostile ? hostile : bySkill(skill);
  if (channel === "dm" || !answer.confidential) return { shown: answer };
  const line = "I have sent you the answer in our direct conversation.";
  return { shown: buildAnswer({ skill, headline: line, figures: [], confidential: false }), privately: answer };
};

const samplePreviews: Previews = {
  ...previews,
  messages: async () => [
    {
      name: "deal_credited",
      description: "A deal was credited to you",
      class: "routine",
      topic: "goal_updates",
      occasion: "one",
      answer: bySkill("attainment"),
    },
  ],
};

const emptyHome: Home = {
  viewOf: async ({ now }) => ({
    headline: "Hello, this is where you stand",
    sections: [],
    forms: [],
    asOf: "2026-11-23",
    dataAsOf: null,
    drawnAt: now,
    locale: "en-US",
  }),
  promptsOf: async () => ({ title: "", prompts: [] }),
};

/** The playground alone, on a free port of this machine. */
export async function servePlayground(
  options: {
    ask?: Ask;
    store?: Store;
    home?: Home;
    orgSlug?: string;
    now?: () => Date;
    travel?: Travel;
    stories?: PlaygroundDeps["stories"];
  } = {},
): Promise<Served> {
  const app = express();
  const router = playgroundRouter({
    ask: options.ask ?? sampleAsk,
    store: options.store ?? store,
    home: options.home ?? emptyHome,
    previews: options.store ? previews : samplePreviews,
    travel: options.travel,
    stories: options.stories,
    log: createLog("silent"),
    now: options.now ?? (() => new Date("2026-11-23T09:00:00Z")),
    orgSlug: options.orgSlug ?? "demo",
  });
  app.use("/playground", router);
  const server = await new Promise<ReturnType<typeof app.listen>>((resolve) => {
    const starting = app.listen(0, "127.0.0.1", () => resolve(starting));
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/playground`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
