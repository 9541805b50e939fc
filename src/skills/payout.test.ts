import { expect, test } from "vitest";
import { askSkill, figuresOf, rowsOf } from "../../test/ask-skill.js";
import { halfway } from "../../test/fake-store.js";
import { money } from "../core/money.js";

const ledger = [
  {
    key: "c1",
    postedOn: "2026-11-10",
    kind: "clawback" as const,
    amount: money(-1_150_00, "USD"),
    reason: "Customer cancelled",
    dealName: "Tidewater",
  },
  {
    key: "d1",
    postedOn: "2026-10-01",
    kind: "draw_advance" as const,
    amount: money(2_000_00, "USD"),
    reason: "Draw for October",
  },
];

test("earned and payable are the same without adjustments", async () => {
  const answer = await askSkill("payout");
  expect(answer.headline).toBe("You have earned $7,200.00 in Q4 2026 so far.");
  expect(figuresOf(answer)).toEqual({ earned: "7200.00", adjustments: "0.00", payable: "7200.00" });
  expect(rowsOf(answer)).toEqual([["Commission", "$7,200.00"]]);
});

test("a clawback and a draw are adjustments, and the draw still to recover is named", async () => {
  const answer = await askSkill("payout", {}, { desk: { ...halfway, ledger } });
  expect(answer.body).toBe("With adjustments of $850.00, $8,050.00 is payable.");
  expect(figuresOf(answer)).toEqual({
    earned: "7200.00",
    adjustments: "850.00",
    payable: "8050.00",
    draw_balance: "2000.00",
  });
  expect(answer.tables?.[1]?.rows).toHaveLength(2);
});

test("a closed quarter with the accelerator", async () => {
  // 160,000 at 8% and 40,000 at 12%.
  expect(figuresOf(await askSkill("payout", { period: "2026-Q3" }))).toMatchObject({ earned: "17600.00" });
});

test("without a plan nothing is invented", async () => {
  const answer = await askSkill("payout", {}, { desk: {} });
  expect(answer).toMatchObject({
    outcome: "answer",
    headline: "You are not on a compensation plan in Q4 2026.",
    figures: [],
  });
});
