import { expect, test } from "vitest";
import { type Colleague, peersOf } from "./peers.js";

const TODAY = "2026-06-15";
const colleague = (id: string, more: Partial<Colleague> = {}): Colleague => ({
  id,
  title: "Account Executive",
  role: "rep",
  hiredOn: "2024-03-01",
  leftOn: null,
  ...more,
});
const subject = colleague("me");
const five = ["a", "b", "c", "d", "e"].map((id) => colleague(id));
const ids = (everybody: readonly Colleague[], of: Colleague = subject) =>
  peersOf(of, everybody, TODAY).map(({ id }) => id);

test("peers are colleagues of the same title and role, without oneself", () => {
  expect(ids([subject, ...five])).toEqual(["a", "b", "c", "d", "e"]);
});

test("fewer than five are none, since a figure of theirs would point at a person", () => {
  expect(ids(five.slice(1))).toEqual([]);
});

test.each([
  ["another title", { title: "Account Manager" }, false],
  ["no title", { title: null }, false],
  ["another role", { role: "manager" }, false],
  ["hired today", { hiredOn: TODAY }, true],
  ["hired tomorrow", { hiredOn: "2026-06-16" }, false],
  ["no hiring date", { hiredOn: null }, true],
  ["left today", { leftOn: TODAY }, false],
  ["leaves tomorrow", { leftOn: "2026-06-16" }, true],
] as const)("somebody with %s", (_, more, counts) => {
  expect(ids([...five, colleague("x", more)]).includes("x")).toBe(counts);
});

test("the nearest in hiring date come first, those without one last, at most fifty", () => {
  const near = [
    colleague("z-unknown", { hiredOn: null }),
    colleague("far", { hiredOn: "2020-01-01" }),
    colleague("day-after", { hiredOn: "2024-03-02" }),
    colleague("week-before", { hiredOn: "2024-02-23" }),
    colleague("same-b"),
    colleague("same-a"),
  ];
  expect(ids(near)).toEqual(["same-a", "same-b", "day-after", "week-before", "far", "z-unknown"]);
  expect(ids(near, colleague("me", { hiredOn: null }))).toEqual([...near.map(({ id }) => id)].sort());
  const many = Array.from({ length: 60 }, (_, i) => colleague(`p${String(i).padStart(2, "0")}`));
  expect(ids(many)).toEqual(many.slice(0, 50).map(({ id }) => id));
});
