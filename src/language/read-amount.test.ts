import { expect, test } from "vitest";
import { readAmount } from "./read-amount.js";

test.each([
  ["50000", "en-US", "50000", "plain"],
  ["$50,000", "en-US", "50000", "money"],
  [" 1.2m ", "en-US", "1200000", "money"],
  ["50.000 €", "de-DE", "50000", "money"],
  ["120%", "en-US", "120", "percent"],
])("%j in %s is %s (%s)", (text, locale, value, unit) => {
  const read = readAmount(text, locale);
  expect(read).toMatchObject({ value });
  if (unit !== "money") expect(read?.unit).toBe(unit);
});

test.each(["", "a lot", "50k or 60k", "50k please", "<script>", "-5", "(5)"])("%j is no amount", (text) => {
  expect(readAmount(text, "en-US")).toBeNull();
});
