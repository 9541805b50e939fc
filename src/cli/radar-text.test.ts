import { expect, test } from "vitest";
import { radarText } from "./radar-text.js";

test("the command says how many were looked at, and each question", () => {
  const finding = { check: "x", plan: "AE", question: "Why?", evidence: "1 of 2.", people: ["Ann"] };
  expect(radarText(2, [finding])).toBe(
    "2 people looked at: 1 question.\n\nAE\n  Why?\n  Seen: 1 of 2.\n  Where: Ann\n\nQuestions about plans, not about people: a pattern has many reasons.",
  );
  expect(radarText(0, [])).toBe("There is nobody on a plan to look at.");
});
