import { describe, expect, test } from "vitest";
import { credit, factsOf, period, planOf } from "../../../test/facts.js";
import { toDecimal } from "../money.js";
import { statementOf } from "../statement-of.js";

const statement = (terms: string, amounts: readonly string[], head = "") =>
  statementOf(
    planOf(`c: { type: flat_rate, measure: bookings, ${terms} }`, head),
    factsOf({
      credits: amounts.map((amount, i) =>
        credit(`D${i}`, amount, "2026-02-01", { attributes: { units: "3", cost: "10" } }),
      ),
    }),
    period("2026-Q1"),
  );

describe("flat rate", () => {
  test.each([
    { terms: "rate: 5%", amounts: ["1000.10"], earned: "50.01", why: "half a cent goes up" },
    { terms: "rate: 5%", amounts: ["-1000.10"], earned: "-50.01", why: "and away from zero below it" },
    { terms: "multiple: 1", amounts: ["100000"], earned: "10000.00", why: "target incentive / quota" },
    {
      terms: "rate: 5%, threshold: { at_least: 40%, unlocks: everything }",
      amounts: ["39999.99"],
      earned: "0.00",
      why: "the gate is shut",
    },
    {
      terms: "rate: 5%, threshold: { at_least: 40%, unlocks: everything }",
      amounts: ["40000"],
      earned: "2000.00",
      why: "at least includes it",
    },
    {
      terms: "rate: 5%, threshold: { above: 40000, unlocks: everything }",
      amounts: ["40000"],
      earned: "0.00",
      why: "above does not",
    },
    {
      terms: "rate: 5%, threshold: { at_least: 40%, unlocks: excess_only }",
      amounts: ["30000", "30000"],
      earned: "1000.00",
      why: "20,000 beyond",
    },
  ])("$terms on $amounts earns $earned: $why", ({ terms, amounts, earned }) => {
    expect(toDecimal(statement(terms, amounts).earned)).toBe(earned);
  });

  test("margin is amount less cost, and units are counted as numbers", () => {
    expect(toDecimal(statement("rate: 10%", ["110"], "measures: { bookings: { of: margin } }").earned)).toBe("10.00");
    expect(toDecimal(statement("per_unit: 2.5", ["110", "0"], "measures: { bookings: { of: units } }").earned)).toBe(
      "15.00",
    );
  });

  test("a number that a deal lacks is an error that names the deal", () => {
    expect(() => statement("per_unit: 2.5", ["110"], "measures: { bookings: { of: seats } }")).toThrow(
      "D0 (D0) has no seats",
    );
  });

  test("excess_only beside a filter is refused", () => {
    expect(() =>
      statement("rate: 5%, where: { type: new }, threshold: { at_least: 40%, unlocks: excess_only }", []),
    ).toThrow("must stand on what is paid");
  });
});
