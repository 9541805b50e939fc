import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Crew, makeCrew, probesFor } from "../../test/faults/company.js";
import { openTestStore, type TestStore } from "../../test/store/test-store.js";
import { createLog } from "../log.js";
import { enqueue } from "../store/outbox.js";
import type { Claimed } from "../store/outbox-work.js";
import type { RecordBatch } from "../store/records.js";
import { runSchedules, saveSchedule } from "./schedules.js";

let opened: TestStore;
let sequence = 0;
beforeAll(async () => {
  opened = await openTestStore();
});
afterAll(() => opened.close());

const NOW = new Date();
const log = createLog("silent");
const crewOf = (size: number): Promise<Crew> => makeCrew(opened.store, size, `crew${sequence++}`, `T${sequence}`);
const claim = async (crew: Crew, leaseMs = 60_000): Promise<Claimed> => {
  const [claimed] = await opened.store.outbox.claim(crew.organisation.id, NOW, 1, leaseMs);
  if (!claimed) throw new Error("nothing is due");
  return claimed;
};
const states = async ({ org }: Crew) =>
  Object.fromEntries((await org.countOutbox()).map(({ state, reason, messages }) => [`${state} ${reason}`, messages]));
const call = { leaseMs: 60_000, certainInMs: 11_000 };

describe("what must be sent", () => {
  test("is there once, however often it is written down, and not at all without its cause", async () => {
    const crew = await crewOf(2);
    expect(await crew.org.enqueue(probesFor(crew, 4))).toHaveLength(4);
    expect(await crew.org.enqueue(probesFor(crew, 6))).toHaveLength(2);
    const undone = opened.sql.withTransaction(async (transaction) => {
      await enqueue(transaction, crew.organisation.id, probesFor(crew, 3, { from: 100 }));
      throw new Error("the cause failed");
    });
    await expect(undone).rejects.toThrow("the cause failed");
    expect(await states(crew)).toEqual({ "pending null": 6 });
  });

  test("is not written for somebody of another organisation", async () => {
    const [ours, theirs] = [await crewOf(1), await crewOf(1)];
    expect(await ours.org.enqueue(probesFor(theirs, 1))).toEqual([]);
  });

  test("is in one hand at a time", async () => {
    const crew = await crewOf(3);
    await crew.org.enqueue(probesFor(crew, 30));
    const hands = await Promise.all(
      Array.from({ length: 10 }, () => opened.store.outbox.claim(crew.organisation.id, NOW, 5, 60_000)),
    );
    const ids = hands.flat().map(({ id }) => id);
    expect(ids).toHaveLength(30);
    expect(new Set(ids).size).toBe(30);
  });

  test("counts an outcome from the latest hand alone", async () => {
    const crew = await crewOf(1);
    await crew.org.enqueue(probesFor(crew, 1));
    const slow = await claim(crew, -1);
    await opened.store.outbox.sweep(NOW, 120_000);
    const quick = await claim(crew);
    expect(quick.id).toBe(slow.id);
    expect(await opened.store.outbox.begin(slow, "slack", call)).toBe(false);
    expect(await opened.store.outbox.settle(slow, { state: "failed", reason: "late" })).toBe(false);
    expect(await opened.store.outbox.begin(quick, "slack", call)).toBe(true);
    expect(await opened.store.outbox.settle(quick, { state: "sent", messageRef: "1" })).toBe(true);
    expect(await states(crew)).toEqual({ "sent null": 1 });
  });

  test("is in doubt when its worker dies after the call began, and not before", async () => {
    const crew = await crewOf(1);
    await crew.org.enqueue(probesFor(crew, 2));
    const [before, during] = [await claim(crew), await claim(crew)];
    await opened.store.outbox.begin(during, "slack", { leaseMs: -1, certainInMs: 11_000 });
    await opened.store.outbox.settle(before, { state: "pending", reason: "given_back", retryInMs: 0, attempts: 0 });
    const given = await claim(crew, -1);
    expect((await opened.store.outbox.sweep(NOW, 120_000)).lapsed).toBe(2);
    expect(await states(crew)).toEqual({ "ambiguous worker_died": 1, "pending worker_died": 1 });
    const doubted = await claim(crew);
    expect([doubted.id, doubted.doubt?.platform, doubted.attempts]).toEqual([during.id, "slack", 1]);
    expect((await claim(crew)).id).toBe(given.id);
  });

  test("is put aside when every worker that takes it dies", async () => {
    const crew = await crewOf(1);
    await crew.org.enqueue(probesFor(crew, 1));
    for (let i = 0; i < 5; i++) {
      await claim(crew, -1);
      await opened.store.outbox.sweep(NOW, 120_000);
    }
    expect(await states(crew)).toEqual({ "dead worker_died": 1 });
  });

  test("is dropped when it is stale, so that a copy of yesterday's database sends nothing", async () => {
    const crew = await crewOf(1);
    const yesterday = probesFor(crew, 3).map((message) => ({ ...message, expiresAt: new Date(NOW.getTime() - 1) }));
    await crew.org.enqueue(yesterday);
    await opened.store.outbox.sweep(NOW, 120_000);
    expect(await states(crew)).toEqual({ "failed expired": 3 });
  });

  test("raises an alarm when it is due for more than two minutes", async () => {
    const crew = await crewOf(1);
    await crew.org.enqueue(probesFor(crew, 1));
    expect((await opened.store.outbox.sweep(NOW, 120_000)).late).toBe(0);
    await opened.sql.query("update outbox set created_at = now() - interval '3 minutes' where org_id = $1", [
      crew.organisation.id,
    ]);
    expect((await opened.store.outbox.sweep(NOW, 120_000)).late).toBe(1);
    await opened.store.outbox.settle(await claim(crew), { state: "failed", reason: "seen" });
  });

  test("can be tried again or taken back by an admin, never when it was sent", async () => {
    const crew = await crewOf(1);
    await crew.org.enqueue(probesFor(crew, 3));
    for (const settlement of [
      { state: "sent", messageRef: "1" },
      { state: "failed", reason: "channel_not_found" },
    ] as const)
      await opened.store.outbox.settle(await claim(crew), settlement);
    const rows = await crew.org.listOutbox({ states: ["sent", "failed", "pending"], limit: 10 });
    const references = rows.map(({ reference }) => reference);
    const by = { actor: "admin@acme.example", now: NOW };
    expect(await crew.org.retryOutbox(references, by)).toBe(1);
    expect(await crew.org.dropOutbox(references, by)).toBe(2);
    expect(await states(crew)).toEqual({ "failed dropped": 2, "sent null": 1 });
  });
});

describe("what comes in", () => {
  test("is taken once by however many at the same moment", async () => {
    const taken = await Promise.all(Array.from({ length: 40 }, (_, i) => opened.store.takeEvent(`E${i % 20}`, NOW)));
    expect(taken.filter(Boolean)).toHaveLength(20);
  });

  test("is the same under another id while it is alike, and something new after that", async () => {
    const later = (ms: number) => new Date(NOW.getTime() + ms);
    const likeness = { key: "like:approve", withinMs: 60_000 };
    const take = (key: string, at: Date) => opened.store.takeEvent(key, at, likeness);
    expect(await take("first", NOW)).toBe(true);
    expect(await take("first", later(1_000))).toBe(false);
    expect(await take("second layer", later(15_000))).toBe(false);
    expect(await take("a minute on", later(61_000))).toBe(true);
    // Answered at 70 s: what came before that is a repetition, what comes after it is not.
    await opened.store.dateEvent(likeness.key, later(10_000));
    expect(await take("waited", later(69_000))).toBe(false);
    expect(await take("asked again", later(71_000))).toBe(true);
  });
});

describe("the calendar", () => {
  const daily = { every: "day", at: "08:00" };
  const messages = async (crew: Crew) =>
    (await crew.org.listOutbox({ states: ["pending"], limit: 100 })).map(({ periodKey }) => periodKey).sort();
  const scheduled = async () => {
    const crew = await crewOf(1);
    const [personId = ""] = crew.people;
    const now = new Date("2027-03-01T12:00:00Z");
    await saveSchedule(crew.org, { personId, kind: "probe", timeZone: "UTC", rule: daily, recipe: { n: 1 }, now });
    return crew;
  };
  const run = (at: string) => runSchedules(opened.store.schedules, new Date(at), log);

  test("brings each day once, whoever looks and however often", async () => {
    const crew = await scheduled();
    await Promise.all(Array.from({ length: 8 }, () => run("2027-03-02T08:00:00Z")));
    await run("2027-03-02T08:00:05Z");
    await run("2027-03-03T08:01:00Z");
    expect(await messages(crew)).toEqual(["2027-03-02", "2027-03-03"]);
  });

  test("makes up for the latest that was missed while it is fresh, and for no other", async () => {
    const crew = await scheduled();
    await run("2027-03-05T10:00:00Z");
    expect(await messages(crew)).toEqual(["2027-03-05"]);
    await run("2027-03-08T20:00:00Z");
    expect(await messages(crew), "more than six hours late").toEqual(["2027-03-05"]);
    await run("2027-03-09T08:00:00Z");
    expect(await messages(crew)).toEqual(["2027-03-05", "2027-03-09"]);
  });

  test("sends nothing twice when the clock is set back or the hour is changed", async () => {
    const crew = await scheduled();
    await run("2027-03-02T08:00:00Z");
    await run("2027-03-02T06:00:00Z");
    await run("2027-03-02T08:00:00Z");
    const [personId = ""] = crew.people;
    const later = { ...daily, at: "10:00" };
    const now = new Date("2027-03-02T09:00:00Z");
    await saveSchedule(crew.org, { personId, kind: "probe", timeZone: "UTC", rule: later, recipe: { n: 1 }, now });
    await run("2027-03-02T10:00:00Z");
    expect(await messages(crew)).toEqual(["2027-03-02"]);
  });
});

describe("an import", () => {
  const load = async (crew: Crew, deals: readonly object[]) => {
    async function* batches(): AsyncGenerator<RecordBatch> {
      yield { kind: "deals", records: deals } as RecordBatch;
    }
    const result = await opened.store.loadRecords(crew.organisation, batches(), { actor: "t", source: "t", now: NOW });
    expect(result.faults).toEqual([]);
  };
  const today = NOW.toISOString().slice(0, 10);
  const deal = (key: string, status: string, closedOn: string | null = today) => ({
    key,
    name: key,
    ownerKey: "p0",
    stage: status,
    status,
    amount: "100",
    currency: "USD",
    ...(closedOn === null ? {} : { closedOn }),
  });

  test("tells a rep once of what it newly credits, and of no history", async () => {
    const crew = await crewOf(1);
    await load(crew, [deal("old", "won"), deal("A", "open", null), deal("B", "open", null)]);
    expect(await states(crew), "the first load is history").toEqual({});
    await load(crew, [deal("A", "won"), deal("B", "won"), deal("ancient", "won", "2020-01-01")]);
    const news = await opened.sql.query("select kind, recipe from outbox where org_id = $1 order by kind", [
      crew.organisation.id,
    ]);
    const recipe = { deals: ["A", "B"], creditedOn: today };
    expect(news).toEqual(["deal_credited", "quota_reached", "tier_reached"].map((kind) => ({ kind, recipe })));
    await load(crew, [deal("A", "won"), deal("B", "won")]);
    await load(crew, [deal("A", "lost"), deal("B", "won")]);
    expect(await states(crew)).toEqual({ "pending null": 3 });
  });
});
