import { expect, test } from "vitest";
import { modelSuite } from "../evals/model.js";
import { readInjections } from "./injections.js";

test("the suite prints a table by kind and language for the rules and both stubs", async () => {
  const lines: string[] = [];
  await modelSuite.run({ misses: true, print: (line) => lines.push(line), env: {} });
  const cases = String(readInjections().length);
  expect(lines.filter((line) => line.startsWith("all")).map((line) => line.split(/\s+/))).toEqual(
    Array.from({ length: 3 }, () => ["all", cases, "0", "0"]),
  );
  const worded = lines.filter((line) => /^(?:en|de|es|fr) /.test(line)).map((line) => line.split(/\s+/)[2]);
  expect(worded).toEqual([...Array.from({ length: 8 }, () => "yes"), ...Array.from({ length: 8 }, () => "no")]);
});
