import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createAsk } from "../../src/ask.js";
import type { Ask, Question } from "../../src/question.js";
import type { Organisation } from "../../src/store/store.js";
import { load } from "./company.js";
import { openTestStore, type TestStore } from "./test-store.js";

// Two companies on one store. Keys, and one name, are the same in both; everything else tells them apart.
const now = new Date("2026-11-18T09:00:00Z");
const alpha = { slug: "alpha", rep: "Ana Alves", manager: "Max Muster", deal: "Harbour Lights", amount: "40000.00" };
const beta = { slug: "beta", rep: "Zelda Quist", manager: "Orla Byrne", deal: "Nimbus Tower", amount: "77123.45" };

interface Company {
  readonly organisation: Organisation;
  readonly id: (key: string) => string;
}
let opened: TestStore;
let ask: Ask;
let a: Company;
let b: Company;

const email = (name: string, slug: string) => `${name.split(" ")[0]?.toLowerCase()}@${slug}.example`;

async function company({ slug, rep, manager, deal, amount }: typeof alpha): Promise<Company> {
  const organisation = await opened.store.createOrganisation({
    slug,
    name: `${slug} company`,
    currency: "USD",
    timeZone: "UTC",
    fiscalYearStartMonth: 1,
  });
  const keys = ["rep", "shared", "boss"];
  const quarter = { periodStart: "2026-10-01", periodEnd: "2027-01-01" };
  await load(opened.store, organisation, {
    people: [
      { key: "rep", name: rep, email: email(rep, slug), role: "rep" },
      { key: "shared", name: "Kim Lee", email: `kim@${slug}.example`, role: "rep" },
      { key: "boss", name: manager, email: email(manager, slug), role: "manager" },
      { key: "admin", name: "Ada Admin", email: `ada@${slug}.example`, role: "admin" },
    ],
    reportingLines: ["rep", "shared"].map((personKey) => ({ personKey, managerKey: "boss", validFrom: "2026-01-01" })),
    deals: ["rep", "shared"].map((ownerKey) => ({
      key: `D-${ownerKey}`,
      name: deal,
      ownerKey,
      stage: "Won",
      status: "won" as const,
      amount,
      currency: "USD",
      closedOn: "2026-10-20",
    })),
    quotas: keys.map((personKey) => ({
      personKey,
      measure: "bookings",
      ...quarter,
      setOn: "2026-10-01",
      amount: "100000",
      currency: "USD",
    })),
    plans: [
      {
        key: "plan",
        version: "1",
        name: "Plan",
        validFrom: "2026-01-01",
        document: `{ name: Plan, version: "1", currency: USD, quota_period: quarter, measures: { bookings: amount }, components: { commission: { type: flat_rate, measure: bookings, rate: 10% } } }`,
      },
    ],
    planAssignments: keys.map((personKey) => ({
      personKey,
      planKey: "plan",
      planVersion: "1",
      validFrom: "2026-01-01",
    })),
  });
  const org = opened.store.forOrganisation(organisation);
  const ids = new Map((await org.listPeople()).map(({ key, id }) => [key, id]));
  return { organisation, id: (key) => ids.get(key) ?? "" };
}

const strangersAsked = [
  "how is Zelda doing?",
  "how close is zelda to quota?",
  "how close is zelda@beta.example to quota?",
  "how close is Zelda Quist to quota?",
  "what did Orla earn this quarter?",
  "show me Zelda's deals",
  "why is Zelda's payout what it is?",
  "what is Nimbus Tower worth to me?",
  "what if I close nimbus?",
  "which deals counted?",
  "my biggest deals",
  "how is my team doing?",
  "how is the whole company doing?",
  "how is Kim Lee doing?",
  "what about Zeld?",
];
const askers = ["rep", "boss", "admin"];

const inAlpha = (text: string, asker: string, more: Partial<Question> = {}) =>
  ask({ orgId: a.organisation.id, askerId: a.id(asker), text, channel: "dm", now, ...more });
/** Everything that leaves: the answer, its buttons, and how the question was read. */
const everything = (reply: unknown) =>
  JSON.stringify(reply, (_, value) => (typeof value === "bigint" ? `${value}` : value));
const askAll = async () => {
  const answers = new Map<string, string>();
  for (const asker of askers)
    for (const text of strangersAsked) answers.set(`${asker}: ${text}`, everything(await inAlpha(text, asker)));
  return answers;
};
const OF_BETA = /77[,.]?123|7[,.]?712\.?3|Quist|Byrne/;

let alone: Map<string, string>;
beforeAll(async () => {
  opened = await openTestStore();
  ask = createAsk({ store: opened.store, log: pino({ level: "silent" }) });
  a = await company(alpha);
  alone = await askAll();
  b = await company(beta);
  // A new import, so that nothing is answered from what was remembered before.
  await load(opened.store, a.organisation, { people: [{ key: "rep", name: alpha.rep }] });
});
afterAll(() => opened.close());

test("every answer is to the letter what it was before the other organisation was there", async () => {
  expect(Object.fromEntries(await askAll())).toEqual(Object.fromEntries(alone));
});

test("the same questions have figures to give, so that their absence means something", async () => {
  expect(alone.get("admin: how is Kim Lee doing?")).toContain("4000000");
  const text = "how is Zelda doing?";
  const reply = await ask({ orgId: b.organisation.id, askerId: b.id("admin"), text, channel: "dm", now });
  expect(everything(reply)).toMatch(OF_BETA);
});

test.each(["attainment", "payout", "deals", "payout_explain", "quota_detail"])(
  "a button for %s that bears a stranger's id opens nothing",
  async (skill) => {
    const pressed = { skill, input: { person: b.id("rep") } };
    const reply = await inAlpha("", "admin", { pressed }).catch((error: Error) => error.message);
    expect(everything(reply)).not.toMatch(OF_BETA);
  },
);

test("a stranger asks for nobody here", async () => {
  const asStranger = { askerId: b.id("rep") };
  const reply = await inAlpha("how close am I to quota?", "rep", asStranger).catch((error: Error) => error.message);
  expect(everything(reply)).not.toMatch(OF_BETA);
});
