import { expect, test } from "vitest";
import { askSkill, figuresOf, rowsOf } from "../../test/ask-skill.js";
import { buildDeal, halfway } from "../../test/fake-store.js";
import { money } from "../core/money.js";

const open = (name: string, stage: string, minor: number, expectedCloseOn: string | null, currency = "USD") =>
  buildDeal(name, { stage, status: "open", credited: money(minor, currency), expectedCloseOn });
const desk = {
  ...halfway,
  deals: [
    open("Alpha", "Proposal", 40_000_00, "2026-12-04"),
    open("Beta", "Negotiation", 60_000_00, "2026-11-27"),
    open("Gamma", "Proposal", 10_000_00, "2026-11-02"),
    buildDeal("Won", { status: "won" }),
  ],
};

test("sums the open deals by stage, the next to close first, and counts what is past its day", async () => {
  const answer = await askSkill("pipeline", {}, { desk });
  expect(answer.headline).toBe("$110,000.00 in 3 open deals.");
  expect(answer.body).toBe("Next to close is Beta, expected on Nov 27, 2026.");
  expect(figuresOf(answer)).toEqual({ deals: "3", open: "110000.00", overdue: "1" });
  expect(rowsOf(answer)).toEqual([
    ["Negotiation", "1", "$60,000.00"],
    ["Proposal", "2", "$50,000.00"],
  ]);
  expect(answer.confidential).toBe(true);
});

test("for a period only what is expected to close in it", async () => {
  const answer = await askSkill("pipeline", { period: "december" }, { desk });
  expect(answer.headline).toBe("$40,000.00 in 1 open deal expected to close in December 2026.");
});

test("different currencies are not added up", async () => {
  const mixed = { ...halfway, deals: [open("A", "Proposal", 100_00, null), open("B", "Proposal", 50_00, null, "EUR")] };
  expect(figuresOf(await askSkill("pipeline", {}, { desk: mixed }))).toEqual({
    deals: "2",
    open_usd: "100.00",
    open_eur: "50.00",
  });
});

test("without open deals it says so", async () => {
  expect((await askSkill("pipeline", {}, { desk: { ...halfway, deals: [] } })).headline).toBe(
    "You have no open deals.",
  );
});

test("is a rep's own and those above them", async () => {
  expect((await askSkill("pipeline", { person: "lena-boss" }, { desk })).outcome).toBe("denied");
  expect((await askSkill("pipeline", { person: "maya-chen" }, { desk, as: "Lena Boss" })).outcome).toBe("answer");
});
