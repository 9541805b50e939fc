import { expect, test } from "vitest";
import { said } from "../../../test/lint.js";
import { circularGate } from "./circular-gate.js";

const plan = (first: string, second = "") => `
measures:
  a: { of: amount }
  b: { of: amount }
  both: { of: blend, blend: { a: 50%, b: 50% } }
components:
  first: { type: flat_rate, measure: a, rate: 1%, ${first} }
  second: { type: flat_rate, measure: b, rate: 1%, ${second} }`;
const gateOn = (measure: string) => `gates: [{ measure: ${measure}, at_least: 50%, otherwise: nothing }]`;

test("a gate on another measure is what gates are for", () =>
  expect(said(circularGate, plan(gateOn("b")))).toEqual([]));

test("a gate on the component's own measure, or on a blend of it, decides twice", () => {
  expect(said(circularGate, plan(gateOn("a")))).toEqual([
    "components.first.gates[0].measure: looks at a, the measure that the component stands on already",
  ]);
  expect(said(circularGate, plan(gateOn("both")))[0]).toContain("looks at both, which shares a");
});

test("components that gate one another wait for one another", () => {
  expect(said(circularGate, plan(gateOn("b"), gateOn("a")))).toEqual([
    "components.first.gates: first → second wait for one another: each looks at the measure that another is paid on",
  ]);
});
