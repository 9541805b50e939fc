import { afterAll, beforeAll, expect, test } from "vitest";
import type { Organisation } from "../../src/store/store.js";
import { load } from "./company.js";
import { openTestStore, type TestStore } from "./test-store.js";

const now = new Date("2026-11-18T09:00:00Z");
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const company = (slug: string) => ({ slug, name: slug, currency: "USD", timeZone: "UTC", fiscalYearStartMonth: 1 });
let opened: TestStore;
let organisation: Organisation;
let ana: string;

beforeAll(async () => {
  opened = await openTestStore();
  organisation = await opened.store.createOrganisation(company("alpha"));
  await load(opened.store, organisation, {
    people: [{ key: "ana", name: "Ana Alves", email: "ana@alpha.example", role: "rep" }],
  });
  ana = (await opened.store.forOrganisation(organisation).findPersonByEmailOrName("ana@alpha.example"))?.id ?? "";
});
afterAll(() => opened.close());

const installation = {
  key: "T1",
  orgWide: false,
  name: "Alpha HQ",
  botId: "B1",
  botUserId: "U1",
  scopes: ["chat:write", "commands"],
  sealed: "one",
  keyId: "k1",
  expiresAt: later(60),
  installedBy: "U9",
  installedAt: now,
};

test("tokens are fetched anew by one of many, and stale ones never take the place of newer", async () => {
  const { slackInstallations: rows } = opened.store;
  await rows.save(installation);
  const first = await rows.find("T1");
  expect(first).toMatchObject({ ...installation, version: 1 });

  const leases = await Promise.all(Array.from({ length: 8 }, () => rows.leaseRotation("T1", 1, now, later(1))));
  expect(leases.filter(Boolean)).toHaveLength(1);
  expect(await rows.leaseRotation("T1", 1, later(2), later(3)), "a lease that ran out is free again").toBe(true);

  expect(await rows.replaceTokens("T1", 1, { sealed: "two", keyId: "k2", expiresAt: later(720) })).toBe(true);
  expect(await rows.replaceTokens("T1", 1, { sealed: "late", keyId: "k1", expiresAt: null })).toBe(false);
  expect(await rows.find("T1")).toMatchObject({ sealed: "two", keyId: "k2", version: 2 });
  expect(await rows.leaseRotation("T1", 2, now, later(1)), "the lease ended with the new tokens").toBe(true);

  await rows.save({ ...installation, sealed: "again" });
  expect(await rows.find("T1")).toMatchObject({ sealed: "again", version: 3 });
  await rows.remove("T1");
  expect(await rows.find("T1")).toBeNull();
  expect(await rows.list()).toEqual([]);
});

test("a state is found under its kind until its time is over, and taken once", async () => {
  const { shortStates: states } = opened.store;
  const state = {
    id: "s-1",
    kind: "form",
    orgId: organisation.id,
    owner: "slack:T1:U1",
    data: { deal: "D1" },
    expiresAt: later(5),
  };
  await states.save(state, now);
  expect(await states.find("form", "s-1", now)).toMatchObject({ owner: "slack:T1:U1", data: { deal: "D1" } });
  expect(await states.find("other", "s-1", now)).toBeNull();
  expect(await states.find("form", "s-1", later(5))).toBeNull();
  await states.save({ ...state, data: { deal: "D2" } }, now);
  const taken = await Promise.all(Array.from({ length: 6 }, () => states.take("form", "s-1", now)));
  expect(taken.filter((one) => one !== null)).toMatchObject([{ data: { deal: "D2" } }]);
});

test("feedback: the last word of a person about an answer counts, by skill, within the organisation", async () => {
  const org = opened.store.forOrganisation(organisation);
  const said = { personId: ana, platform: "slack" as const, reason: null, comment: null, at: now };
  await org.saveFeedback({ ...said, answerId: "a1", skill: "payout", helpful: true });
  await org.saveFeedback({
    ...said,
    answerId: "a1",
    skill: "payout",
    helpful: false,
    reason: "wrong_number",
    comment: "off by one deal",
  });
  await org.saveFeedback({ ...said, answerId: "a2", skill: "attainment", helpful: true });
  expect(await org.countFeedback(later(-10))).toEqual([
    { skill: "payout", helpful: 0, unhelpful: 1 },
    { skill: "attainment", helpful: 1, unhelpful: 0 },
  ]);
  expect(await org.listUnhelpful(later(-10), 5)).toMatchObject([{ skill: "payout", comment: "off by one deal" }]);
  expect(await org.countFeedback(later(1))).toEqual([]);
  const other = await opened.store.createOrganisation(company("beta"));
  const foreign = opened.store.forOrganisation(other);
  await expect(foreign.saveFeedback({ ...said, answerId: "a3", skill: "payout", helpful: true })).rejects.toThrow();
  expect(await foreign.countFeedback(later(-10))).toEqual([]);
});

test("homes are claimed once each when data came in after they were drawn", async () => {
  const { slackHomes: homes } = opened.store;
  const home = { orgId: organisation.id, personId: ana, workspaceId: "T1", teamId: "T1", userId: "U1" };
  await homes.opened(home, now);
  await homes.opened({ ...home, userId: "U2" }, later(-60 * 24 * 30));
  expect(await homes.claimOutdated(later(-60), 10)).toEqual([]);
  await load(opened.store, organisation, {
    people: [{ key: "bo", name: "Bo Berg", email: "bo@alpha.example", role: "rep" }],
  });
  const claims = await Promise.all([homes.claimOutdated(later(-60), 10), homes.claimOutdated(later(-60), 10)]);
  expect(claims.flat()).toEqual([home]);
  expect(await homes.claimOutdated(later(-60), 10)).toEqual([]);
  expect((await homes.listOfPerson(ana)).map(({ userId }) => userId).sort()).toEqual(["U1", "U2"]);
  expect((await opened.store.forOrganisation(organisation).getDataStanding(1)).imports).toHaveLength(1);
});

test("relinking leaves one account and says who had it, with an entry in the audit trail", async () => {
  const at = { platform: "slack" as const, workspaceId: "T1", orgId: organisation.id, personId: ana, now };
  await opened.store.linkIdentity({ ...at, userId: "U1" });
  expect(await opened.store.listLinkedUsers("slack", "T1", ana)).toEqual([{ userId: "U1" }]);
  expect(await opened.store.relinkIdentity({ ...at, userId: "U5", actor: "ada@alpha.example" })).toEqual([
    { userId: "U1" },
  ]);
  expect(await opened.store.findIdentity("slack", "T1", "U1")).toBeNull();
  expect(await opened.store.findIdentity("slack", "T1", "U5")).toEqual({ orgId: organisation.id, personId: ana });
  const trail = await opened.sql.query(
    "select actor, entity_key as key, before, after from audit_entry where action = 'relink' and org_id = $1",
    [organisation.id],
  );
  expect(trail).toMatchObject([
    { actor: "ada@alpha.example", key: "ana", before: { users: ["U1"] }, after: { users: ["U5"] } },
  ]);
  const other = await opened.store.findOrganisation("beta");
  await expect(
    opened.store.relinkIdentity({ ...at, orgId: other?.id ?? "", userId: "U6", actor: "x" }),
  ).rejects.toThrow("no such person");
});

test("a workspace speaks for an organisation until it is taken from it", async () => {
  await opened.store.linkWorkspace("slack", "T7", organisation.id);
  expect(await opened.store.listWorkspaces("slack")).toEqual([{ externalId: "T7", slug: "alpha" }]);
  await opened.store.unlinkWorkspace("slack", "T7");
  expect(await opened.store.findWorkspace("slack", "T7")).toBeNull();
});
