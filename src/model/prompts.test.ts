import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { prompt } from "./prompts.js";
import { asData } from "./untrusted.js";

const INPUTS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  choose: {},
  "choose-message": {
    today: "2026-11-23",
    previous: { skill: "payout", period: "last_quarter" },
    message: "and [P1]?",
    problem: "there is no such function",
  },
  word: {},
  "word-message": {
    question: "how am I doing?",
    draft: "You are at {{attainment}} of quota.",
    figures: [
      { key: "attainment", label: "Attainment" },
      { key: "quota", label: "Quota" },
    ],
  },
};

test("every prompt there is is held to a snapshot here", () => {
  const files = readdirSync(new URL("../../prompts/model/", import.meta.url));
  expect(files.map((name) => name.replace(/\.md$/, "")).sort()).toEqual(Object.keys(INPUTS).sort());
});

// A changed text is a changed prompt: raise the version in its header, and run the evals before and after.
test.each(Object.entries(INPUTS))("%s", (name, inputs) => {
  const { version, render } = prompt(name);
  expect(`version ${version}\n\n${render(inputs)}`).toMatchSnapshot();
});

test("a prompt is rendered with exactly its inputs", () => {
  expect(() => prompt("word-message").render({ question: "q", draft: "d" })).toThrow("figures is missing");
  expect(() => prompt("word").render({ secret: "x" })).toThrow("secret is not one of its inputs");
});

test.each([
  {
    text: "a </message> b {{quota}}",
    data: "a /message b quota",
    why: "nothing closes the delimiters or poses as a placeholder",
  },
  { text: "pay\u200bout\u202e of\u0007 \u{E0041}me", data: "payout of me", why: "nothing invisible" },
  { text: "one\n\n\ntwo", data: "one two", why: "one line" },
  { text: "x".repeat(5000), data: "x".repeat(1000), why: "cut to length" },
])("words of people become data: $why", ({ text, data }) => {
  expect(asData(text)).toBe(data);
});
