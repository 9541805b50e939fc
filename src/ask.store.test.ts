import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestStore, type TestStore } from "../test/store/test-store.js";
import { toFigureRecord } from "./answer/figures.js";
import { createAsk } from "./ask.js";
import { ensureDemo, firstRepEmail } from "./demo/index.js";
import type { Question } from "./question.js";
import type { Organisation, OrgStore, Person } from "./store/store.js";

const now = new Date("2026-11-23T15:00:00Z");
let opened: TestStore;
let organisation: Organisation;
let org: OrgStore;
let people: readonly Person[];
let ask: ReturnType<typeof createAsk>;
const lines: string[] = [];

beforeAll(async () => {
  opened = await openTestStore();
  await ensureDemo(opened.store, now);
  const found = await opened.store.findOrganisation("demo");
  if (!found) throw new Error("the demo company is not there");
  organisation = found;
  org = opened.store.forOrganisation(found);
  people = await org.listPeople();
  ask = createAsk({
    store: opened.store,
    log: pino({ level: "trace" }, { write: (line: string) => lines.push(line) }),
  });
});
afterAll(() => opened.close());

const asking = (askerId: string, text: string, more: Partial<Question> = {}) =>
  ask({ orgId: organisation.id, askerId, text, channel: "dm", now, ...more });
const named = (email: string) => people.find((person) => person.email === email) as Person;

test("attainment equals a plain sum over the stored credits", async () => {
  const maya = named(firstRepEmail);
  const { shown } = await asking(maya.id, "how close am I to quota?");
  const [row] = await opened.sql.query<{ credited: number; quota: number }>(
    `select (select sum(amount_minor) from credit where person_id = $1 and credited_on >= '2026-10-01' and credited_on <= '2026-11-23') as credited,
            (select amount_minor from quota where person_id = $1 and period_start = '2026-10-01' order by set_on desc limit 1) as quota`,
    [maya.id],
  );
  const figures = Object.fromEntries(shown.figures.map(toFigureRecord).map(({ key, value }) => [key, value]));
  expect(Math.round(Number(figures.credited) * 100)).toBe(Number(row?.credited));
  expect(Number(figures.attainment)).toBeCloseTo(Number(row?.credited) / Number(row?.quota), 10);
});

describe("the whole company asks everything", () => {
  const questions = [
    "how close am I to quota?",
    "attainment this year",
    "how much did I earn last quarter?",
    "why is my payout what it is?",
    "what do I need for the next tier?",
    "what if I close a $50k deal?",
    "which deals counted this year?",
    "my open deals",
    "what is my quota?",
    "attainment in 2021",
    "how is my team doing?",
    "help",
  ];

  test("and nobody gets an error", async () => {
    const failed: string[] = [];
    for (const person of people) {
      for (const text of questions) {
        const { shown } = await asking(person.id, text);
        if (shown.outcome === "error") failed.push(`${person.name}: ${text}: ${shown.headline} ${shown.body}`);
      }
    }
    expect(failed).toEqual([]);
  });

  test("about everybody, and sees exactly those who report to them", async () => {
    const askers = people.filter((_, i) => i % 4 === 0);
    for (const asker of askers) {
      const below = new Set((await org.listReports(asker.id, "2026-11-23")).map(({ person }) => person.id));
      for (const about of people) {
        const { shown } = await asking(asker.id, "", { pressed: { skill: "payout", input: { person: about.key } } });
        const may = about.id === asker.id || asker.role === "admin" || below.has(about.id);
        expect(shown.outcome, `${asker.name} about ${about.name}`).toBe(may ? "answer" : "denied");
      }
    }
  });

  test("and the log holds no word of it", () => {
    const logged = lines.join("");
    for (const { name } of people) expect(logged).not.toContain(name);
    expect(logged).not.toMatch(/quota\?|payout what/);
  });
});

test("a conversation is kept in the store and goes on in another process", async () => {
  const maya = named(firstRepEmail);
  await asking(maya.id, "what is my quota for Q3?", { conversation: "test:1" });
  const elsewhere = createAsk({ store: opened.store, log: pino({ level: "silent" }) });
  const { shown } = await elsewhere({
    orgId: organisation.id,
    askerId: maya.id,
    text: "and Q2?",
    channel: "dm",
    now: new Date(now.getTime() + 60_000),
    conversation: "test:1",
  });
  expect(shown).toMatchObject({ skill: "quota_detail", period: { label: "Q2 2026" } });
});
