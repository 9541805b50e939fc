import { readdirSync, readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { planDocs } from "../../../test/plan-docs.js";
import { factsSchema, planSchema, schemaText } from "./json-schema.js";

const root = new URL("../../../", import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), "utf8");
const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
const isPlan = ajv.compile(planSchema());
const isFacts = ajv.compile(factsSchema());

const files = ["src/demo/plans/", "test/scenarios/"].flatMap((folder) =>
  readdirSync(new URL(folder, root))
    .filter((name) => name.endsWith(".yaml"))
    .map((name) => `${folder}${name}`),
);

describe("the published JSON Schema", () => {
  test.each([
    ["plan", planSchema],
    ["facts", factsSchema],
  ])("docs/schema/%s.schema.json is what the code gives (pacer plan schema writes it anew)", (name, schema) => {
    expect(read(`docs/schema/${name}.schema.json`)).toBe(schemaText(schema()));
  });

  test.each(files)("takes %s", (file) => {
    expect([isPlan(parse(read(file))), isPlan.errors]).toEqual([true, null]);
  });

  test("takes every plan and facts file of the documentation", () => {
    const { plans, facts } = planDocs();
    for (const body of plans) expect([body, isPlan(parse(body)), isPlan.errors]).toEqual([body, true, null]);
    for (const body of facts) expect([body, isFacts(parse(body)), isFacts.errors]).toEqual([body, true, null]);
  });

  const flat = (more: string, component = "rate: 10%") =>
    parse(
      `{ name: P, version: 1, currency: USD, quota_period: quarter, measures: { m: amount }, components: { c: { type: flat_rate, measure: m, ${component} } }, ${more} }`,
    ) as unknown;

  test.each([
    ["a plan", flat("payout_period: month"), true],
    ["a misspelt field of the plan", flat("payout_periods: month"), false],
    ["a misspelt field of a component", flat("", "rte: 10%"), false],
    [
      "a misspelt field of an example's facts",
      flat("examples: [{ name: a, given: { quotta: 5 }, expect: { earned: 1 } }]"),
      false,
    ],
    ["a misspelt figure of an example", flat("examples: [{ name: a, given: {}, expect: { earnd: 1 } }]"), false],
    ["a word where a rate belongs", flat("", "rate: ten"), false],
    ["a percentage that is a number", flat("", "rate: 0.1"), true],
    ["a name with capitals", flat("", "rate: 10%, base: Bookings"), false],
    ["a word that is not among the choices", flat("payout_period: fortnight"), false],
    ["a day that is none", flat("effective: { from: soon }"), false],
  ])("%s: valid %s", (_, document, valid) => expect(isPlan(document)).toBe(valid));

  test("says nothing with an empty schema: every field has a form", () => {
    const empty: string[] = [];
    const walk = (value: unknown, path: string): void => {
      if (typeof value !== "object" || value === null) return;
      if (!Array.isArray(value) && Object.keys(value).length === 0) empty.push(path);
      // A default is a value: an empty one is none the less said.
      for (const [key, inner] of Object.entries(value)) if (key !== "default") walk(inner, `${path}/${key}`);
    };
    walk(planSchema(), "plan");
    walk(factsSchema(), "facts");
    expect(empty).toEqual([]);
  });

  test("says what hangs on a choice, in the words of the refusal", () => {
    expect(JSON.stringify(planSchema())).toContain("highest: only the highest step reached pays.");
  });
});
