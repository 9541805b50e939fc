import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { expect, test } from "vitest";
import { csvText } from "./csv-text.js";

test("whatever stands in a field is read back as it was", () => {
  const rows = fc.array(fc.array(fc.string({ minLength: 1 }), { minLength: 2, maxLength: 2 }), { minLength: 1 });
  fc.assert(
    fc.property(rows, (all) => {
      expect(parse(csvText(all), { record_delimiter: "\r\n" })).toEqual(all);
    }),
  );
});
