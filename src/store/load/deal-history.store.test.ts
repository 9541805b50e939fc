import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openTestStore, type TestStore } from "../../../test/store/test-store.js";
import type { RecordBatch, Records } from "../records.js";
import type { Organisation } from "../store.js";

let opened: TestStore;
let organisation: Organisation;
let tenants = 0;
beforeAll(async () => {
  opened = await openTestStore();
});
afterAll(() => opened.close());
beforeEach(async () => {
  const slug = `history-${++tenants}`;
  const settings = { slug, name: slug, currency: "USD", timeZone: "America/Los_Angeles", fiscalYearStartMonth: 1 };
  organisation = await opened.store.createOrganisation(settings);
});

const people = ["ann", "bob"].map((key) => ({ key, name: key }));
const open = (key: string, more: Partial<Records["deals"]> = {}): Records["deals"] => ({
  key,
  name: key,
  ownerKey: "ann",
  stage: "Discovery",
  status: "open",
  amount: "100",
  currency: "USD",
  openedOn: "2026-09-01",
  expectedCloseOn: "2026-12-15",
  ...more,
});

async function load(now: string, batches: readonly RecordBatch[]): Promise<void> {
  async function* all() {
    yield* batches;
  }
  const result = await opened.store.loadRecords(organisation, all(), {
    actor: "test",
    source: "test",
    now: new Date(now),
  });
  expect(result.faults).toEqual([]);
}
const deals = (...records: Records["deals"][]): RecordBatch => ({ kind: "deals", records });

const YEAR = { start: "2026-01-01", end: "2027-01-01" };
const history = async (personIds: readonly string[] | null = null, span = YEAR) =>
  (await opened.store.forOrganisation(organisation).listDealChanges(personIds, span)).map(
    ({ dealKey, changedOn, stage, status, amount, expectedCloseOn }) =>
      [dealKey, changedOn, stage, status, amount?.minor ?? null, expectedCloseOn].join(" "),
  );

test("each day on which an open deal changed has one row of how it stood, and its end has the last", async () => {
  await load("2026-10-01T18:00:00Z", [{ kind: "people", records: people }, deals(open("d1"))]);
  await load("2026-10-05T18:00:00Z", [deals(open("d1"))]);
  await load("2026-10-08T17:00:00Z", [deals(open("d1", { amount: "120" }))]);
  // Later on the same day of the organisation, though the next one in UTC.
  await load("2026-10-09T03:00:00Z", [deals(open("d1", { amount: "130", expectedCloseOn: "2027-01-10" }))]);
  await load("2026-10-20T18:00:00Z", [deals(open("d1", { status: "won", stage: "Won", closedOn: "2026-10-19" }))]);
  expect(await history()).toEqual([
    "d1 2026-10-01 Discovery open 10000 2026-12-15",
    "d1 2026-10-08 Discovery open 13000 2027-01-10",
    "d1 2026-10-20 Won won 10000 2026-12-15",
  ]);
});

test("a deal that is closed when it is first seen has no history", async () => {
  await load("2026-10-01T18:00:00Z", [
    { kind: "people", records: people },
    deals(open("d1", { status: "won", stage: "Won", closedOn: "2026-09-19" })),
  ]);
  expect(await history()).toEqual([]);
});

test("what the source tells of earlier days stands before what imports notice, and what it leaves out is no change", async () => {
  await load("2026-10-01T18:00:00Z", [
    { kind: "people", records: people },
    deals(open("d1", { stage: "Proposal" })),
    {
      kind: "dealChanges",
      records: [
        { dealKey: "d1", changedOn: "2026-09-01", stage: "Discovery", amount: "80.50", expectedCloseOn: "2026-09-30" },
        { dealKey: "d1", changedOn: "2026-09-20", stage: "Proposal" },
      ],
    },
  ]);
  expect(await history()).toEqual(["d1 2026-09-01 Discovery open 8050 2026-09-30", "d1 2026-09-20 Proposal open  "]);
});

test("of a span the rows within and the newest before; of a person also deals that were theirs once", async () => {
  await load("2026-10-01T18:00:00Z", [{ kind: "people", records: people }, deals(open("d1"), open("d2"))]);
  await load("2026-10-08T18:00:00Z", [deals(open("d1", { stage: "Proposal" }))]);
  await load("2026-10-15T18:00:00Z", [deals(open("d1", { stage: "Proposal", ownerKey: "bob" }))]);
  const store = opened.store.forOrganisation(organisation);
  const idOf = async (name: string) => (await store.findPersonByEmailOrName(name))?.id ?? "";
  expect(await history(null, { start: "2026-10-10", end: "2026-10-31" })).toEqual([
    "d1 2026-10-08 Proposal open 10000 2026-12-15",
    "d1 2026-10-15 Proposal open 10000 2026-12-15",
    "d2 2026-10-01 Discovery open 10000 2026-12-15",
  ]);
  expect(await history([await idOf("bob")])).toHaveLength(3);
  expect(await history([await idOf("ann")], { start: "2026-11-01", end: "2026-12-01" })).toHaveLength(2);
});

test("parts of deals: credits of won ones, splits or the owner of others, as they stood on the day", async () => {
  await load("2026-10-01T18:00:00Z", [
    { kind: "people", records: people },
    deals(
      open("open", { amount: "200" }),
      open("shared", { amount: "100.01" }),
      open("won", { status: "won", stage: "Won", closedOn: "2026-09-19", amount: "90" }),
      open("later", { status: "won", stage: "Won", closedOn: "2026-12-01", amount: "70" }),
      open("lost", { status: "lost", stage: "Lost", closedOn: "2026-09-10", amount: "50" }),
      open("old", { status: "lost", stage: "Lost", closedOn: "2024-09-10", openedOn: "2024-01-01" }),
      open("future", { openedOn: "2026-11-15" }),
    ),
    {
      kind: "dealSplits",
      records: ["ann", "bob"].map((personKey) => ({ dealKey: "shared", personKey, share: "0.5" })),
    },
    {
      kind: "stageChanges",
      records: [
        { dealKey: "open", stage: "Discovery", enteredOn: "2026-09-01" },
        { dealKey: "open", stage: "Proposal", enteredOn: "2026-09-12" },
      ],
    },
  ]);
  await load("2026-10-20T18:00:00Z", [
    deals(open("open", { amount: "210", status: "won", stage: "Won", closedOn: "2026-10-19" })),
  ]);
  const store = opened.store.forOrganisation(organisation);
  const idOf = async (name: string) => (await store.findPersonByEmailOrName(name))?.id ?? "";
  const parts = async (name: string, asOf: string) =>
    (await store.listDealParts([await idOf(name)], "2026-01-01", asOf, false)).map(
      ({ dealKey, status, closedOn, advancedOn, amount, firstSaid }) =>
        [dealKey, status, closedOn, advancedOn, amount?.minor, firstSaid?.minor].map((part) => part ?? "-").join(" "),
    );
  expect(await parts("ann", "2026-10-25")).toEqual([
    "later open - - 7000 -",
    "lost lost 2026-09-10 - 5000 -",
    "open won 2026-10-19 2026-09-12 21000 20000",
    "shared open - - 5001 -",
    "won won 2026-09-19 - 9000 -",
  ]);
  expect(await parts("bob", "2026-10-25")).toEqual(["shared open - - 5001 -"]);
  const [withAttributes] = await store.listDealParts([await idOf("bob")], "2026-01-01", "2026-10-25", true);
  expect(withAttributes).toMatchObject({ share: { n: 1n, d: 2n }, attributes: { stage: "Discovery" } });
});

test("calls are kept one beside the other, for people of the organisation alone", async () => {
  await load("2026-10-01T18:00:00Z", [{ kind: "people", records: people }]);
  const store = opened.store.forOrganisation(organisation);
  const ann = (await store.findPersonByEmailOrName("ann"))?.id ?? "";
  const call = (minor: number, calledAt: string, personId = ann) => ({
    personId,
    calledById: ann,
    kind: "commit" as const,
    measure: "bookings",
    periodStart: "2026-10-01",
    periodEnd: "2027-01-01",
    calledOn: calledAt.slice(0, 10),
    calledAt: new Date(calledAt),
    amount: { minor, currency: "USD" },
    note: null,
  });
  await store.addForecastCall(call(100_00, "2026-10-05T10:00:00Z"));
  await store.addForecastCall(call(120_00, "2026-10-12T10:00:00Z"));
  const other = { slug: "other-history", name: "Other", currency: "USD", timeZone: "UTC", fiscalYearStartMonth: 1 };
  const elsewhere = opened.store.forOrganisation(await opened.store.createOrganisation(other));
  await elsewhere.addForecastCall(call(999_00, "2026-10-12T10:00:00Z"));
  const found = await store.listForecastCalls([ann], { start: "2026-11-01", end: "2026-12-01" });
  expect(found).toEqual([call(100_00, "2026-10-05T10:00:00Z"), call(120_00, "2026-10-12T10:00:00Z")]);
  expect(await store.listForecastCalls([ann], { start: "2027-01-01", end: "2027-04-01" })).toEqual([]);
});
