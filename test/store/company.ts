import { randomUUID } from "node:crypto";
import type { RecordBatch, RecordKind, Records } from "../../src/store/records.js";
import type { Organisation, Store } from "../../src/store/store.js";

const NOW = new Date("2026-11-18T09:00:00Z");

const plan = (version: string) => `name: AE\nversion: "${version}"\ncurrency: EUR\n`;

/** A small company: Vera manages Max, who manages Ana and (until July) Ben; Ben then moves to Nora. Ana shares deals. */
const company = {
  people: [
    { key: "vera", name: "Vera Vogt", email: "vera@example.com", role: "manager" },
    { key: "max", name: "Max Muster", email: "max@example.com", role: "manager" },
    { key: "nora", name: "Nora Nilsson", email: "nora@example.com", role: "manager" },
    { key: "ana", name: "Ana Alves", email: "ana@example.com", hiredOn: "2024-02-01" },
    { key: "ben", name: "Ben Berg", email: "ben@example.com" },
    { key: "twin1", name: "Kim Lee" },
    { key: "twin2", name: "Kim Lee" },
  ],
  teams: [
    { key: "emea", name: "EMEA" },
    { key: "dach", name: "DACH", parentKey: "emea" },
    { key: "nordics", name: "Nordics", parentKey: "emea" },
  ],
  memberships: [
    { personKey: "ana", teamKey: "dach", validFrom: "2026-01-01" },
    { personKey: "ben", teamKey: "dach", validFrom: "2026-01-01", validTo: "2026-07-01" },
    { personKey: "ben", teamKey: "nordics", validFrom: "2026-07-01" },
  ],
  reportingLines: [
    { personKey: "max", managerKey: "vera", validFrom: "2025-01-01" },
    { personKey: "ana", managerKey: "max", validFrom: "2026-01-01" },
    { personKey: "ben", managerKey: "max", validFrom: "2026-01-01", validTo: "2026-07-01" },
    { personKey: "ben", managerKey: "nora", validFrom: "2026-07-01" },
  ],
  leaves: [{ personKey: "ana", validFrom: "2026-10-05", validTo: "2026-10-12" }],
  accounts: [{ key: "acme", name: "Acme", industry: "retail", country: "DE" }],
  products: [{ key: "gtx", name: "GTX Pro", family: "hardware" }],
  territories: [{ key: "south", name: "South", region: "DACH" }],
  territoryAssignments: [{ personKey: "ana", territoryKey: "south", validFrom: "2026-01-01" }],
  deals: [
    {
      key: "D1",
      name: "Acme renewal",
      ownerKey: "ana",
      accountKey: "acme",
      productKey: "gtx",
      territoryKey: "south",
      type: "renewal",
      stage: "Won",
      status: "won",
      amount: "1000.01",
      cost: "400.00",
      currency: "EUR",
      units: "3",
      closedOn: "2026-10-10",
    },
    {
      key: "D2",
      name: "Split",
      ownerKey: "ana",
      stage: "Won",
      status: "won",
      amount: "333.33",
      currency: "USD",
      closedOn: "2026-11-02",
    },
    {
      key: "D3",
      name: "Future",
      ownerKey: "ana",
      stage: "Won",
      status: "won",
      amount: "50",
      currency: "EUR",
      closedOn: "2026-12-01",
    },
    {
      key: "D4",
      name: "Earlier",
      ownerKey: "ana",
      stage: "Won",
      status: "won",
      amount: "70",
      currency: "EUR",
      closedOn: "2026-09-30",
    },
    {
      key: "D5",
      name: "Open one",
      ownerKey: "ben",
      stage: "Proposal",
      status: "open",
      amount: "200",
      currency: "EUR",
      openedOn: "2026-10-01",
    },
    {
      key: "D6",
      name: "Gone",
      ownerKey: "ana",
      stage: "Lost",
      status: "lost",
      amount: "5",
      currency: "EUR",
      closedOn: "2026-10-20",
    },
  ],
  dealSplits: [
    { dealKey: "D2", personKey: "ana", share: "0.5" },
    { dealKey: "D2", personKey: "ben", share: "0.5" },
    { dealKey: "D5", personKey: "ana", share: "0.25" },
    { dealKey: "D5", personKey: "ben", share: "0.75" },
  ],
  stageChanges: [
    { dealKey: "D5", stage: "Discovery", enteredOn: "2026-10-01" },
    { dealKey: "D5", stage: "Proposal", enteredOn: "2026-10-15" },
  ],
  quotas: [
    {
      personKey: "ana",
      measure: "revenue",
      periodStart: "2026-10-01",
      periodEnd: "2027-01-01",
      setOn: "2026-09-20",
      amount: "100000",
      currency: "EUR",
    },
    {
      personKey: "ana",
      measure: "revenue",
      periodStart: "2026-10-01",
      periodEnd: "2027-01-01",
      setOn: "2026-11-01",
      amount: "80000",
      currency: "EUR",
      reason: "leave",
    },
    {
      personKey: "ana",
      measure: "revenue",
      periodStart: "2026-10-01",
      periodEnd: "2027-01-01",
      setOn: "2026-12-01",
      amount: "1",
      currency: "EUR",
    },
    {
      personKey: "ana",
      measure: "revenue",
      periodStart: "2026-07-01",
      periodEnd: "2026-10-01",
      setOn: "2026-06-20",
      amount: "90000",
      currency: "EUR",
    },
  ],
  fxRates: [
    { kind: "plan", fromCurrency: "USD", toCurrency: "EUR", validFrom: "2025-01-01", rate: "0.95" },
    { kind: "plan", fromCurrency: "USD", toCurrency: "EUR", validFrom: "2026-01-01", rate: "0.9" },
    { kind: "plan", fromCurrency: "USD", toCurrency: "EUR", validFrom: "2027-01-01", rate: "0.8" },
    { kind: "month_end", fromCurrency: "USD", toCurrency: "EUR", validFrom: "2026-10-31", rate: "0.91" },
  ],
  plans: [
    { key: "ae", version: "1", name: "AE", document: plan("1"), validFrom: "2026-01-01", validTo: "2026-11-01" },
    { key: "ae", version: "2", name: "AE", document: plan("2"), validFrom: "2026-11-01" },
  ],
  planAssignments: [
    {
      personKey: "ana",
      planKey: "ae",
      planVersion: "1",
      validFrom: "2025-01-01",
      validTo: "2026-11-01",
      targetIncentive: "60000",
    },
    { personKey: "ana", planKey: "ae", planVersion: "2", validFrom: "2026-11-01", targetIncentive: "64000.50" },
  ],
  ledger: [
    {
      key: "L1",
      personKey: "ana",
      postedOn: "2026-03-01",
      kind: "draw_advance",
      amount: "500",
      currency: "EUR",
      reason: "ramp",
    },
    {
      key: "L2",
      personKey: "ana",
      postedOn: "2026-03-02",
      kind: "adjustment",
      amount: "9",
      currency: "EUR",
      reason: "old",
    },
    {
      key: "L3",
      personKey: "ana",
      postedOn: "2026-10-15",
      kind: "clawback",
      amount: "-10.50",
      currency: "EUR",
      reason: "cancelled",
      dealKey: "D4",
    },
    {
      key: "L4",
      personKey: "ana",
      postedOn: "2026-12-24",
      kind: "adjustment",
      amount: "1",
      currency: "EUR",
      reason: "later",
    },
  ],
} satisfies { [K in RecordKind]?: Records[K][] };

async function* batchesOf(records: Partial<{ [K in RecordKind]: readonly Records[K][] }>): AsyncGenerator<RecordBatch> {
  for (const [kind, list] of Object.entries(records)) yield { kind, records: list } as RecordBatch;
}

export async function load(
  store: Store,
  organisation: Organisation,
  records: Partial<{ [K in RecordKind]: readonly Records[K][] }>,
): Promise<void> {
  const result = await store.loadRecords(organisation, batchesOf(records), {
    actor: "test",
    source: `test ${randomUUID()}`,
    now: NOW,
  });
  if (!result.committed) throw new Error(JSON.stringify(result.faults));
}

/** An organisation with the small company in it, and its people by key. */
export async function makeCompany(store: Store, slug: string) {
  const organisation = await store.createOrganisation({
    slug,
    name: slug,
    currency: "EUR",
    timeZone: "Europe/Berlin",
    fiscalYearStartMonth: 1,
  });
  await load(store, organisation, company);
  const org = store.forOrganisation(organisation);
  const people = new Map((await org.listPeople()).map((person) => [person.key, person]));
  const id = (key: string): string => {
    const person = people.get(key);
    if (!person) throw new Error(`no ${key}`);
    return person.id;
  };
  return { organisation, org, id };
}
