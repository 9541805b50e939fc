import { expect, test } from "vitest";
import { suggestionsFor } from "./suggestions.js";
import type { PersonEntry } from "./wire.js";

const person = (name: string, role: PersonEntry["role"], team: string | null): PersonEntry => ({
  id: name,
  name,
  title: null,
  team,
  role,
});
const people = [
  person("Aiko Tanaka", "rep", "West"),
  person("Maya Chen", "rep", "East"),
  person("Grace Holm", "manager", "East"),
];

test("a manager is offered a rep of the same team, whom they may see", () => {
  expect(suggestionsFor(person("Grace Holm", "manager", "East"), people)).toContain("How close is Maya to quota?");
});

test("a manager without reps in the team is offered nobody by name", () => {
  expect(suggestionsFor(person("Omar", "manager", null), people).join()).not.toMatch(/Maya|Aiko/);
});

test("a rep is offered questions of their own, an admin any rep", () => {
  expect(suggestionsFor(person("Aiko Tanaka", "rep", "West"), people).join()).not.toContain("Maya");
  expect(suggestionsFor(person("Ines", "admin", null), people)).toContain("How close is Aiko to quota?");
});
