import { pino } from "pino";
import { expect, test } from "vitest";
import { buildPerson, fakeStore, organisation } from "../../../test/fake-store.js";
import { createHome } from "../../home/home.js";
import { previews } from "../../preview/index.js";
import { answer } from "./api.js";
import { listPeople } from "./people.js";

const people = [
  buildPerson("Lena Boss", { role: "manager" }),
  buildPerson("Maya Chen"),
  buildPerson("Adam Gone", { leftOn: "2026-10-01" }),
  buildPerson("Bea Able"),
];
const store = fakeStore({ people });
const log = pino({ level: "silent" });
const deps = {
  store,
  home: createHome({ store, log }),
  previews,
  ask: () => Promise.reject(new Error("nothing is asked here")),
  log,
  now: () => new Date("2026-11-23T10:00:00Z"),
  orgSlug: organisation.slug,
};
const idOf = (name: string) => people.find((person) => person.name === name)?.id;
const emailOf = (name: string) => people.find((person) => person.name === name)?.email ?? "none";

test("those who left are not offered, and the first rep by name starts", async () => {
  const reply = await listPeople(deps);
  expect(reply.people.map(({ name }) => name)).toEqual(["Bea Able", "Lena Boss", "Maya Chen"]);
  expect(reply.first).toBe(idOf("Bea Able"));
});

test("whoever is worth starting with starts, unless they left", async () => {
  expect((await listPeople({ ...deps, firstEmail: emailOf("Maya Chen") })).first).toBe(idOf("Maya Chen"));
  expect((await listPeople({ ...deps, firstEmail: emailOf("Adam Gone") })).first).toBe(idOf("Bea Able"));
});

test("where the clock cannot be moved, a question on another day is refused and nothing is asked", async () => {
  const person = idOf("Maya Chen") ?? "";
  const clock = { session: "tab", day: "2026-12-01" };
  expect((await listPeople(deps)).clock).toBeNull();
  await expect(
    answer(deps, { person, clock, text: "How close am I?", channel: "dm", conversation: "c" }),
  ).rejects.toThrow("The clock can be moved in the demo company only.");
});
