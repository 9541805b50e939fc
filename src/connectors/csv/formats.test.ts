import fc from "fast-check";
import { expect, test } from "vitest";
import { dayReader, numberReader, readPeriod, rounded } from "./formats.js";

const textOf = (read: { ok: boolean; value?: string }) => (read.ok ? read.value : "refused");

test.each([
  { formats: ["iso"], text: "2026-02-28", day: "2026-02-28", why: "ISO 8601" },
  { formats: ["iso"], text: "2026-02-30", day: "refused", why: "no such day" },
  {
    formats: ["iso"],
    text: "2026-02-28T23:30:00-08:00",
    day: "2026-03-01",
    why: "a moment is the day it falls on in Paris",
  },
  { formats: ["MM/dd/yyyy"], text: "02/03/2026", day: "2026-02-03", why: "months first where the mapping says so" },
  { formats: ["dd/MM/yyyy"], text: "02/03/2026", day: "2026-03-02", why: "days first where the mapping says so" },
  { formats: ["iso", "d MMM yyyy"], text: "3 Feb 2026", day: "2026-02-03", why: "the second format" },
  {
    formats: ["yyyy-MM-dd HH:mm:ss.SSS"],
    text: "2022-05-30 00:00:00.000",
    day: "2022-05-30",
    why: "a database's midnight",
  },
  { formats: ["MM/dd/yyyy"], text: "13/01/2026", day: "refused", why: "a thirteenth month" },
])("reads a day: $why", ({ formats, text, day }) => {
  expect(textOf(dayReader(formats, "Europe/Paris")(text))).toBe(day);
});

test("a shifted calendar keeps its distance over a leap day", () => {
  const read = dayReader(["iso"], "UTC", -1794);
  expect(textOf(read("2022-05-30"))).toBe("2017-07-01");
  expect(textOf(read("2024-05-29"))).toBe("2019-07-01");
});

const plain = { decimal: ".", group: "", ignore: [] } as const;
const dollars = { decimal: ".", group: ",", ignore: ["$", "USD"] } as const;
const german = { decimal: ",", group: ".", ignore: ["€"] } as const;
test.each([
  { format: plain, text: "1234.50", number: "1234.50" },
  { format: plain, text: ".0120", number: ".0120" },
  { format: plain, text: "1,234.50", number: "refused" },
  { format: plain, text: "abc", number: "refused" },
  { format: plain, text: "1e3", number: "refused" },
  { format: dollars, text: "$1,234,567.89", number: "1234567.89" },
  { format: dollars, text: "1,234 USD", number: "1234" },
  { format: dollars, text: "1,23", number: "refused" },
  { format: dollars, text: "(1,234.50)", number: "-1234.50" },
  { format: dollars, text: "-$5", number: "-5" },
  { format: dollars, text: "$", number: "refused" },
  { format: german, text: "1.234,50 €", number: "1234.50" },
  { format: german, text: "1234,5", number: "1234.5" },
  { format: german, text: "1,234.50", number: "refused" },
  { format: { decimal: ".", group: " ", ignore: [] } as const, text: "1 234.5", number: "1234.5" },
])("reads the number $text as $number", ({ format, text, number }) => {
  expect(textOf(numberReader({ ...format, ignore: [...format.ignore] })(text))).toBe(number);
});

test("a number written with groups reads back digit by digit", () => {
  const read = numberReader({ ...dollars, ignore: ["$"] });
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 15n }), fc.nat(99), (whole, cents) => {
      const written = `$${whole.toLocaleString("en-US")}.${String(cents).padStart(2, "0")}`;
      return textOf(read(written)) === `${whole}.${String(cents).padStart(2, "0")}`;
    }),
  );
});

test("rounds half-up, away from zero", () => {
  expect([rounded("1.005", 2), rounded("-1.005", 2), rounded("1.004", 2)]).toEqual(["1.01", "-1.01", "1"]);
});

test.each([
  ["2017Q3", 1, "2017-07-01", "2017-10-01"],
  ["2017-Q3", 1, "2017-07-01", "2017-10-01"],
  ["Q3 2017", 1, "2017-07-01", "2017-10-01"],
  ["2017q3", 2, "2016-08-01", "2016-11-01"],
  ["2017-07", 1, "2017-07-01", "2017-08-01"],
  ["H1/2017", 1, "2017-01-01", "2017-07-01"],
  ["2017", 1, "2017-01-01", "2018-01-01"],
])("the period %s in a fiscal year from month %i", (text, month, start, end) => {
  expect(readPeriod(text, month)).toMatchObject({ start, end });
});

test.each(["2017Q5", "third quarter", "2017-13"])("%s is no period", (text) => {
  expect(readPeriod(text, 1)).toBeNull();
});
