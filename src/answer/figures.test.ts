import { expect, test } from "vitest";
import { money } from "../core/money.js";
import { rational } from "../core/rational.js";
import { amount, count, date, ratio, text } from "./answer.js";
import { toFigureRecord } from "./figures.js";

test.each([
  {
    value: amount(money(1_234_50, "USD")),
    record: { value: "1234.50", unit: "money", currency: "USD" },
    why: "all digits of the minor unit",
  },
  {
    value: amount(money(-5, "USD")),
    record: { value: "-0.05", unit: "money", currency: "USD" },
    why: "a clawback keeps its sign",
  },
  {
    value: amount(money(1_234, "JPY")),
    record: { value: "1234", unit: "money", currency: "JPY" },
    why: "yen have no minor unit",
  },
  {
    value: amount(money(1_234, "BHD")),
    record: { value: "1.234", unit: "money", currency: "BHD" },
    why: "dinars have three",
  },
  {
    value: ratio(rational(8731, 10_000)),
    record: { value: "0.8731", unit: "ratio" },
    why: "exact, never a percentage",
  },
  {
    value: ratio(rational(2, 3)),
    record: { value: "0.666666666667", unit: "ratio" },
    why: "twelve places where it does not end",
  },
  { value: count(14, "deals"), record: { value: "14", unit: "deals" }, why: "a count has the unit it counts" },
  { value: date("2026-11-23"), record: { value: "2026-11-23", unit: "date" }, why: "an ISO day" },
  { value: text("East"), record: { value: "East", unit: "text" }, why: "words stay words" },
])("$record.value $record.unit: $why", ({ value, record }) => {
  expect(toFigureRecord({ key: "k", label: "L", value })).toEqual({ key: "k", label: "L", ...record });
});
