import { expect, test } from "vitest";
import { askSkill, figuresOf, rowsOf } from "../../test/ask-skill.js";
import { halfway } from "../../test/fake-store.js";
import { money } from "../core/money.js";
import type { DealChangeRow } from "../store/store.js";

const change = (dealKey: string, changedOn: string, more: Partial<DealChangeRow> = {}): DealChangeRow => ({
  dealKey,
  dealName: dealKey,
  openedOn: "2026-09-01",
  changedOn,
  ownerId: "id-maya-chen",
  stage: "Discovery",
  status: "open",
  amount: money(10_000_00, "USD"),
  expectedCloseOn: "2026-11-30",
  noticed: true,
  ...more,
});
const asked = (changes: readonly DealChangeRow[]) =>
  askSkill("pipeline_movement", {}, { as: "Lena Boss", desk: { ...halfway, changes } });

test("a bridge from start to end, and what happened to those still open", async () => {
  const answer = await asked([
    change("a", "2026-09-01"),
    change("a", "2026-11-02", { expectedCloseOn: "2027-01-20" }),
    change("b", "2026-09-01"),
    change("b", "2026-11-02", { status: "won" }),
    change("c", "2026-10-15", { amount: money(2_500_50, "USD") }),
  ]);
  expect(answer.headline).toBe("$12,500.50 is open in your team's pipeline, $20,000.00 at the start of Q4 2026.");
  expect(figuresOf(answer)).toMatchObject({ opened: "2500.50", won: "10000.00", lost: "0.00", pushedOut: "10000.00" });
  expect(rowsOf(answer)).toEqual([
    ["Open at the start", "2", "$20,000.00"],
    ["+ Opened", "1", "$2,500.50"],
    ["− Won", "1", "$10,000.00"],
    ["Open at the end", "2", "$12,500.50"],
  ]);
});

test("without history it says so, and a rep is refused", async () => {
  expect((await asked([])).headline).toContain("Nothing is known");
  expect((await askSkill("pipeline_movement", { team: "all" })).outcome).toBe("denied");
});
