import { expect, test } from "vitest";
import { Breaker } from "./breaker.js";

const dead = { kind: "unavailable", retryAfterMs: null } as const;

function at(start = 0) {
  let now = start;
  const breaker = new Breaker(() => now);
  return { breaker, pass: (ms: number) => (now += ms) };
}

test("an endpoint that fails three times in a row is left alone for a while, then tried by one request", () => {
  const { breaker, pass } = at();
  for (let i = 0; i < 3; i++) {
    expect(breaker.take()).toBe(true);
    breaker.failed(dead);
  }
  expect(breaker.take()).toBe(false);
  pass(30_000);
  expect(breaker.take()).toBe(true);
  expect(breaker.take(), "one request finds out, the others do not wait for it").toBe(false);
  breaker.failed(dead);
  expect(breaker.take()).toBe(false);
  pass(30_000);
  expect(breaker.take()).toBe(true);
  breaker.succeeded();
  expect([breaker.take(), breaker.take()]).toEqual([true, true]);
});

test("a success in between starts the count anew", () => {
  const { breaker } = at();
  for (let i = 0; i < 5; i++) {
    breaker.failed(dead);
    breaker.failed(dead);
    breaker.succeeded();
  }
  expect(breaker.take()).toBe(true);
});

test.each([
  { retryAfterMs: 120_000, rests: 120_000, why: "it said how long" },
  { retryAfterMs: null, rests: 30_000, why: "it did not say" },
])("one that is limiting requests rests $rests ms at once: $why", ({ retryAfterMs, rests }) => {
  const { breaker, pass } = at();
  breaker.failed({ kind: "limited", retryAfterMs });
  pass(rests - 1);
  expect(breaker.take()).toBe(false);
  pass(1);
  expect(breaker.take()).toBe(true);
});
