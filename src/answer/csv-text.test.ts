import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { expect, test } from "vitest";
import { csvText, wordCell } from "./csv-text.js";

test("whatever stands in a field is read back as it was", () => {
  const rows = fc.array(fc.array(fc.string({ minLength: 1 }), { minLength: 2, maxLength: 2 }), { minLength: 1 });
  fc.assert(
    fc.property(rows, (all) => {
      expect(parse(csvText(all), { record_delimiter: "\r\n" })).toEqual(all);
    }),
  );
});

test.each(["=1+1", "+49 171", "-Discount", "@here", "\tx"])("%j is no formula in a spreadsheet", (text) => {
  expect(wordCell(text)).toBe(`'${text}`);
});

test("other words stay as they are", () => {
  expect(wordCell("Acme = best")).toBe("Acme = best");
});
