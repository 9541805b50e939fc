import { expect, test } from "vitest";
import { credit, factsOf, period, planOf } from "../../../test/facts.js";
import { toDecimal } from "../money.js";
import { parseDecimal } from "../rational.js";
import { statementOf } from "../statement-of.js";

const planWith = (undecided: string) =>
  planOf(`c: { type: flat_rate, measure: bookings, rate: 10%, windfall: { above: 50000, undecided: ${undecided} } }`);
const credits = [credit("A", 50000, "2026-01-10"), credit("B", 60000, "2026-01-11")];
const decision = { dealKey: "B", pays: parseDecimal("0.5"), decidedBy: "Ana Ruiz" };

test.each([
  { undecided: "nothing", decisions: [], pays: "5000.00", why: "the size itself is not above it; B waits" },
  { undecided: "in_full", decisions: [], pays: "11000.00", why: "paid until somebody decides" },
  { undecided: "nothing", decisions: [decision], pays: "8000.00", why: "half of B" },
  { undecided: "in_full", decisions: [decision], pays: "8000.00", why: "the decision holds either way" },
])("undecided $undecided with $decisions.length decisions pays $pays: $why", ({ undecided, decisions, pays }) => {
  const statement = statementOf(planWith(undecided), factsOf({ credits, decisions }), period("2026-Q1"));
  expect(toDecimal(statement.earned)).toBe(pays);
  expect(toDecimal(statement.measures[0]?.credited ?? statement.earned)).toBe("110000.00");
});

test("what happens until a decision must be said", () => {
  expect(() => planOf("c: { type: flat_rate, measure: bookings, rate: 1%, windfall: { above: 5 } }")).toThrow(
    "windfall.undecided: is missing",
  );
});
