import { expect, test } from "vitest";
import { isNameOf, NameTokens } from "./names.js";

const people = [
  { key: "dana", name: "Dana Fairbank" },
  { key: "chris-p", name: "Robin Hale" },
  { key: "chris-l", name: "Robin Sand" },
  { key: "will", name: "Will Grace" },
];
const deals = [{ key: "D1", name: "Harborview Phase 2" }];
const ORDINARY = new Set([
  "how",
  "is",
  "what",
  "if",
  "i",
  "close",
  "will",
  "and",
  "the",
  "deal",
  "quota",
  "hit",
  "for",
]);
const tokens = (mode: "tokens" | "plain" = "tokens") =>
  new NameTokens(people, deals, (word) => ORDINARY.has(word), mode);

test.each([
  { text: "how is Dana Fairbank doing", masked: "how is [P1] doing", why: "a full name" },
  { text: "how is dana's quota", masked: "how is [P1]'s quota", why: "a first name in small letters, with its ending" },
  { text: "what if i close harborview phase 2", masked: "what if i close [D1]", why: "a deal, number and all" },
  { text: "what if I close the Wexford deal", masked: "what if I close the [N1] deal", why: "a name nobody knows" },
  { text: "will I hit quota", masked: "will I hit quota", why: "an ordinary word that is a name too" },
  { text: "and Will?", masked: "and [P1]?", why: "the same word with a capital within a sentence" },
  { text: "Dana and Dana Fairbank", masked: "[P1] and [P2]", why: "each way to say a name has its token" },
])("$text -> $masked: $why", ({ text, masked }) => {
  const names = tokens();
  expect(names.mask(text)).toBe(masked);
  expect(names.unmask(masked)?.text).toBe(text);
});

test("a token means the key of the one person called so, and what was said where several are", () => {
  const names = tokens();
  names.mask("Dana and Robin for Harborview Phase 2");
  expect([names.meaning("[D1]"), names.meaning("[P2]"), names.meaning("P3"), names.meaning("someone")]).toEqual([
    "D1",
    "dana",
    "Robin",
    "someone",
  ]);
});

test("a token that was never given out restores nothing", () => {
  const names = tokens();
  names.mask("Dana");
  expect(names.unmask("[P1] and [P7]")).toBeNull();
});

test("in plain mode names stay", () => {
  expect(tokens("plain").mask("how is Dana")).toBe("how is Dana");
});

test("parts of names are known in any case, with or without an ending", () => {
  const isName = isNameOf(people);
  expect(["dana", "Fairbank", "DANA", "Hale's", "quota"].map(isName)).toEqual([true, true, true, true, false]);
});
