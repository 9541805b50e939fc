import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestStore, type TestStore } from "../../test/store/test-store.js";
import { periodOf, shiftPeriod } from "../core/period.js";
import { statementOf } from "../core/statement-of.js";
import { readPlan } from "../plans/plan-file.js";
import type { Organisation } from "../store/store.js";
import { ensureDemo, firstRepEmail, rebuildDemo } from "./index.js";

const now = new Date("2026-11-23T15:00:00Z");
const quarter = periodOf("quarter", "2026-11-23");
let opened: TestStore;

beforeAll(async () => {
  opened = await openTestStore();
});
afterAll(() => opened.close());

async function demo(): Promise<Organisation> {
  const found = await opened.store.findOrganisation("demo");
  if (!found) throw new Error("the demo company is not there");
  return found;
}
const countOf = async (table: string): Promise<number> => {
  const [row] = await opened.sql.query<{ rows: number }>(`select count(*) as rows from ${table}`);
  return row?.rows ?? 0;
};

test("two processes at once load it once, and a third finds it done", async () => {
  await Promise.all([ensureDemo(opened.store, now), ensureDemo(opened.store, now)]);
  expect(await countOf("organisation")).toBe(1);
  expect(await countOf("import_run")).toBe(1);
  expect(await countOf("person")).toBe(40);
  await ensureDemo(opened.store, new Date("2026-11-23T19:00:00Z"));
  expect(await countOf("import_run")).toBe(1);
});

test("the first rep's file holds what a question needs", async () => {
  const org = opened.store.forOrganisation(await demo());
  const maya = await org.findPersonByEmailOrName(firstRepEmail);
  const file = await org.getPayeeFile(maya?.id ?? "", quarter, "2026-11-23");
  expect(file).toMatchObject({ team: "Commercial Americas", managerName: "Grace Lindgren", territories: ["US East"] });
  expect(file.facts.quotas.map(({ amount }) => amount)).toEqual([{ minor: 180_000_00, currency: "USD" }]);
  expect(file.facts.credits.reduce((sum, { amount }) => sum + amount.minor, 0)).toBe(148_550_00);
  expect(file.plans.map(({ key, version }) => `${key} ${version}`)).toEqual(["ae 2026.1"]);
  const zorvik = (await org.listDeals(maya?.id ?? "", quarter)).find(({ name }) => name === "Zorvik");
  expect(zorvik).toMatchObject({
    status: "open",
    stage: "Negotiation",
    credited: { minor: 42_500_00, currency: "USD" },
  });
});

test("everybody with a quota has a statement in every quarter", async () => {
  const org = opened.store.forOrganisation(await demo());
  const people = (await org.listPeople()).filter(({ role }) => role !== "admin");
  for (let offset = -6; offset <= 0; offset++) {
    const period = shiftPeriod(quarter, offset);
    const files = await org.listPayeeFiles(
      people.map(({ id }) => id),
      period,
      "2026-11-23",
    );
    let earned = 0;
    for (const { facts, plans, person } of files) {
      const [plan] = plans;
      if (!plan) {
        expect(person.hiredOn !== null && person.hiredOn >= period.end, person.key).toBe(true);
        continue;
      }
      const statement = statementOf(readPlan(plan.document), facts, period);
      expect(
        statement.measures.every(({ attainment }) => attainment.ok),
        `${person.key} ${period.key}`,
      ).toBe(true);
      earned += statement.earned.minor;
    }
    expect(earned).toBeGreaterThan(200_000_00);
  }
});

test("a team's bookings are its manager's credits, counted once", async () => {
  const org = opened.store.forOrganisation(await demo());
  const grace = await org.findPersonByEmailOrName("Grace Lindgren");
  const [manager] = await org.listPayeeFiles([grace?.id ?? ""], quarter, "2026-11-23");
  const reports = await org.listReports(grace?.id ?? "", "2026-11-23");
  const files = await org.listPayeeFiles(
    reports.map(({ person }) => person.id),
    quarter,
    "2026-11-23",
  );
  const total = (file: typeof manager) =>
    (file?.facts.credits ?? [])
      .filter(({ amount }) => amount.currency === "USD")
      .reduce((sum, { amount }) => sum + amount.minor, 0);
  expect(files.reduce((sum, file) => sum + total(file), 0)).toBe(total(manager));
});

test("a day later the same deals are further along; nothing is rebuilt", async () => {
  const before = await demo();
  const deals = await countOf("deal");
  await ensureDemo(opened.store, new Date("2026-12-17T15:00:00Z"));
  expect(await demo()).toEqual(before);
  expect(await countOf("import_run")).toBe(2);
  expect(await countOf("deal")).toBeGreaterThan(deals);
  const org = opened.store.forOrganisation(before);
  const maya = await org.findPersonByEmailOrName(firstRepEmail);
  const { facts } = await org.getPayeeFile(maya?.id ?? "", quarter, "2026-12-17");
  expect(facts.credits.map(({ dealName }) => dealName)).toContain("Wexmoor Cooling Field Mobile");
});

test("with the clock set back it stays as it is", async () => {
  await ensureDemo(opened.store, now);
  expect(await countOf("import_run")).toBe(2);
});

test("in another quarter it is built anew, under the same organisation", async () => {
  const before = await demo();
  await ensureDemo(opened.store, new Date("2027-08-02T09:00:00Z"));
  expect(await demo()).toEqual(before);
  expect(await countOf("person")).toBe(40);
  const org = opened.store.forOrganisation(before);
  const maya = await org.findPersonByEmailOrName(firstRepEmail);
  const { facts } = await org.getPayeeFile(maya?.id ?? "", periodOf("quarter", "2027-08-02"), "2027-08-02");
  expect(facts.quotas).toHaveLength(1);
  expect(facts.credits.length).toBeGreaterThan(0);
  const [old] = await opened.sql.query<{ rows: number }>(
    "select count(*) as rows from deal where closed_on < '2026-01-01'",
  );
  expect(old?.rows).toBe(0);
});

test("it can be built anew on demand, and no other company is touched", async () => {
  const other = await opened.store.createOrganisation({
    slug: "other",
    name: "Other",
    currency: "USD",
    timeZone: "UTC",
    fiscalYearStartMonth: 1,
  });
  await opened.sql.query("insert into person (org_id, key, name) values ($1::uuid, 'p', 'Somebody')", [other.id]);
  await rebuildDemo(opened.store, now);
  expect(await countOf("person")).toBe(41);
  expect(await opened.store.forOrganisation(other).listPeople()).toHaveLength(1);
});
