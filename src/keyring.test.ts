import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { createKeyring } from "./keyring.js";

const key = (id: string) => ({ id, key: randomBytes(32) });
const [old, fresh] = [key("2025"), key("2026")];
const ring = createKeyring([old]);

test("what is sealed opens for the same thing, and the text does not show it", () => {
  const secret = ring.seal("xoxb-1-2", "slack:T1");
  expect(secret.keyId).toBe("2025");
  expect(Buffer.from(secret.sealed, "base64").toString("latin1")).not.toContain("xoxb");
  expect(ring.open(secret, "slack:T1")).toBe("xoxb-1-2");
});

test("the same secret is never sealed alike", () => {
  expect(ring.seal("same", "x").sealed).not.toBe(ring.seal("same", "x").sealed);
});

test("it does not open for something else, after a change of a single bit, or under another key of the same name", () => {
  const secret = ring.seal("xoxb-1-2", "slack:T1");
  expect(() => ring.open(secret, "slack:T2")).toThrow();
  const bytes = Buffer.from(secret.sealed, "base64");
  for (let at = 0; at < bytes.length; at++) {
    const changed = Buffer.from(bytes);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(() => ring.open({ keyId: "2025", sealed: changed.toString("base64") }, "slack:T1")).toThrow();
  }
  expect(() => createKeyring([key("2025")]).open(secret, "slack:T1")).toThrow();
});

test("a new key seals from now on, the old one still opens what it sealed, until it is taken away", () => {
  const secret = ring.seal("xoxb-1-2", "slack:T1");
  const both = createKeyring([fresh, old]);
  expect(both.seal("a", "b").keyId).toBe("2026");
  expect(both.open(secret, "slack:T1")).toBe("xoxb-1-2");
  expect(() => createKeyring([fresh]).open(secret, "slack:T1")).toThrow('no key "2025"');
});
