import { expect, test } from "vitest";
import { demoPeople } from "./index.js";
import { demoStories } from "./stories.js";

const stories = demoStories(new Date("2026-11-18T15:00:00Z"));

test.each(stories)("$title: told forwards by people of the company, within what the clock reaches", ({ steps }) => {
  const days = steps.map(({ day }) => day);
  expect(days).toEqual([...days].sort());
  expect(days[0] && days[0] >= "2026-10-01").toBe(true);
  expect(days.at(-1) && String(days.at(-1)) <= "2027-02-14").toBe(true);
  const emails = new Set(demoPeople.map(({ email }) => email));
  for (const { person } of steps) expect(emails).toContain(person);
});

test("the first days of a quarter tell that quarter's stories", () => {
  const [first] = demoStories(new Date("2027-01-02T15:00:00Z"));
  expect(first?.steps[0]?.day).toBe("2027-03-18");
});
