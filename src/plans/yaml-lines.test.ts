import { expect, test } from "vitest";
import { linesOf } from "./yaml-lines.js";

const lineOf = linesOf(`name: P
components:
  bonus:
    steps:
      - { at: 80%, bonus: 1 }
      - at: 100%
        bonus: 2
1: one
`);

test.each([
  ["name", 1],
  ["components.bonus", 3],
  ["components.bonus.steps[0].at", 5],
  ["components.bonus.steps[1].bonus", 7],
  ["components.bonus.cap", 3],
  ["1", 8],
  ["examples", null],
  ["", null],
])("%s stands on line %s", (path, line) => expect(lineOf(path)).toBe(line));
