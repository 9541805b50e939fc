import { expect, test } from "vitest";
import { fixedTexts, naming } from "./fixed-texts.js";

const named = (texts: object): string[] =>
  Object.entries(texts).flatMap(([key, text]) =>
    typeof text === "string" ? (text.includes("{name}") ? [key] : []) : named(text as object),
  );

test.each(["es", "de", "fr"] as const)(
  "%s says each text in its own words, with a name where English has one",
  (language) => {
    const [own, english] = [fixedTexts(language), fixedTexts()];
    expect(own.denied.headline).not.toBe(english.denied.headline);
    expect(named(own)).toEqual(named(english));
  },
);

test("a name is put in as it was said", () => {
  expect(naming("Which {name}?", "$& {name}")).toBe("Which $& {name}?");
});
