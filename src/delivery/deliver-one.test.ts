import { describe, expect, test } from "vitest";
import { z } from "zod";
import { buildPerson, fakeStore, organisation } from "../../test/fake-store.js";
import { createLog } from "../log.js";
import { defineMessage, type MessageClass } from "../messages/define-message.js";
import type { Claimed, Settlement } from "../store/outbox-work.js";
import type { Person } from "../store/store.js";
import { deliverOne } from "./deliver-one.js";
import { asPreferred, type Receiving } from "./receiving.js";
import type { FindOutcome, Parcel, SendOutcome, Transport } from "./transport.js";

const NOW = new Date("2026-11-24T15:00:00Z");
const SENT: SendOutcome = { kind: "sent", messageRef: "1.1" };

interface Case {
  readonly class?: MessageClass;
  readonly kind?: string;
  readonly claim?: Partial<Claimed>;
  readonly person?: Partial<Person>;
  readonly send?: SendOutcome;
  /** Undefined = a platform with no way to look. */
  readonly find?: FindOutcome;
  readonly receiving?: Receiving;
  readonly inHand?: boolean;
  readonly fails?: boolean;
  readonly now?: Date;
}

/** Takes one message further with everything around it in memory. Gives the outcome and what was sent. */
async function delivered(given: Case): Promise<{ settlement: Settlement | undefined; sent: Parcel[] }> {
  const maya = buildPerson("Maya Chen", given.person);
  const store = fakeStore({ people: [maya], desks: {} }).forOrganisation(organisation);
  const note = defineMessage({
    name: "note",
    description: "A note",
    class: given.class ?? "routine",
    topic: "goal_updates",
    recipe: z.object({ n: z.int() }),
    render: async ({ n }) => {
      if (given.fails) throw new Error("a bug");
      return n < 0 ? null : { headline: `Note ${n}` };
    },
    example: async () => null,
  });
  const sent: Parcel[] = [];
  let settlement: Settlement | undefined;
  const { find } = given;
  const transport: Transport = {
    platform: "slack",
    locate: async () => ({ workspaceId: "T1", userId: "U1" }),
    send: async (_address, parcel) => {
      sent.push(parcel);
      return given.send ?? SENT;
    },
    ...(find ? { find: async () => find } : {}),
  };
  const claim: Claimed = {
    id: "d1",
    orgId: organisation.id,
    kind: given.kind ?? "note",
    recipientId: maya.id,
    periodKey: "2026-W48",
    recipe: { n: 1 },
    reference: "7F3K2M",
    expiresAt: new Date("2026-11-25T15:00:00Z"),
    fence: 1,
    attempts: 0,
    doubt: null,
    ...given.claim,
  };
  await deliverOne(
    {
      outbox: {
        begin: async () => given.inHand ?? true,
        settle: async (_claim: Claimed, outcome: Settlement) => {
          settlement = outcome;
          return true;
        },
      } as never,
      kinds: new Map([["note", note]]),
      transports: [transport],
      receiving: given.receiving ?? (async () => ({ kind: "now" })),
      log: createLog("silent"),
      now: () => given.now ?? NOW,
      chance: () => 0,
    },
    store,
    claim,
  );
  return { settlement, sent };
}

const doubt = (certainInMs: number, attempts = 1): Partial<Claimed> => ({
  attempts,
  doubt: { platform: "slack", since: new Date("2026-11-24T14:59:00Z"), certainInMs },
});

describe("judged anew at the moment of sending", () => {
  test("goes out once, with its delivery id", async () => {
    const { settlement, sent } = await delivered({});
    expect(settlement).toEqual({ state: "sent", messageRef: "1.1" });
    expect(sent.map(({ deliveryId, answer }) => [deliveryId, answer.headline])).toEqual([["d1", "Note 1"]]);
  });
  test.each([
    { given: { person: { leftOn: "2026-11-24" } }, reason: "left", why: "who has left gets nothing" },
    { given: { claim: { expiresAt: NOW } }, reason: "expired", why: "what is stale is not sent late" },
    { given: { claim: { recipe: { n: -1 } } }, reason: "nothing_to_say", why: "what it was about is no more" },
    { given: { claim: { recipe: { m: 1 } } }, reason: "unreadable", why: "no such recipe" },
    { given: { claim: { recipientId: "nobody" } }, reason: "no_such_person", why: "deleted since" },
    { given: { kind: "gone" }, reason: "unknown_kind", why: "a kind of another version" },
    {
      given: { receiving: async () => ({ kind: "never", reason: "switched_off" }) },
      reason: "switched_off",
      why: "not wanted",
    },
  ] as { given: Case; reason: string; why: string }[])("$reason: $why", async ({ given, reason }) => {
    const { settlement, sent } = await delivered(given);
    expect(settlement).toEqual({ state: "failed", reason });
    expect(sent).toEqual([]);
  });
  test("waits for the morning of whom it is for, whatever it was when it was written down", async () => {
    const { settlement, sent } = await delivered({ receiving: asPreferred, person: { timeZone: "Asia/Tokyo" } });
    expect(settlement).toMatchObject({
      state: "pending",
      reason: "quiet_hours",
      notBefore: new Date("2026-11-24T23:00:00Z"),
    });
    expect(sent).toEqual([]);
  });
  test("is not sent in the morning where it is stale by then", async () => {
    const stale = { expiresAt: new Date("2026-11-24T20:00:00Z") };
    const { settlement } = await delivered({
      receiving: asPreferred,
      person: { timeZone: "Asia/Tokyo" },
      claim: stale,
    });
    expect(settlement).toEqual({ state: "failed", reason: "expired_in_quiet_hours" });
  });
  test("is not sent by whoever has lost it to another worker", async () => {
    expect((await delivered({ inHand: false })).sent).toEqual([]);
  });
});

describe("what a call comes to", () => {
  test.each([
    {
      send: { kind: "limited", retryInMs: 5_000 },
      state: { state: "pending", reason: "limited", retryInMs: 5_000, attempts: -1 },
    },
    {
      send: { kind: "unreached", reason: "econnrefused" },
      state: { state: "pending", reason: "econnrefused", attempts: -1 },
    },
    {
      send: { kind: "shut_out", reason: "token_revoked" },
      state: { state: "pending", reason: "token_revoked", attempts: -1 },
    },
    { send: { kind: "refused", reason: "account_inactive" }, state: { state: "failed", reason: "account_inactive" } },
    {
      send: { kind: "doubt", reason: "no_answer", certainInMs: 45_000 },
      state: { state: "ambiguous", certainInMs: 45_000 },
    },
  ] as { send: SendOutcome; state: object }[])("$send.kind", async ({ send, state }) => {
    expect((await delivered({ send })).settlement).toMatchObject(state);
  });
  test("a message that cannot be written is tried again, and given up in the end", async () => {
    const reason = "could_not_be_written";
    expect((await delivered({ fails: true })).settlement).toMatchObject({ state: "pending", reason, attempts: 1 });
    expect((await delivered({ fails: true, claim: { attempts: 5 } })).settlement).toEqual({ state: "dead", reason });
  });
});

describe("in doubt, where a message can be looked for", () => {
  test("found: it was sent, and is not sent again", async () => {
    const { settlement, sent } = await delivered({ claim: doubt(5_000), find: { kind: "found", messageRef: "9.9" } });
    expect(settlement).toEqual({ state: "sent", messageRef: "9.9" });
    expect(sent).toEqual([]);
  });
  test("not there yet: looked for again", async () => {
    const { settlement, sent } = await delivered({ claim: doubt(5_000), find: { kind: "absent" } });
    expect(settlement).toEqual({ state: "ambiguous", reason: "not_there_yet", retryInMs: 5_000 });
    expect(sent).toEqual([]);
  });
  test("not there when it is certain that none will come: sent again under the same id", async () => {
    const { settlement, sent } = await delivered({ claim: doubt(-1), find: { kind: "absent" } });
    expect(settlement).toMatchObject({ state: "sent" });
    expect(sent.map(({ deliveryId }) => deliveryId)).toEqual(["d1"]);
  });
  test("not there and stale by now: not sent", async () => {
    const claim = { ...doubt(-1), expiresAt: NOW };
    expect((await delivered({ claim, find: { kind: "absent" } })).settlement).toEqual({
      state: "failed",
      reason: "expired",
    });
  });
  test("whoever has left since is still looked up, and gets nothing more", async () => {
    const person = { leftOn: "2026-11-24" };
    const found: FindOutcome = { kind: "found", messageRef: "9.9" };
    expect((await delivered({ claim: doubt(-1), person, find: found })).settlement).toMatchObject({ state: "sent" });
    expect((await delivered({ claim: doubt(-1), person, find: { kind: "absent" } })).sent).toEqual([]);
  });
  test("after six calls somebody has to look", async () => {
    const claim = doubt(-1, 6);
    expect((await delivered({ claim, find: { kind: "absent" } })).settlement).toEqual({
      state: "dead",
      reason: "no_answer",
    });
  });
});

describe("in doubt, where a message cannot be looked for", () => {
  test("what is routine is rather missed than doubled", async () => {
    const { settlement, sent } = await delivered({ claim: doubt(-1) });
    expect(settlement).toEqual({ state: "unconfirmed", reason: "not_confirmed" });
    expect(sent).toEqual([]);
  });
  test("what is important is sent once more, under the reference that the first bore, and says so", async () => {
    const first = await delivered({ class: "important" });
    const again = await delivered({ class: "important", claim: doubt(-1) });
    expect(first.sent[0]?.answer.notes).toEqual(["Reference 7F3K2M."]);
    expect(again.sent[0]?.answer.notes).toEqual([
      "Reference 7F3K2M. If you have this message twice, it is the same one.",
    ]);
    expect((await delivered({ class: "important", claim: doubt(5_000) })).sent).toEqual([]);
  });
  test("and no third time", async () => {
    const { settlement, sent } = await delivered({ class: "important", claim: doubt(-1, 2) });
    expect(settlement).toEqual({ state: "unconfirmed", reason: "not_confirmed" });
    expect(sent).toEqual([]);
  });
});
