import type { Answer } from "../src/answer/answer.js";
import { toFigureRecord } from "../src/answer/figures.js";
import { formatValue } from "../src/answer/format.js";
import { skills } from "../src/skills/index.js";
import { runSkill } from "../src/skills/run-skill.js";
import { buildPerson, type Company, type Desk, fakeStore, halfway, organisation } from "./fake-store.js";

export const maya = buildPerson("Maya Chen");
export const lena = buildPerson("Lena Boss", { role: "manager" });

/** Asks one skill as Maya (or Lena, who leads her) on 2026-11-23, half way to quota unless her desk says otherwise. */
export async function askSkill(
  name: string,
  input: Readonly<Record<string, unknown>> = {},
  options: {
    desk?: Desk;
    today?: string;
    as?: "Maya Chen" | "Lena Boss";
    company?: Partial<Company>;
    person?: Partial<typeof maya>;
  } = {},
): Promise<Answer> {
  const { desk = halfway, today = "2026-11-23", as = "Maya Chen", company = {} } = options;
  const person = { ...maya, ...options.person };
  const store = fakeStore({
    people: [person, lena],
    lines: [{ manager: "Lena Boss", person: "Maya Chen" }],
    desks: { "Maya Chen": desk },
    ...company,
  }).forOrganisation(organisation);
  const skill = skills.get(name);
  if (!skill) throw new Error(`no skill ${name}`);
  return runSkill(skill, input, { store, asker: as === "Lena Boss" ? lena : person, today, locale: "en-US" });
}

/** Exact values by key. */
export const figuresOf = (answer: Answer): Record<string, string> =>
  Object.fromEntries(answer.figures.map(toFigureRecord).map(({ key, value }) => [key, value]));

/** Rows of the first table as people read them. */
export const rowsOf = (answer: Answer): string[][] =>
  (answer.tables?.[0]?.rows ?? []).map((row) => row.map((value) => formatValue(value, "en-US")));
