import { expect, test } from "vitest";
import { OFF_LIMITS_WORDS, offLimits } from "./guard.js";

test.each([
  ["Sam seems depressed lately", "health"],
  ["sie ist schwanger", "health"],
  ["está enferma desde marzo", "health"],
  ["She has a bad attitude", "mood"],
  ["too old for this territory", "protected"],
  ["put him on a PIP", "discipline"],
  ["Kündigung vorbereiten", "discipline"],
  ["discuss the salary cut", "pay_decision"],
  ["une augmentation de salaire", "pay_decision"],
] as const)("%s is kept out as %s", (text, topic) => {
  expect(offLimits(text)).toBe(topic);
  expect(OFF_LIMITS_WORDS[topic]).toMatch(/\.$/);
});

test.each([
  "Send the mutual plan to Harborview by Friday",
  "Two first meetings a week with new accounts",
  "Still willing to skill up on negotiation",
  "The pipeline for the gap, with the customer's dates",
  "Raise the price question early",
])("%s is about work", (text) => {
  expect(offLimits(text)).toBeNull();
});
