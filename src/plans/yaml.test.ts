import { expect, test } from "vitest";
import { readYaml } from "./yaml.js";

test("numbers stay the text that was written", () => {
  expect(readYaml("version: 1.10\namount: 0.10000000000000000001")).toEqual({
    ok: true,
    document: { version: "1.10", amount: "0.10000000000000000001" },
  });
});

test.each(["deals: [{ amount: 250,000 }]", "quota:\n  { bookings: 100,000 }", "x: { name: 30,000 sold, y: 1 }"])(
  "a comma inside braces is said to end the entry: %s",
  (text) => {
    const read = readYaml(text);
    expect(read.ok ? [] : read.problems.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^line [12]: "000.*" has no value.*in quotes$/),
    ]);
  },
);

test("one slip is one problem, the first in the text, with its line", () => {
  const read = readYaml('name: X\nversion: "1\ncomponents:\n  a: {type: flat_rate\n');
  expect(read.ok ? [] : read.problems).toHaveLength(1);
  expect(read.ok ? "" : read.problems[0]?.message).toMatch(/line \d+, column \d+/);
});
