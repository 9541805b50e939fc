import { expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { readPlan } from "../../src/plans/plan-file.js";
import { planDocs } from "../plan-docs.js";
import { isDocument, orRefusal, placeOf, withValue } from "./every-example.js";

type Document = Record<string, unknown>;
type Path = readonly (string | number)[];

/** Ways to spoil a value: left out, of the wrong kind, below zero, zero, too much, the wrong order, twice. */
const spoilings: Readonly<Record<string, (value: unknown) => unknown>> = {
  "left out": () => undefined,
  nonsense: () => "zzz",
  "below zero": () => (-1).toString(),
  zero: () => 0,
  "250%": () => "250%",
  reversed: (value) => (Array.isArray(value) ? [...value].reverse() : value),
  repeated: (value) => (Array.isArray(value) ? [...value, value.at(-1)] : value),
  "with a field nobody knows": (value) => (isDocument(value) ? { ...value, zzz: 1 } : value),
};

// What the plan check says to every plan of the documentation with one value spoiled.
test("what is refused is refused in approved words", async () => {
  const tried = new Set<string>();
  const said = new Map<string, string>();
  for (const text of planDocs().plans) {
    const { examples: _, ...plan } = parse(text) as Document;
    for (const path of pathsOf(plan)) {
      const where = placeOf(plan, path);
      if (tried.has(where)) continue;
      tried.add(where);
      const value = path.reduce<unknown>((at, step) => (at as Document)[step as string], plan);
      for (const [how, spoil] of Object.entries(spoilings)) {
        const spoiled = spoil(value);
        if (spoiled === value) continue;
        const answer = orRefusal(() => {
          readPlan(stringify(withValue(plan, path, spoiled)));
          return "";
        });
        if (answer !== "" && !said.has(answer)) said.set(answer, `${where} ${how}`);
      }
    }
  }
  const lines = [...said].map(([answer, where]) => `${where}: ${answer}`).sort();
  expect(lines.filter((line) => /Invalid|Too (small|big)|undefined|NaN/.test(line))).toEqual([]);
  await expect(`${lines.join("\n")}\n`).toMatchFileSnapshot("approved/refusals.txt");
}, 60_000);

function pathsOf(value: unknown, path: Path = []): Path[] {
  const inside = Array.isArray(value)
    ? value.flatMap((item, i) => pathsOf(item, [...path, i]))
    : isDocument(value)
      ? Object.entries(value).flatMap(([key, item]) => pathsOf(item, [...path, key]))
      : [];
  return path.length === 0 ? inside : [path, ...inside];
}
