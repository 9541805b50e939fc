import { expect, test } from "vitest";
import { askSkill, figuresOf } from "../../test/ask-skill.js";
import { buildCredit, halfway } from "../../test/fake-store.js";
import type { Explanation } from "../answer/answer.js";
import { formatValue } from "../answer/format.js";
import { type Money, sum } from "../core/money.js";

const textOf = (steps: readonly Explanation[], depth = 0): string[] =>
  steps.flatMap((step) => [
    `${"  ".repeat(depth)}${step.label}: ${formatValue(step.value, "en-US")}${step.formula ? ` = ${step.formula}` : ""}`,
    ...textOf(step.children ?? [], depth + 1),
  ]);
const moneyOf = ({ value }: Explanation): Money => {
  if (value.kind !== "money") throw new Error("an amount was expected");
  return value.amount;
};

/** Every line with children is their sum, all the way down. */
function expectSums(steps: readonly Explanation[]): void {
  for (const step of steps) {
    if (!step.children?.length) continue;
    expect(sum(step.children.map(moneyOf), "USD"), step.label).toEqual(moneyOf(step));
    expectSums(step.children);
  }
}

test("a payout opens into components, tiers and deals, each line the sum of those below", async () => {
  const answer = await askSkill("payout_explain", { period: "2026-Q3" });
  expect(textOf(answer.explanation ?? [])).toMatchInlineSnapshot(`
    [
      "Commission: $17,600.00",
      "  Tier 1: $12,800.00 = 8% × $160,000.00",
      "    Dunmore: $12,800.00 = 8% × $160,000.00 of $200,000.00",
      "  Accelerator: $4,800.00 = 12% × $40,000.00",
      "    Dunmore: $4,800.00 = 12% × $40,000.00 of $200,000.00",
    ]
  `);
  expectSums(answer.explanation ?? []);
});

test("many deals are folded and still add up", async () => {
  const credits = Array.from({ length: 40 }, (_, i) => buildCredit(`Deal ${i}`, "2026-10-05", 1_000_00 + i));
  const answer = await askSkill("payout_explain", {}, { desk: { ...halfway, credits } });
  expect(textOf(answer.explanation ?? []).some((line) => line.includes("28 more"))).toBe(true);
  expectSums(answer.explanation ?? []);
});

test("one deal shows what it earned, tier by tier", async () => {
  const answer = await askSkill("payout_explain", { deal: "bluefin" });
  expect(answer.headline).toBe("Bluefin earned you $4,800.00 in Q4 2026.");
  expect(figuresOf(answer)).toMatchObject({ earned: "4800.00", credited: "60000.00" });
});

test.each([
  { deal: "wakanda", headline: 'I don\'t see a deal called "wakanda" among your deals of Q4 2026.' },
  { deal: "harborview", headline: "Harborview is still open, so it has earned nothing yet." },
])("a deal that earned nothing is said to: $deal", async ({ deal, headline }) => {
  expect(await askSkill("payout_explain", { deal })).toMatchObject({ outcome: "answer", headline, figures: [] });
});
