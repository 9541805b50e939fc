import { describe, expect, test } from "vitest";
import { adminRequest } from "./admin.js";
import { announcementRequest, namedIn } from "./announcement.js";
import { approvalRequest } from "./approval.js";
import { commandOf } from "./command.js";
import { disputeRequest } from "./dispute.js";

describe("disputes", () => {
  test.each<[string, object]>([
    ["Kestrel should have been split 60/40", { verb: "open", reason: "wrong_split" }],
    ["the Kestrel deal never showed up", { verb: "open", reason: "missing_credit" }],
    ["Kestrel looks odd to me", { verb: "open", reason: "other" }],
    ["Kestrel is not credited to me", { verb: "open", reason: "missing_credit" }],
    ["my quota for November is too high", { verb: "open", reason: "quota" }],
    ["i want to open a dispute, my commission is short", { verb: "open", reason: "payout" }],
    ["show my disputes", { verb: "list", waiting: false }],
    ["which disputes are waiting for me", { verb: "list", waiting: true, olderThanDays: null }],
    ["pending disputes older than 14 days", { verb: "list", waiting: true, olderThanDays: 14 }],
    ["what about dispute #12", { verb: "show", number: 12 }],
    ["withdraw dispute #3", { verb: "withdraw", number: 3 }],
    ["dispute #3: the order form says 60/40", { verb: "reply", number: 3, text: "the order form says 60/40" }],
    ["Accept dispute #3 because the form says so", { verb: "accept", number: 3, text: "the form says so" }],
    ["reject dispute #3", { verb: "reject", number: 3, text: null }],
    ["falta un negocio en mi comisión", { verb: "open", reason: "missing_credit" }],
    ["bei mir fehlt ein Abschluss", { verb: "open", reason: "missing_credit" }],
  ])("%s", (message, expected) => {
    expect(disputeRequest(message)).toMatchObject(expected);
  });
});

describe("what waits for a signature", () => {
  test.each<[string, object]>([
    ["I have read my plan and acknowledge it", { verb: "acknowledge" }],
    ["ack", { verb: "acknowledge" }],
    ["what do I still have to sign?", { verb: "show" }],
    ["is anything pending", { verb: "show" }],
    ["I decline my plan: the kicker is gone", { verb: "decline", text: "the kicker is gone" }],
    ["I don't accept this plan", { verb: "decline", text: null }],
    ["approve my dispute", { verb: "dispute" }],
    ["ich bestätige meinen Plan", { verb: "acknowledge" }],
  ])("%s", (message, expected) => {
    expect(approvalRequest(message)).toMatchObject(expected);
  });
});

describe("administration", () => {
  test.each<[string, object]>([
    [
      "adjust Dana by $250 because her spiff was left out",
      { verb: "adjust", reason: "her spiff was left out", negative: false },
    ],
    ["deduct 100 from Dana: posted twice", { verb: "adjust", reason: "posted twice", negative: true }],
    ["adjust Dana by -$100 because it was posted twice", { verb: "adjust", negative: true }],
    ["please reopen august", { verb: "reopen" }],
    ["close the quarter", { verb: "close" }],
    ["when was the last import", { verb: "status" }],
    ["load the new bookings file", { verb: "import" }],
    ["link U0ABC12345 to Dana", { verb: "map", account: "U0ABC12345" }],
    ["set Dana's quota to 300k", { verb: "quota" }],
    ["undo that", { verb: "undo" }],
  ])("%s", (message, expected) => {
    expect(adminRequest(message)).toMatchObject(expected);
  });
});

describe("announcements", () => {
  test.each<[string, object]>([
    [
      "announce to all reps: the quarter closes on Friday",
      { verb: "draft", role: "rep", text: "the quarter closes on Friday" },
    ],
    ["tell the managers that reviews are due next week", { verb: "draft", text: "reviews are due next week" }],
    ["announce something to Europe", { verb: "draft", text: null }],
    ["who has acknowledged the announcement", { verb: "show" }],
    ["cancel the announcement", { verb: "cancel" }],
  ])("%s", (message, expected) => {
    expect(announcementRequest(message)).toMatchObject(expected);
  });
  test("a name is a whole word, the longest where one is in another", () => {
    expect(namedIn("announce to Été Sud: hello", ["Sud", "Ete Sud"])).toBe("Ete Sud");
    expect(namedIn("announce to Europeans: hello", ["Europe"])).toBeNull();
    expect(namedIn("plan 2026.1: hello", ["2026.10", "2026.1"])).toBe("2026.1");
  });
});

test("what answers tell people to write is taken as that, and nothing else is", () => {
  expect(commandOf("dispute #3: how is Dana doing?")).toEqual(
    expect.objectContaining({ skill: "dispute", names: false }),
  );
  expect(commandOf("reject dispute #3 because no")?.skill).toBe("dispute");
  expect(commandOf("I decline my plan: why?")?.skill).toBe("approvals");
  expect(commandOf("adjust Dana by $5 because of x")).toEqual(
    expect.objectContaining({ skill: "admin_ops", names: true }),
  );
  for (const other of ["how am I doing", "why did my payout change after dispute #3", "explain the announcement"])
    expect(commandOf(other)).toBeNull();
});
