import { expect, test } from "vitest";
import { planDocs } from "../../../test/plan-docs.js";
import { VENDOR_WORDS } from "../../core/vendor-words.js";
import { lints } from "../lint/index.js";
import { factsSchema, type JsonSchema, planSchema } from "./json-schema.js";

/** Fields and words of a schema that its examples, prose and comments must name. `$defs` hold what is referred to. */
function namesOf(schema: unknown, names = new Map<string, Set<string>>(), within = ""): Map<string, Set<string>> {
  if (Array.isArray(schema)) {
    for (const item of schema) namesOf(item, names, within);
    return names;
  }
  if (typeof schema !== "object" || schema === null) return names;
  const { properties, enum: words, const: word, ...rest } = schema as JsonSchema & { properties?: object };
  const add = (name: string) => names.set(name, (names.get(name) ?? new Set()).add(within || "the document"));
  for (const [field, inner] of Object.entries(properties ?? {})) {
    add(field);
    namesOf(inner, names, field);
  }
  for (const value of [...((words as unknown[] | undefined) ?? []), word])
    if (typeof value === "string" && value !== "") add(value);
  for (const [key, inner] of Object.entries(rest)) {
    if (key === "$defs") for (const [id, definition] of Object.entries(inner as object)) namesOf(definition, names, id);
    else if (key !== "required" && key !== "examples") namesOf(inner, names, within);
  }
  return names;
}

const { text, plans, facts } = planDocs();
const examples = [...plans, ...facts].join("\n").replaceAll(/#.*$/gm, "");

/** As a whole word: a field of an example, or a word in code of the prose or its tables. */
const isShown = (name: string): boolean => new RegExp(`(?<![a-z_])${name}(?![a-z_])`).test(examples);
const isSaid = (name: string): boolean =>
  [...text.matchAll(/`([^`\n]+)`/g)].some(([, code = ""]) => new RegExp(`(?<![a-z_])${name}(?![a-z_])`).test(code));

test.each([
  ["plan", planSchema()],
  ["facts", factsSchema()],
])("docs/plan-format.md names every field, type and word of the %s schema", (_, schema) => {
  const missing = [...namesOf(schema)]
    .filter(([name]) => !isShown(name) && !isSaid(name))
    .map(([name, places]) => `${name} (in ${[...places].join(", ")})`);
  expect(missing).toEqual([]);
});

test("every component type and modifier stands in an example that is run", () => {
  const { $defs } = planSchema() as { $defs: Record<string, { properties?: { type?: { const?: string } } }> };
  const types = Object.values($defs).flatMap(({ properties }) => properties?.type?.const ?? []);
  expect(types.length).toBeGreaterThan(9);
  const modifiers = Object.keys($defs).filter((id) => /^[a-z_]+$/.test(id) && !types.includes(id));
  expect([...types, ...modifiers].filter((name) => !isShown(name))).toEqual([]);
});

test("every lint stands in the table of findings", () => {
  const missing = [...lints.map(({ name }) => name), "unused_acceptance"].filter(
    (name) => !new RegExp(`^\\| \`${name}\``, "m").test(text),
  );
  expect(missing).toEqual([]);
});

test("the words of other systems stand in the table, with ours", () => {
  const rows = text.split("\n").filter((line) => line.startsWith("| "));
  const missing = VENDOR_WORDS.filter(
    ({ vendor, word, here }) =>
      !rows.some((row) => row.includes(`| ${vendor} `) && row.includes(` ${word} `) && row.includes(`\`${here}\``)),
  );
  expect(missing.map(({ vendor, word, here }) => `| ${vendor} | ${word} | \`${here}\` |`)).toEqual([]);
});

test("every heading stands in the table of contents", () => {
  const slug = (title: string) =>
    title
      .toLowerCase()
      .replaceAll(/[^a-z0-9\- ]/g, "")
      .replaceAll(" ", "-");
  const prose = text.replaceAll(/^```[\s\S]*?^```$/gm, "");
  const titles = [...prose.matchAll(/^###? (.*)$/gm)].map(([, title = ""]) => title).filter((t) => t !== "Contents");
  expect(titles.length).toBeGreaterThan(40);
  expect(titles.filter((title) => !text.includes(`[${title}](#${slug(title)})`))).toEqual([]);
});
