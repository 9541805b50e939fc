import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { toDecimal } from "../../src/core/money.js";
import { toDecimalString } from "../../src/core/rational.js";
import { load, makeCompany } from "./company.js";
import { openTestStore, type TestStore } from "./test-store.js";

const Q4 = { start: "2026-10-01", end: "2027-01-01" };
let opened: TestStore;
let one: Awaited<ReturnType<typeof makeCompany>>;
let other: Awaited<ReturnType<typeof makeCompany>>;

beforeAll(async () => {
  opened = await openTestStore();
  one = await makeCompany(opened.store, "one");
  other = await makeCompany(opened.store, "other");
});
afterAll(() => opened.close());

describe("people", () => {
  test.each([
    ["ana@example.com", "ana"],
    ["  ANA@Example.COM ", "ana"],
    ["Ana Alves", "ana"],
    ["ana alves", null],
    ["Kim Lee", null],
    ["nobody@example.com", null],
  ])("%j is %s", async (text, key) => {
    expect((await one.org.findPersonByEmailOrName(text))?.key ?? null).toBe(key);
  });

  test("are found by id within their organisation only", async () => {
    expect(await one.org.findPerson(one.id("ana"))).toMatchObject({
      name: "Ana Alves",
      hiredOn: "2024-02-01",
      leftOn: null,
      role: "rep",
    });
    expect(await one.org.findPerson(other.id("ana"))).toBeNull();
    expect(await one.org.findPerson("not an id")).toBeNull();
  });

  test("are kept in memory until an import changes them", async () => {
    const before = await one.org.listPeople();
    expect(await one.org.listPeople()).toBe(before);
    await load(opened.store, one.organisation, {
      people: [{ key: "new", name: "Newt New", email: "newt@example.com" }],
    });
    expect(await one.org.findPersonByEmailOrName("newt@example.com")).toMatchObject({ key: "new" });
    expect(before.some((person) => person.key === "new")).toBe(false);
  });
});

describe("where somebody belongs", () => {
  test.each([
    ["ana", "2026-08-01", ["DACH", "EMEA"]],
    ["ben", "2026-06-30", ["DACH", "EMEA"]],
    ["ben", "2026-07-01", ["Nordics", "EMEA"]],
    ["vera", "2026-08-01", []],
    ["ana", "2025-12-31", []],
  ])("teams of %s on %s: %j", async (person, on, expected) => {
    expect((await one.org.listTeamsOf(one.id(person), on)).map(({ name }) => name)).toEqual(expected);
    expect(await other.org.listTeamsOf(one.id(person), on)).toEqual([]);
  });

  test("territories with their days, of one's own organisation only", async () => {
    expect(await one.org.listTerritories(one.id("ana"))).toEqual([
      { key: "south", name: "South", region: "DACH", start: "2026-01-01", end: null },
    ]);
    expect(await other.org.listTerritories(one.id("ana"))).toEqual([]);
  });
});

describe("reporting lines", () => {
  test.each([
    ["vera", "2026-03-01", ["max 1", "ana 2", "ben 2"]],
    ["vera", "2026-08-01", ["max 1", "ana 2"]],
    ["nora", "2026-08-01", ["ben 1"]],
    ["ana", "2026-08-01", []],
    ["vera", "2024-01-01", []],
  ])("below %s on %s: %j", async (manager, on, expected) => {
    const reports = await one.org.listReports(one.id(manager), on);
    expect(reports.map(({ person, depth }) => `${person.key} ${depth}`)).toEqual(expected);
  });

  test.each([
    { manager: "max", person: "ben", span: ["2026-06-30", "2026-10-01"], manages: true, why: "one day is enough" },
    {
      manager: "max",
      person: "ben",
      span: ["2026-07-01", "2026-10-01"],
      manages: false,
      why: "the line ended the day before",
    },
    { manager: "vera", person: "ben", span: ["2026-06-01", "2026-10-01"], manages: true, why: "through Max" },
    {
      manager: "vera",
      person: "ben",
      span: ["2026-07-01", "2026-10-01"],
      manages: false,
      why: "Nora does not report to Vera",
    },
    { manager: "ben", person: "max", span: ["2026-01-01", "2027-01-01"], manages: false, why: "it goes one way" },
    {
      manager: "ana",
      person: "ana",
      span: ["2026-01-01", "2027-01-01"],
      manages: false,
      why: "nobody manages themselves",
    },
  ])("$manager over $person: $why", async ({ manager, person, span: [start = "", end = ""], manages }) => {
    expect(await one.org.managesWithin(one.id(manager), one.id(person), { start, end })).toBe(manages);
  });

  test("a manager of another organisation manages nobody here", async () => {
    expect(await one.org.managesWithin(other.id("max"), one.id("ana"), Q4)).toBe(false);
    expect(await one.org.managesWithin(other.id("max"), other.id("ana"), Q4)).toBe(false);
  });

  test.each([
    { manager: "vera", levels: 1, start: "2026-01-01", lines: ["vera > max 2025-01-01–"] },
    {
      manager: "vera",
      levels: Number.POSITIVE_INFINITY,
      start: "2026-01-01",
      lines: ["max > ana 2026-01-01–", "max > ben 2026-01-01–2026-07-01", "vera > max 2025-01-01–"],
    },
    { manager: "max", levels: 2, start: "2026-07-01", lines: ["max > ana 2026-01-01–"] },
    { manager: "ana", levels: 2, start: "2026-01-01", lines: [] },
  ])("$levels levels of lines below $manager from $start: $lines", async ({ manager, levels, start, lines }) => {
    const found = await one.org.listLinesBelow([one.id(manager)], levels, { start, end: "2026-12-01" });
    const named = new Map((await one.org.listPeople()).map(({ id, key }) => [id, key]));
    const shown = found.map((line) => {
      const [above, below] = [line.managerId, line.personId].map((id) => named.get(id));
      return `${above} > ${below} ${line.start}–${line.end ?? ""}`;
    });
    expect(shown.sort()).toEqual(lines);
    expect(await one.org.listLinesBelow([other.id("max")], levels, { start, end: "2026-12-01" })).toEqual([]);
  });

  test("everybody on a plan in the span comes once, with whom they report to", async () => {
    const on = (start: string, end: string) => one.org.listParticipants(["ae"], { start, end });
    // On both versions, one after the other; a year before the plan she is assigned to one that does not count yet.
    expect(await on("2026-10-01", "2027-01-01")).toEqual([
      { planKey: "ae", personId: one.id("ana"), managers: [{ key: "max", start: "2026-01-01", end: null }] },
    ]);
    expect(await on("2025-01-01", "2026-01-01")).toEqual([]);
    expect(await one.org.listParticipants(["sdr"], { start: "2026-10-01", end: "2027-01-01" })).toEqual([]);
  });

  test("a ring of lines ends, and reaches each person once", async () => {
    const { id: _, ...settings } = one.organisation;
    const organisation = await opened.store.createOrganisation({ ...settings, slug: "ring" });
    await load(opened.store, organisation, { people: ["a", "b", "c"].map((key) => ({ key, name: key })) });
    await opened.sql.query(
      `insert into reporting_line (org_id, person_id, manager_id, valid_from)
       select p.org_id, p.id, m.id, '2026-01-01' from person p join person m on m.org_id = p.org_id
        where p.org_id = $1::uuid and p.key || m.key in ('ab', 'bc', 'ca')`,
      [organisation.id],
    );
    const ring = opened.store.forOrganisation(organisation);
    const a = await ring.findPersonByEmailOrName("a");
    const reports = await ring.listReports(a?.id ?? "", "2026-06-01");
    expect(reports.map(({ person }) => person.key)).toEqual(["c", "b"]);
  });
});

describe("a payee file", () => {
  test("holds the payee's facts of the span as known on the day", async () => {
    const file = await one.org.getPayeeFile(one.id("ana"), Q4, "2026-11-18");
    expect(file).toMatchObject({
      person: { key: "ana" },
      team: "DACH",
      managerName: "Max Muster",
      territories: ["South"],
      dataAsOf: new Date("2026-11-18T09:00:00Z"),
    });
    expect(file.plans.map(({ version, validFrom, validTo }) => [version, validFrom, validTo])).toEqual([
      ["1", "2026-01-01", "2026-11-01"],
      ["2", "2026-11-01", null],
    ]);
    const { facts } = file;
    expect(facts.payee).toEqual({ key: "ana", name: "Ana Alves", hiredOn: "2024-02-01" });
    expect(facts.targetIncentive).toEqual({ minor: 64_000_50, currency: "EUR" });
    expect(
      facts.credits.map((c) => [
        c.dealKey,
        c.creditedOn,
        toDecimal(c.amount),
        c.amount.currency,
        toDecimalString(c.share),
      ]),
    ).toEqual([
      ["D1", "2026-10-10", "1000.01", "EUR", "1"],
      ["D2", "2026-11-02", "166.67", "USD", "0.5"],
    ]);
    expect(facts.credits[0]?.attributes).toEqual({
      type: "renewal",
      stage: "Won",
      units: "3",
      product: "GTX Pro",
      product_key: "gtx",
      product_family: "hardware",
      account: "Acme",
      account_key: "acme",
      industry: "retail",
      country: "DE",
      territory: "South",
      territory_key: "south",
      region: "DACH",
      deal_amount: "1000.01",
      cost: "400.00",
      margin: "600.01",
    });
    expect(facts.quotas.map((q) => [q.start, q.amount.minor, q.setOn, q.reason])).toEqual([
      ["2026-10-01", 80_000_00, "2026-11-01", "leave"],
    ]);
    expect(file.quotaHistory.map((q) => [q.setOn, q.amount.minor])).toEqual([
      ["2026-09-20", 100_000_00],
      ["2026-11-01", 80_000_00],
    ]);
    // The old draw is still owed; the old adjustment is history, the later one not known yet.
    expect(facts.ledger.map((e) => [e.key, e.amount.minor, e.dealName])).toEqual([
      ["L1", 500_00, undefined],
      ["L3", -10_50, "Earlier"],
    ]);
    expect(facts.leaves).toEqual([{ start: "2026-10-05", end: "2026-10-12" }]);
    expect(facts.fxRates.map((r) => [r.validFrom, toDecimalString(r.rate)])).toEqual([
      ["2026-01-01", "0.9"],
      ["2026-10-31", "0.91"],
    ]);
    expect(facts).toMatchObject({ asOf: "2026-11-18", fiscalYearStartMonth: 1 });
  });

  test("knows less on an earlier day", async () => {
    const { facts } = await one.org.getPayeeFile(one.id("ana"), Q4, "2026-10-12");
    expect(facts.credits.map((c) => c.dealKey)).toEqual(["D1"]);
    expect(facts.quotas.map((q) => q.amount.minor)).toEqual([100_000_00]);
    expect(facts.ledger.map((e) => e.key)).toEqual(["L1"]);
  });

  test("has the team and manager of its own time", async () => {
    const q2 = await one.org.getPayeeFile(one.id("ben"), { start: "2026-04-01", end: "2026-07-01" }, "2026-11-18");
    expect(q2).toMatchObject({ team: "DACH", managerName: "Max Muster", plans: [], facts: { targetIncentive: null } });
    const q3 = await one.org.getPayeeFile(one.id("ben"), { start: "2026-07-01", end: "2026-10-01" }, "2026-11-18");
    expect(q3).toMatchObject({ team: "Nordics", managerName: "Nora Nilsson" });
  });

  test("of another organisation's person does not exist here", async () => {
    await expect(one.org.getPayeeFile(other.id("ana"), Q4, "2026-11-18")).rejects.toThrow("no person");
    expect(await one.org.listPayeeFiles([other.id("ana")], Q4, "2026-11-18")).toEqual([]);
  });

  test("comes for many in the order asked", async () => {
    const files = await one.org.listPayeeFiles([one.id("ben"), one.id("ana")], Q4, "2026-11-18");
    expect(files.map((file) => file.person.key)).toEqual(["ben", "ana"]);
    expect(files[1]).toEqual(await one.org.getPayeeFile(one.id("ana"), Q4, "2026-11-18"));
  });

  test("refuses an amount that a double cannot hold, rather than round it", async () => {
    await opened.sql.query("update credit set amount_minor = 9007199254740993 where org_id = $1::uuid", [
      other.organisation.id,
    ]);
    await expect(other.org.getPayeeFile(other.id("ana"), Q4, "2026-11-18")).rejects.toThrow(RangeError);
  });
});

test("deals: owned and shared, open or closed in the span, with the asked person's part", async () => {
  const rows = await one.org.listDeals(one.id("ana"), Q4);
  expect(rows.map((d) => [d.key, d.status, d.share, d.credited?.minor, d.amount?.minor, d.stageSince])).toEqual([
    ["D5", "open", "0.25", 50_00, 200_00, "2026-10-15"],
    ["D3", "won", "1", 50_00, 50_00, null],
    ["D2", "won", "0.5", 166_67, 333_33, null],
    ["D1", "won", "1", 1000_01, 1000_01, null],
    ["D6", "lost", "1", 5_00, 5_00, null],
  ]);
  expect(rows.find((d) => d.key === "D1")).toMatchObject({
    account: "Acme",
    product: "GTX Pro",
    ownerId: one.id("ana"),
  });
  expect(await one.org.listDeals(other.id("ana"), Q4)).toEqual([]);
  expect(await one.org.listDealNames(one.id("ana"), Q4)).toEqual(
    rows.map(({ key, name }) => ({ key, name })).sort((a, b) => (a.key < b.key ? -1 : 1)),
  );
});

describe("the largest open deal", () => {
  test("goes by the person's own part, and won or lost deals do not count", async () => {
    expect(await one.org.findLargestOpenDeal(one.id("ana"))).toMatchObject({ key: "D5" });
    expect(await one.org.findLargestOpenDeal(one.id("ben"))).toMatchObject({ key: "D5" });
    // The whole of 60.00 is more than a quarter of 200.00, and less than three quarters of it.
    await opened.sql.query(
      `insert into deal (org_id, key, name, owner_id, stage, status, amount_minor, currency)
       select $1::uuid, 'OPEN-' || p.key, 'Open ' || p.key, p.id, 'Discovery', 'open', 6000, 'USD'
         from person p where p.org_id = $1::uuid and p.key in ('ana', 'ben')`,
      [one.organisation.id],
    );
    expect(await one.org.findLargestOpenDeal(one.id("ana"))).toEqual({ key: "OPEN-ana", name: "Open ana" });
    expect(await one.org.findLargestOpenDeal(one.id("ben"))).toMatchObject({ key: "D5" });
  });

  test("of another organisation's person does not show", async () => {
    expect(await one.org.findLargestOpenDeal(other.id("ana"))).toBeNull();
  });
});

describe("conversations", () => {
  const turn = { skill: "attainment", input: { period: "2026-Q4" }, at: new Date("2026-11-18T09:00:00Z") };
  test("remember the last turn of a person", async () => {
    await one.org.saveConversation(one.id("ana"), "slack:T1:D2", turn);
    await one.org.saveConversation(one.id("ana"), "slack:T1:D2", { ...turn, skill: "payout" });
    expect(await one.org.findConversation(one.id("ana"), "slack:T1:D2")).toEqual({ ...turn, skill: "payout" });
    expect(await one.org.findConversation(one.id("ben"), "slack:T1:D2")).toBeNull();
  });
  test("cannot be written for another organisation's person", async () => {
    await one.org.forgetConversation(one.id("ana"), "slack:T1:D2");
    expect(await one.org.findConversation(one.id("ana"), "slack:T1:D2")).toBeNull();
    await one.org.saveConversation(other.id("ana"), "k", turn);
    expect(await other.org.findConversation(other.id("ana"), "k")).toBeNull();
  });
});

describe("what a language model may do and did", () => {
  const day = "2026-11-18";
  const call = { calls: 1, failures: 0, dropped: 0, tokensIn: 400, tokensOut: 50, costMicros: 240 };

  test("everything, unless the organisation says otherwise; another one is not touched", async () => {
    expect(await one.org.getModelAllowance(one.id("ana"), day)).toMatchObject({ mode: "full", personCalls: 0 });
    await one.org.setModelMode("off");
    expect([await one.org.getModelMode(), await other.org.getModelMode()]).toEqual(["off", "full"]);
    expect(await one.org.getModelAllowance(one.id("ana"), day)).toMatchObject({ mode: "off" });
    await one.org.setModelMode("full");
  });

  test("calls add up by person and day, and cost by organisation", async () => {
    await one.org.addModelUsage(one.id("ana"), day, call);
    await one.org.addModelUsage(one.id("ana"), day, { ...call, failures: 1, dropped: 1 });
    await one.org.addModelUsage(one.id("ben"), day, call);
    await one.org.addModelUsage(one.id("ana"), "2026-11-17", call);
    await other.org.addModelUsage(other.id("ana"), day, call);
    expect(await one.org.getModelAllowance(one.id("ana"), day)).toEqual({
      mode: "full",
      personCalls: 2,
      personTokens: 900,
      personCostMicros: 480,
      orgCostMicros: 720,
    });
    expect(await one.org.listModelUsage(day)).toEqual([
      { day, person: "Ana Alves", calls: 2, failures: 1, dropped: 1, tokensIn: 800, tokensOut: 100, costMicros: 480 },
      { day, person: expect.any(String), ...call },
    ]);
    expect(await one.org.listModelUsage("2026-11-17")).toHaveLength(3);
  });

  test("cannot be counted for another organisation's person", async () => {
    await one.org.addModelUsage(other.id("ben"), day, call);
    expect(await other.org.listModelUsage(day)).toHaveLength(1);
    expect(await one.org.listModelUsage(day)).toHaveLength(2);
  });
});

describe("where Teams users are written to", () => {
  const tenant = randomUUID();
  const seen = { serviceUrl: "https://smba.example/a/", userId: "29:u", botId: "28:b", conversationId: "a:1" };
  const references = () => opened.store.teamsReferences;

  test("the newest service URL counts, and a chat once seen stays known until the bot is another", async () => {
    await references().save(tenant, "u", seen, new Date("2026-11-18T09:00:00Z"));
    const later = { ...seen, serviceUrl: "https://smba.example/b/", conversationId: null };
    await references().save(tenant, "u", later, new Date("2026-11-19T09:00:00Z"));
    expect(await references().find(tenant, "u")).toEqual({ ...later, conversationId: "a:1" });
    const otherBot = { ...later, botId: "28:c" };
    await references().save(tenant, "u", otherBot, new Date("2026-11-20T09:00:00Z"));
    expect(await references().find(tenant, "u")).toEqual(otherBot);
  });

  test("one tenant's users are not another's, and who is forgotten is not found", async () => {
    await references().save(tenant, "v", seen, new Date("2026-11-18T09:00:00Z"));
    expect(await references().find(randomUUID(), "v")).toBeNull();
    await references().forget(tenant, "v");
    expect(await references().find(tenant, "v")).toBeNull();
  });
});

describe("identities and events", () => {
  const now = new Date("2026-11-18T09:00:00Z");
  test("a platform user is linked once and stays linked to the same person", async () => {
    const user = { platform: "slack", workspaceId: "T1", userId: "U1", orgId: one.organisation.id, now } as const;
    expect(await opened.store.findIdentity("slack", "T1", "U1")).toBeNull();
    await opened.store.linkIdentity({ ...user, personId: one.id("ana") });
    await opened.store.linkIdentity({ ...user, personId: one.id("ben") });
    expect(await opened.store.findIdentity("slack", "T1", "U1")).toEqual({
      orgId: one.organisation.id,
      personId: one.id("ana"),
    });
    expect(await opened.store.findIdentity("teams", "T1", "U1")).toBeNull();
  });
  test("a workspace speaks for the organisation it was linked to last", async () => {
    await opened.store.linkWorkspace("slack", "T1", one.organisation.id);
    await opened.store.linkWorkspace("slack", "T1", other.organisation.id);
    expect(await opened.store.findWorkspace("slack", "T1")).toEqual(other.organisation);
    expect(await opened.store.findWorkspace("slack", "T2")).toBeNull();
  });
  test("an event is taken once, however often and however close together it comes", async () => {
    const taken = await Promise.all(Array.from({ length: 8 }, () => opened.store.takeEvent("E1", now)));
    expect(taken.filter(Boolean)).toHaveLength(1);
    expect(await opened.store.takeEvent("E2", now)).toBe(true);
  });
});

describe("plain SQL reads the same on both engines", () => {
  test("values", async () => {
    const [row] = await opened.sql.query(
      `select 1::int2 as a, 9007199254740991::bigint as b, 1.50::numeric as c, date '2026-02-28' as d,
         timestamptz '2026-01-02 03:04:05.678+02' as e, '{"k": [1]}'::jsonb as f, array['x,y', null, 'z"'] as g,
         true as h, null as i, 'ü'::text as j, 0.5::float8 as k, $1::uuid as l`,
      ["6f0a1c1e-0000-4000-8000-000000000000"],
    );
    expect(row).toEqual({
      a: 1,
      b: 9007199254740991,
      c: "1.50",
      d: "2026-02-28",
      e: new Date("2026-01-02T01:04:05.678Z"),
      f: { k: [1] },
      g: ["x,y", null, 'z"'],
      h: true,
      i: null,
      j: "ü",
      k: 0.5,
      l: "6f0a1c1e-0000-4000-8000-000000000000",
    });
  });
  test("parameters", async () => {
    const [row] = await opened.sql.query(
      `select $1::text[] as texts, array_length($2::date[], 1) as dates, $3::timestamptz as moment, $4::jsonb as json,
         $5::bool as bool, $6::bigint as big, $7::text as nothing`,
      [
        ['a"b\\c,{}', null, "null", ""],
        ["2026-01-01", null],
        new Date("2026-01-01T00:00:00Z"),
        { a: 'b"' },
        false,
        12n,
        null,
      ],
    );
    expect(row).toEqual({
      texts: ['a"b\\c,{}', null, "null", ""],
      dates: 2,
      moment: new Date("2026-01-01T00:00:00Z"),
      json: { a: 'b"' },
      bool: false,
      big: 12,
      nothing: null,
    });
  });
  test("an integer beyond what a double holds is refused", async () => {
    await expect(opened.sql.query("select 9007199254740993::bigint as n")).rejects.toThrow(
      "too large to be held exactly",
    );
  });
  test("a transaction that throws leaves nothing, and gives its own error", async () => {
    const slug = randomUUID();
    await expect(
      opened.sql.withTransaction(async (sql) => {
        await sql.query(`insert into organisation (slug, name, currency, time_zone) values ($1, 'x', 'EUR', 'UTC')`, [
          slug,
        ]);
        throw Object.assign(new Error("my own"), { code: "ENOENT" });
      }),
    ).rejects.toThrow("my own");
    expect(await opened.store.findOrganisation(slug)).toBeNull();
  });
});
