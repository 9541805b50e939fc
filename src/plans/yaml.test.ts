import { expect, test } from "vitest";
import { readYaml } from "./yaml.js";

test("numbers stay the text that was written", () => {
  expect(readYaml("version: 1.10\namount: 0.10000000000000000001")).toEqual({
    ok: true,
    document: { version: "1.10", amount: "0.10000000000000000001" },
  });
});

test("one slip is one problem, the first in the text, with its line", () => {
  const read = readYaml('name: X\nversion: "1\ncomponents:\n  a: {type: flat_rate\n');
  expect(read.ok ? [] : read.problems).toHaveLength(1);
  expect(read.ok ? "" : read.problems[0]?.message).toMatch(/line \d+, column \d+/);
});
