import { afterAll, beforeAll, expect, test } from "vitest";
import { closePeriod } from "../../src/actions/close-period.js";
import { verifyClosed } from "../../src/actions/verify-closed.js";
import { toDecimal } from "../../src/core/money.js";
import { parsePeriodKey } from "../../src/core/period.js";
import { payoutSkill } from "../../src/skills/payout.js";
import { runSkill } from "../../src/skills/run-skill.js";
import type { Organisation, OrgStore } from "../../src/store/store.js";
import { figuresOf } from "../ask-skill.js";
import { load, makeCompany } from "./company.js";
import { openTestStore, type TestStore } from "./test-store.js";

const document = `name: AE
version: "7"
currency: USD
quota_period: quarter
measures: { bookings: amount }
components: { commission: { type: flat_rate, measure: bookings, rate: 10% } }
`;
const q3 = parsePeriodKey("2026-Q3") as NonNullable<ReturnType<typeof parsePeriodKey>>;
let opened: TestStore;
let organisation: Organisation;
let org: OrgStore;
let other: OrgStore;

const deal = (key: string, amount: string, owner: string) => ({
  key,
  name: `Deal ${key}`,
  ownerKey: owner,
  amount,
  currency: "USD",
  stage: "Won",
  status: "won" as const,
  closedOn: "2026-08-10",
});
const close = (more: { dryRun?: boolean; today?: string } = {}) =>
  closePeriod(org, {
    period: q3,
    today: "2026-10-02",
    closedAt: new Date("2026-10-02T08:00:00Z"),
    closedBy: "finance",
    ...more,
  });

beforeAll(async () => {
  opened = await openTestStore();
  organisation = await opened.store.createOrganisation({
    slug: "books",
    name: "Books",
    currency: "USD",
    timeZone: "UTC",
    fiscalYearStartMonth: 1,
  });
  await load(opened.store, organisation, {
    people: [
      { key: "rex", name: "Rex Rep", email: "rex@example.com" },
      { key: "sue", name: "Sue Sells", email: "sue@example.com" },
    ],
    plans: [{ key: "closing", version: "7", name: "AE", document, validFrom: "2026-01-01" }],
    planAssignments: [
      { personKey: "rex", planKey: "closing", planVersion: "7", validFrom: "2026-01-01" },
      { personKey: "sue", planKey: "closing", planVersion: "7", validFrom: "2026-01-01" },
    ],
    deals: [deal("r1", "100000", "rex"), deal("s1", "50000.05", "sue")],
  });
  org = opened.store.forOrganisation(organisation);
  // Its plans have no components, so nothing of theirs can be computed.
  other = opened.store.forOrganisation((await makeCompany(opened.store, "other-books")).organisation);
});
afterAll(() => opened.close());

test("a period that runs cannot be closed", async () => {
  await expect(close({ today: "2026-09-30" })).rejects.toThrow("runs until 2026-09-30");
});

test("nothing is closed while a statement cannot be computed", async () => {
  const outcome = await closePeriod(other, {
    period: q3,
    today: "2026-10-02",
    closedAt: new Date("2026-10-02T08:00:00Z"),
    closedBy: "finance",
  });
  expect(outcome).toMatchObject({ added: 0, faults: [expect.stringContaining("Ana Alves (ana): The plan has")] });
  expect(await other.listClosedStatements(null)).toEqual([]);
});

test("a dry run says what would be closed, and writes nothing", async () => {
  const before = await close({ dryRun: true });
  expect(before).toMatchObject({ faults: [], corrections: [], unchanged: 0 });
  expect(before.added).toBe(2);
  expect(await org.listClosedStatements(null)).toEqual([]);
});

test("who changed plan within the period is closed once, at what chat shows", async () => {
  const sam = await opened.store.createOrganisation({
    slug: "changed",
    name: "Changed",
    currency: "USD",
    timeZone: "UTC",
    fiscalYearStartMonth: 1,
  });
  const terms = (version: string, rate: string) => `${document.replace('"7"', `"${version}"`).replace("10%", rate)}
attainment_at_start: restarted
draw: { kind: recoverable, amount: 3000, per: quarter }
`;
  const plan = (version: string, rate: string, validFrom: string, validTo: string | null) => ({
    key: `closing-${version}`,
    version,
    name: "AE",
    document: terms(version, rate),
    validFrom,
    validTo,
  });
  const plans = [plan("8", "10%", "2026-01-01", "2026-08-01"), plan("9", "12%", "2026-08-01", null)];
  await load(opened.store, sam, {
    people: [{ key: "sam", name: "Sam Shift", email: "sam@example.com" }],
    plans,
    planAssignments: plans.map(({ key, version, validFrom, validTo }) => ({
      personKey: "sam",
      planKey: key,
      planVersion: version,
      validFrom,
      validTo,
    })),
    deals: [{ ...deal("july", "1000", "sam"), closedOn: "2026-07-10" }, deal("august", "1000", "sam")],
  });
  const changed = opened.store.forOrganisation(sam);
  const request = { period: q3, today: "2026-10-02", closedAt: new Date("2026-10-02T08:00:00Z"), closedBy: "finance" };
  expect(await closePeriod(changed, request)).toMatchObject({ added: 1, faults: [] });
  const kept = await changed.listClosedStatements(q3);
  // 100 and 120 are earned, under one draw of 3,000 and not two; Q1 and Q2 drew 3,000 each.
  expect(kept.map(({ planVersion, payable }) => [planVersion, toDecimal(payable)])).toEqual([["9", "3000.00"]]);
  const [person] = await changed.listPeople();
  if (!person) throw new Error("Sam is there");
  const answer = await runSkill(
    payoutSkill,
    { period: "2026-Q3" },
    { store: changed, asker: person, today: "2026-09-30", locale: "en" },
  );
  expect(figuresOf(answer)).toMatchObject({ earned: "220.00", payable: "3000.00" });
  expect(JSON.parse(kept[0]?.receipt ?? "{}").plans.map(({ from }: { from: string }) => from)).toEqual([
    "2026-01-01",
    "2026-08-01",
  ]);
  expect((await verifyClosed(changed, null)).map(({ found }) => found.outcome)).toEqual(["verified"]);
});

test("closing keeps every statement with what it was computed from, and twice changes nothing", async () => {
  const first = await close();
  const kept = await org.listClosedStatements(q3);
  expect(kept).toHaveLength(first.added);
  const rex = kept.find(({ personKey }) => personKey === "rex");
  expect(rex).toMatchObject({
    periodKey: "2026-Q3",
    planName: "AE",
    planVersion: "7",
    engineVersion: "1",
    closedBy: "finance",
  });
  expect(rex && toDecimal(rex.payable)).toBe("10000.00");
  expect(JSON.parse(rex?.receipt ?? "{}").hash).toBe(rex?.hash);
  const id = rex?.personId ?? "";
  expect(await org.findClosedStatement(id, q3)).toEqual(rex);
  expect(await org.findClosedStatement(id, { start: "2026-07-01", end: "2026-08-01" })).toBeNull();
  expect(await other.findClosedStatement(id, q3)).toBeNull();

  expect(await close()).toMatchObject({ added: 0, unchanged: first.added, corrections: [] });
  expect(await org.listClosedStatements(q3)).toEqual(kept);
  expect(await org.listClosedStatements({ start: "2026-04-01", end: "2026-07-01" })).toEqual([]);
  expect(await other.listClosedStatements(null)).toEqual([]);
});

test("what changed later is a correction with its causes, and the closed statement stays", async () => {
  const kept = await org.listClosedStatements(q3);
  await load(opened.store, organisation, { deals: [deal("r1", "90000", "rex"), deal("r2", "5000", "rex")] });
  const { corrections, added } = await close();
  expect(added).toBe(0);
  expect(corrections.map(({ person, difference }) => [person, toDecimal(difference)])).toEqual([
    ["Rex Rep", "-500.00"],
  ]);
  expect(corrections[0]?.causes.map(({ label, amount }) => [label, toDecimal(amount)])).toEqual([
    ["Amount of Deal r1 changed", "-1000.00"],
    ["New deal: Deal r2", "500.00"],
  ]);
  expect(await org.listClosedStatements(q3)).toEqual(kept);
});

test("closed statements come to the same from what is stored with them, whatever changed since", async () => {
  const verified = await verifyClosed(org, null);
  expect(verified.map(({ found }) => found.outcome)).toEqual(verified.map(() => "verified"));
  expect(verified.length).toBeGreaterThanOrEqual(2);
  expect(await verifyClosed(org, parsePeriodKey("2026-Q2"))).toEqual([]);
});

test.each([
  "update closed_statement set payable_minor = 1",
  "delete from closed_statement",
  "truncate closed_statement",
  "delete from person where key = 'rex'",
])("the database refuses: %s", async (statement) => {
  await expect(opened.sql.query(statement)).rejects.toThrow("A closed statement is not changed");
});

test("they go with all the data of their organisation, and with nothing less", async () => {
  await opened.store.loadRecords(organisation, (async function* () {})(), {
    actor: "test",
    source: "test",
    now: new Date("2026-10-03T08:00:00Z"),
    mode: () => "replace",
  });
  expect(await org.listClosedStatements(null)).toEqual([]);
});
