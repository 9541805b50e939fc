import { expect, test } from "vitest";
import {
  buildCredit,
  buildPerson,
  buildQuota,
  type Company,
  type Desk,
  fakeStore,
  organisation,
  planInForce,
} from "../../test/fake-store.js";
import type { Answer } from "../answer/answer.js";
import { formatValue } from "../answer/format.js";
import type { KpiDeal } from "../core/kpi/deal.js";
import { money } from "../core/money.js";
import { renderMessage } from "./render-message.js";
import { weeklyDigest } from "./weekly-digest.js";

const NOW = new Date("2026-11-23T09:00:00Z");
const lena = buildPerson("Lena Boss", { role: "manager" });
const vera = buildPerson("Vera Top", { role: "manager" });
const maya = buildPerson("Maya Chen");
const dana = buildPerson("Dana Fairbank");

const kpiDeal = (owner: string, name: string, minor: number, more: Partial<KpiDeal> = {}): KpiDeal => ({
  ...{
    key: name,
    name,
    owner,
    product: null,
    amount: money(minor, "USD"),
    list: null,
    status: "open",
    stage: "Proposal",
  },
  ...{ openedOn: "2026-10-01", closedOn: null, expectedCloseOn: "2026-12-15" },
  ...{ stages: [{ stage: "Proposal", enteredOn: "2026-11-10" }], expected: [], lines: [] },
  ...more,
});
const desk = (more: Partial<Desk>): Desk => ({
  plans: [planInForce()],
  quotas: [buildQuota("2026-10-01", "2027-01-01", 100_000_00)],
  ...more,
});
/** Maya: 60,000 of 100,000, of it 20,000 this week. Dana: 10,000, and a deal that is past its day. */
const company: Company = {
  people: [vera, lena, maya, dana],
  lines: [
    { manager: "Vera Top", person: "Lena Boss" },
    { manager: "Lena Boss", person: "Maya Chen" },
    { manager: "Lena Boss", person: "Dana Fairbank" },
  ],
  desks: {
    "Maya Chen": desk({
      credits: [buildCredit("Cobalt", "2026-10-12", 40_000_00), buildCredit("Bluefin", "2026-11-20", 20_000_00)],
      kpiDeals: [
        kpiDeal(maya.id, "Bluefin", 20_000_00, { status: "won", closedOn: "2026-11-20" }),
        kpiDeal(maya.id, "Harborview", 50_000_00),
      ],
    }),
    "Dana Fairbank": desk({
      credits: [buildCredit("Elmwood", "2026-10-05", 10_000_00)],
      kpiDeals: [
        kpiDeal(dana.id, "Dunmore", 30_000_00, { expectedCloseOn: "2026-11-12" }),
        kpiDeal(dana.id, "Kestrel", 15_000_00, {
          expectedCloseOn: "2027-02-01",
          expected: [
            { on: "2026-10-01", expected: "2026-12-01" },
            { on: "2026-11-19", expected: "2027-02-01" },
          ],
        }),
      ],
    }),
  },
};
const digestFor = (recipientId: string, given: Company = company) =>
  renderMessage(weeklyDigest, {}, { store: fakeStore(given).forOrganisation(organisation), recipientId, now: NOW });
async function digest(recipientId: string, given: Company = company): Promise<Answer> {
  const written = await digestFor(recipientId, given);
  if (written.kind !== "answer") throw new Error(written.reason);
  return written.answer;
}
const tableOf = (answer: Answer, title: string): string[][] =>
  (answer.tables?.find((table) => table.title === title)?.rows ?? []).map((row) =>
    row.map((value) => formatValue(value, "en-US")),
  );

test("where the team stands, what it was a week ago, and why it is not the same", async () => {
  const answer = await digest(lena.id);
  // 70,000 of 200,000; without this week's 20,000 it was 50,000.
  expect(answer.headline).toBe("35.0% of quota: your team in Q4 2026, up from 25.0% a week ago.");
  expect(answer.body).toContain(
    "This week $20,000.00 was credited, 1 deal won. Pushed out of the quarter: 1 deal ($15,000.00).",
  );
  expect(answer.charts).toHaveLength(1);
});

test("whom to help first, with what goes well, what stands in the way, and a question to begin with", async () => {
  const [first, second] = tableOf(await digest(lena.id), "Who to help first");
  // Maya's quota is still within reach, so help is worth most there.
  expect(first?.slice(0, 3)).toEqual(["Maya Chen", "60.0%", "Won Bluefin this week."]);
  expect(second).toEqual([
    "Dana Fairbank",
    "10.0%",
    "Works on 2 open deals.",
    "Dunmore was to close on Nov 12, 2026.",
    "What has to happen for Dunmore to close, and when is that realistic?",
  ]);
});

test("the deals that decide and the wins, with their owners, and a way on for each person", async () => {
  const answer = await digest(lena.id);
  expect(tableOf(answer, "Deals that decide the quarter").map(([name, whose]) => [name, whose])).toEqual([
    ["Harborview", "Maya Chen"],
    ["Dunmore", "Dana Fairbank"],
  ]);
  expect(tableOf(answer, "Wins to praise")).toEqual([["Bluefin", "Maya Chen", "$20,000.00", "Nov 20, 2026"]]);
  expect(answer.actions?.[0]).toEqual({
    label: "Prepare my 1:1 with Maya Chen",
    ask: { skill: "coach", input: { person: "maya-chen", period: null } },
  });
});

test("a quiet week is short", async () => {
  const still = {
    ...company.desks?.["Maya Chen"],
    credits: [buildCredit("Cobalt", "2026-10-12", 40_000_00)],
    kpiDeals: [],
  };
  const answer = await digest(lena.id, {
    ...company,
    desks: { "Maya Chen": still, "Dana Fairbank": { ...company.desks?.["Dana Fairbank"], kpiDeals: [] } },
  });
  expect(answer.headline).toBe("25.0% of quota: a quiet week for your team in Q4 2026.");
  expect(answer.tables).toHaveLength(1);
  expect(answer.charts).toBeUndefined();
});

test("whoever leads leaders sees teams and not persons", async () => {
  const answer = await digest(vera.id);
  expect(tableOf(answer, "Who to help first")).toEqual([]);
  const [team] = tableOf(answer, "Teams, the one to help first on top");
  expect(team?.slice(0, 3)).toEqual(["Lena Boss", "35.0%", "25.0%"]);
});

test("who leads nobody today gets none", async () => {
  expect(await digestFor(maya.id)).toEqual({ kind: "nothing", reason: "nothing_to_say" });
});

test("it stays within two screens", async () => {
  const rows = (await digest(lena.id)).tables?.reduce((sum, table) => sum + table.rows.length + 2, 0) ?? 0;
  expect(rows).toBeLessThanOrEqual(20);
});
