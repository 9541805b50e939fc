import { describe, expect, test } from "vitest";
import type { Field } from "./fields.js";
import { fillIn, readAmount } from "./fields.js";

test.each([
  ["50000", { value: "50000", unit: "plain", currency: null }],
  ["50,000.50", { value: "50000.5", unit: "plain", currency: null }],
  ["50k", { value: "50000", unit: "plain", currency: null }],
  ["1.25m", { value: "1250000", unit: "plain", currency: null }],
  ["0.5k", { value: "500", unit: "plain", currency: null }],
  ["$50k", { value: "50000", unit: "money", currency: null }],
  ["€ 1,200", { value: "1200", unit: "money", currency: "EUR" }],
  ["1200 JPY", { value: "1200", unit: "money", currency: "JPY" }],
  ["chf 5k", { value: "5000", unit: "money", currency: "CHF" }],
  ["110%", { value: "110", unit: "percent", currency: null }],
  ["-5", { value: "-5", unit: "plain", currency: null }],
  [".5k", { value: "500", unit: "plain", currency: null }],
])("%s is read as a named number", (text, expected) => expect(readAmount(text)).toEqual(expected));

test.each(["", "soon", "5 apples", "1e9", "--5", "9".repeat(20), "50k; drop", "1.1234567"])("%s is no number", (text) =>
  expect(readAmount(text)).toBeNull(),
);

describe("what is filled in", () => {
  const ask = { skill: "what_if", input: { period: "2026-Q4", amount: null } };
  const fields: Field[] = [
    { key: "amount", label: "Amount", kind: "amount", required: true },
    { key: "stage", label: "Stage", kind: "choice", choices: [{ label: "Won", value: "won" }] },
    { key: "on", label: "Day", kind: "day" },
    { key: "note", label: "Note", kind: "text" },
  ];

  test("takes the place of the action's own input; what is left empty stays", () => {
    const filled = fillIn({ ask, fields }, { amount: "50k", stage: "won", on: "", note: " hello " });
    expect(filled).toEqual({
      ok: true,
      ask: {
        skill: "what_if",
        input: {
          period: "2026-Q4",
          amount: { value: "50000", unit: "plain", currency: null },
          stage: "won",
          note: "hello",
        },
      },
    });
  });

  test("only the action's fields count: no other part of the question can be set", () => {
    const filled = fillIn({ ask, fields }, { amount: "1", person: "dana@acme.example", period: "2020-Q1", skill: "x" });
    expect(filled.ok && filled.ask.input).toEqual({
      period: "2026-Q4",
      amount: { value: "1", unit: "plain", currency: null },
    });
  });

  test("each field says what is wrong with it", () => {
    expect(fillIn({ ask, fields }, { amount: "lots", stage: "lost", on: "tomorrow", note: "x".repeat(501) })).toEqual({
      ok: false,
      faults: {
        amount: "Write it like 50,000, 50k or 110%.",
        stage: "Choose one of the list.",
        on: "Write the day like 2026-11-30.",
        note: "Keep it under 500 characters.",
      },
    });
    expect(fillIn({ ask, fields }, { amount: 5 })).toEqual({ ok: false, faults: { amount: "Amount is needed." } });
  });
});
