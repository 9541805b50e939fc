import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openTestStore, type TestStore } from "../../../test/store/test-store.js";
import type { RecordBatch, RecordKind, Records } from "../records.js";
import type { LoadOptions, Organisation } from "../store.js";

let opened: TestStore;
let organisation: Organisation;
let tenants = 0;
beforeAll(async () => {
  opened = await openTestStore();
});
afterAll(() => opened.close());
beforeEach(async () => {
  const slug = `tenant-${++tenants}`;
  const settings = { slug, name: slug, currency: "USD", timeZone: "UTC", fiscalYearStartMonth: 1 };
  organisation = await opened.store.createOrganisation(settings);
});

type Given = { readonly [K in RecordKind]?: readonly Records[K][] };

/** Loads records in the order they are written; `repeats` for kinds whose source says them again and again. */
function load(given: Given, options: Partial<LoadOptions> = {}, repeats: readonly RecordKind[] = []) {
  async function* batches() {
    for (const [kind, records] of Object.entries(given)) {
      yield { kind, records, repeats: repeats.includes(kind as RecordKind) } as unknown as RecordBatch;
    }
  }
  return opened.store.loadRecords(organisation, batches(), {
    actor: "test",
    source: "test",
    now: new Date("2026-11-01T00:00:00Z"),
    ...options,
  });
}
const query = (text: string) => opened.sql.query(text, [organisation.id]);
const credits = () =>
  query(
    `SELECT d.key AS deal, p.key AS person, c.amount_minor, c.credited_on FROM credit c JOIN deal d ON d.id = c.deal_id
     JOIN person p ON p.id = c.person_id WHERE c.org_id = $1 ORDER BY 1, 2`,
  );

const people: Given["people"] = ["ann", "bob", "cid"].map((key) => ({ key, name: key }));
const won = (key: string, amount: string, more: Partial<Records["deals"]> = {}): Records["deals"] => ({
  key,
  name: key,
  ownerKey: "ann",
  stage: "Won",
  status: "won",
  amount,
  currency: "USD",
  closedOn: "2026-03-31",
  ...more,
});

/** One record of each kind, everything referring to something. */
const everything: Given = {
  people: [
    ...people,
    { key: "boss", name: "Boss", email: "boss@tenant.example", role: "manager", hiredOn: "2020-01-01" },
  ],
  teams: [
    { key: "west", name: "West", parentKey: "sales" },
    { key: "sales", name: "Sales" },
  ],
  memberships: [{ personKey: "ann", teamKey: "west", validFrom: "2026-01-01" }],
  reportingLines: [{ personKey: "ann", managerKey: "boss", validFrom: "2026-01-01" }],
  leaves: [{ personKey: "ann", validFrom: "2026-05-01", validTo: "2026-06-01", reason: "parental" }],
  accounts: [{ key: "acme", name: "Acme", industry: "anvils" }],
  products: [{ key: "p", name: "P", listPrice: "9.99", currency: "USD" }],
  territories: [{ key: "t", name: "T" }],
  territoryAssignments: [{ personKey: "ann", territoryKey: "t", validFrom: "2026-01-01" }],
  deals: [won("d1", "100.01", { accountKey: "acme", productKey: "p", territoryKey: "t" }), won("d2", "5")],
  dealLines: [{ key: "1", dealKey: "d2", amount: "5", productKey: "p", quantity: "2.5" }],
  dealSplits: [
    { dealKey: "d1", personKey: "ann", share: "0.5" },
    { dealKey: "d1", personKey: "bob", share: "0.5" },
  ],
  stageChanges: [{ dealKey: "d1", stage: "Won", enteredOn: "2026-03-31" }],
  dealChanges: [{ dealKey: "d1", changedOn: "2026-02-01", stage: "Proposal", amount: "90", ownerKey: "ann" }],
  quotas: [
    {
      personKey: "ann",
      measure: "bookings",
      periodStart: "2026-01-01",
      periodEnd: "2026-04-01",
      setOn: "2026-01-01",
      amount: "1000",
      currency: "USD",
    },
  ],
  fxRates: [{ kind: "plan", fromCurrency: "EUR", toCurrency: "USD", validFrom: "2026-01-01", rate: "1.0875" }],
  plans: [{ key: "ae", version: "1", name: "AE", document: "name: AE\ncurrency: JPY\n", validFrom: "2026-01-01" }],
  planAssignments: [
    { personKey: "ann", planKey: "ae", planVersion: "1", validFrom: "2026-01-01", targetIncentive: "6000000" },
  ],
  ledger: [
    {
      key: "l1",
      personKey: "ann",
      postedOn: "2026-04-15",
      kind: "clawback",
      amount: "-12.34",
      currency: "USD",
      reason: "cancelled",
      dealKey: "d1",
    },
  ],
};

test("every kind is added once and is unchanged the second time", async () => {
  const first = await load(everything);
  expect(first.faults).toEqual([]);
  expect(first.committed).toBe(true);
  for (const [kind, counts] of Object.entries(first.counts)) {
    expect({ kind, ...counts }).toMatchObject({ kind, added: everything[kind as RecordKind]?.length, changed: 0 });
  }
  const second = await load(everything);
  for (const [kind, counts] of Object.entries(second.counts)) {
    expect({ kind, ...counts }).toMatchObject({ kind, added: 0, changed: 0, unchanged: counts.read });
  }
  expect(await query("SELECT t.key FROM team t JOIN team p ON p.id = t.parent_id WHERE t.org_id = $1")).toEqual([
    { key: "west" },
  ]);
  // Yen have no minor unit: the target is in the plan's currency, not the organisation's.
  expect(await query("SELECT target_incentive_minor FROM plan_assignment WHERE org_id = $1")).toEqual([
    { target_incentive_minor: 6_000_000 },
  ]);
});

test("a dry run counts what would change and leaves everything as it is", async () => {
  const result = await load(everything, { dryRun: true });
  expect(result.committed).toBe(false);
  expect(result.counts.deals).toEqual({ read: 2, added: 2, changed: 0, unchanged: 0 });
  expect(await query("SELECT count(*) AS people FROM person WHERE org_id = $1")).toEqual([{ people: 0 }]);
});

test("a split loses no cent, and an owner alone is credited with all", async () => {
  await load(everything);
  expect(await credits()).toEqual([
    { deal: "d1", person: "ann", amount_minor: 50_01, credited_on: "2026-03-31" },
    { deal: "d1", person: "bob", amount_minor: 50_00, credited_on: "2026-03-31" },
    { deal: "d2", person: "ann", amount_minor: 5_00, credited_on: "2026-03-31" },
  ]);
});

test("credits follow what happens to the deal: amount, owner, day, loss", async () => {
  await load({ people, deals: [won("d1", "10"), won("d2", "10"), won("d3", "10")] });
  await load({
    deals: [
      won("d1", "12.50", { closedOn: "2026-04-01" }),
      won("d2", "10", { ownerKey: "bob" }),
      won("d3", "10", { status: "lost", stage: "Lost" }),
    ],
  });
  expect(await credits()).toEqual([
    { deal: "d1", person: "ann", amount_minor: 12_50, credited_on: "2026-04-01" },
    { deal: "d2", person: "bob", amount_minor: 10_00, credited_on: "2026-03-31" },
  ]);
});

test("a deal is the sum of its order lines, also of those that come later", async () => {
  const { amount: _none, ...order } = won("o1", "0");
  const again = { ...order };
  await load(
    {
      people,
      deals: [order, again],
      dealLines: [
        { key: "1", dealKey: "o1", amount: "5" },
        { key: "2", dealKey: "o1", amount: "7.25" },
      ],
    },
    {},
    ["deals"],
  );
  const later = await load({
    dealLines: [
      { key: "2", dealKey: "o1", amount: "8.25" },
      { key: "3", dealKey: "o1", amount: "1" },
    ],
  });
  expect(later.counts).toMatchObject({ dealLines: { added: 1, changed: 1 }, deals: { changed: 1 } });
  expect(await credits()).toEqual([{ deal: "o1", person: "ann", amount_minor: 14_25, credited_on: "2026-03-31" }]);
});

test("fields that are absent stay as they are stored, null empties them, and the audit shows what differed", async () => {
  await load({ people: [{ key: "ann", name: "Ann", email: "ann@tenant.example", title: "AE", role: "manager" }] });
  const { counts } = await load({ people: [{ key: "ann", name: "Ann", title: null }] });
  expect(counts.people).toMatchObject({ changed: 1 });
  expect(await query("SELECT email, title, role FROM person WHERE org_id = $1")).toEqual([
    { email: "ann@tenant.example", title: null, role: "manager" },
  ]);
  expect(
    await query(
      "SELECT actor, entity, entity_key, before, after FROM audit_entry WHERE org_id = $1 AND entity = 'person'",
    ),
  ).toEqual([{ actor: "test", entity: "person", entity_key: "ann", before: { title: "AE" }, after: { title: null } }]);
});

test("a span without an end lasts until the next one starts, and the earlier file again does not reopen it", async () => {
  const spans = () => query("SELECT valid_from, valid_to FROM reporting_line WHERE org_id = $1 ORDER BY valid_from");
  const line = (managerKey: string, validFrom: string) => ({ personKey: "ann", managerKey, validFrom, validTo: null });
  await load({ people, reportingLines: [line("bob", "2026-01-01")] });
  await load({ reportingLines: [line("cid", "2026-07-01")] });
  const settled = [
    { valid_from: "2026-01-01", valid_to: "2026-07-01" },
    { valid_from: "2026-07-01", valid_to: null },
  ];
  expect(await spans()).toEqual(settled);
  const { counts } = await load({ reportingLines: [line("bob", "2026-01-01")] });
  expect(counts.reportingLines).toMatchObject({ changed: 0, unchanged: 1 });
  expect(await spans()).toEqual(settled);
});

test.each<{ why: string; given: Given; fault: { kind: RecordKind; field: string; value: string } }>([
  {
    why: "spans that overlap",
    given: {
      memberships: [
        { personKey: "ann", teamKey: "west", validFrom: "2026-01-01", validTo: "2026-05-01" },
        { personKey: "ann", teamKey: "sales", validFrom: "2026-04-01" },
      ],
    },
    fault: { kind: "memberships", field: "validFrom", value: "2026-04-01" },
  },
  {
    why: "a span that overlaps a stored one",
    given: { leaves: [{ personKey: "ann", validFrom: "2026-05-15" }] },
    fault: { kind: "leaves", field: "validFrom", value: "2026-05-15" },
  },
  {
    why: "a chain of command that bites its tail",
    given: { reportingLines: [{ personKey: "boss", managerKey: "ann", validFrom: "2026-03-01" }] },
    fault: { kind: "reportingLines", field: "managerKey", value: "ann" },
  },
  {
    why: "a team that is part of itself",
    given: { teams: [{ key: "sales", name: "Sales", parentKey: "west" }] },
    fault: { kind: "teams", field: "parentKey", value: "west" },
  },
  {
    why: "another person's address, whatever its capitals",
    given: { people: [{ key: "new", name: "New", email: "Boss@Tenant.example" }] },
    fault: { kind: "people", field: "email", value: "Boss@Tenant.example" },
  },
  {
    why: "a published plan version with other terms",
    given: {
      plans: [{ key: "ae", version: "1", name: "AE", document: "name: AE\ncurrency: USD\n", validFrom: "2026-01-01" }],
    },
    fault: { kind: "plans", field: "version", value: "1" },
  },
  {
    why: "an assignment to a version that there is not",
    given: { planAssignments: [{ personKey: "bob", planKey: "ae", planVersion: "2", validFrom: "2026-01-01" }] },
    fault: { kind: "planAssignments", field: "planKey", value: "ae 2" },
  },
  {
    why: "half a yen",
    given: { deals: [won("d3", "1.5", { currency: "JPY" })] },
    fault: { kind: "deals", field: "amount", value: "1.5" },
  },
  {
    why: "a line finer than its deal's currency",
    given: { dealLines: [{ key: "9", dealKey: "d2", amount: "0.001" }] },
    fault: { kind: "dealLines", field: "amount", value: "0.001" },
  },
  {
    why: "an amount that no integer holds exactly",
    given: { deals: [won("d3", "99999999999999")] },
    fault: { kind: "deals", field: "amount", value: "99999999999999" },
  },
])("refuses $why and keeps nothing of the load", async ({ given, fault }) => {
  await load(everything);
  const extra: Given = { accounts: [{ key: "extra", name: "Extra" }], ...given };
  const result = await load(extra);
  expect(result.faults).toEqual([expect.objectContaining(fault)]);
  expect(result.committed).toBe(false);
  expect(await query("SELECT key FROM account WHERE org_id = $1")).toEqual([{ key: "acme" }]);
});

test("what refers to a record that was left out is left out as well, and blamed only where rows are left out", async () => {
  const given: Given = {
    people: [...people, { key: "zoe", name: "Zoe", email: "nowhere" }],
    deals: [won("d1", "10", { ownerKey: "zoe" }), won("d2", "10")],
    dealSplits: [{ dealKey: "d1", personKey: "ann", share: "1" }],
  };
  const refused = await load(given);
  expect(refused.faults.map(({ kind, field }) => `${kind} ${field}`)).toEqual(["people email"]);
  const loaded = await load(given, { skipBad: true });
  expect(loaded.faults.map(({ kind, field }) => `${kind} ${field}`)).toEqual([
    "people email",
    "deals ownerKey",
    "dealSplits dealKey",
  ]);
  expect(await credits()).toEqual([{ deal: "d2", person: "ann", amount_minor: 10_00, credited_on: "2026-03-31" }]);
});

test("who manages whom may turn round as long as no day has both", async () => {
  const line = (personKey: string, managerKey: string, validFrom: string) => ({ personKey, managerKey, validFrom });
  await load({ people, reportingLines: [line("ann", "bob", "2026-01-01")] });
  const turned = await load({ reportingLines: [line("bob", "ann", "2026-07-01"), line("ann", "cid", "2026-07-01")] });
  expect(turned.faults).toEqual([]);
});

test("two people trade e-mail addresses, and a third takes one that came free, in one load", async () => {
  const named = (addresses: Readonly<Record<string, string>>) =>
    Object.entries(addresses).map(([key, email]) => ({ key, name: key, email }));
  await load({ people: named({ ann: "a@tenant.example", bob: "b@tenant.example", cid: "c@tenant.example" }) });
  const traded = {
    ann: "b@tenant.example",
    bob: "a@tenant.example",
    cid: "new@tenant.example",
    dan: "c@tenant.example",
  };
  await load({ people: named(traded) });
  expect(await query("SELECT key, email FROM person WHERE org_id = $1 ORDER BY key")).toEqual(
    Object.entries(traded).map(([key, email]) => ({ key, email })),
  );
  expect(
    await query(
      "SELECT entity_key, before->>'email' AS was FROM audit_entry WHERE org_id = $1 AND entity = 'person' ORDER BY entity_key",
    ),
  ).toEqual([
    { entity_key: "ann", was: "a@tenant.example" },
    { entity_key: "bob", was: "b@tenant.example" },
    { entity_key: "cid", was: "c@tenant.example" },
  ]);
});

test("one organisation's keys are not another's", async () => {
  await load({ people, deals: [won("d1", "10")] });
  const settings = {
    slug: `other-${tenants}`,
    name: "Other",
    currency: "USD",
    timeZone: "UTC",
    fiscalYearStartMonth: 1,
  };
  organisation = await opened.store.createOrganisation(settings);
  const result = await load({ deals: [won("d1", "10")] });
  expect(result.faults).toMatchObject([{ kind: "deals", field: "ownerKey", value: "ann" }]);
});

test("an import says when it ended and what it did", async () => {
  await load({ people: [...people, { key: "bad", name: "" }] }, { skipBad: true, source: "people.csv" });
  expect(
    await query("SELECT source, finished_at, read, added, changed, rejected FROM import_run WHERE org_id = $1"),
  ).toEqual([
    { source: "people.csv", finished_at: new Date("2026-11-01T00:00:00Z"), read: 4, added: 3, changed: 0, rejected: 1 },
  ]);
});
