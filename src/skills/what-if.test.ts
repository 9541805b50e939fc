import { expect, test } from "vitest";
import { askSkill, figuresOf } from "../../test/ask-skill.js";
import { buildDeal, halfway } from "../../test/fake-store.js";
import { money } from "../core/money.js";

const amountOf = (value: string, unit: "money" | "percent" | "count" | "plain" = "money") => ({
  amount: { value, unit, currency: null },
});

test.each([
  { input: { deal: "harborview" }, difference: "4000.00", credit: "50000.00", why: "50,000 at 8%" },
  {
    input: { deal: "Harborview", ...amountOf("100000") },
    difference: "8400.00",
    credit: "100000.00",
    why: "90,000 at 8%, 10,000 at 12%",
  },
  { input: amountOf("50000"), difference: "4000.00", credit: "50000.00", why: "an amount alone" },
  { input: amountOf("100", "percent"), difference: "7200.00", credit: "90000.00", why: "finishing at quota" },
  { input: amountOf("40", "percent"), difference: "0.00", credit: "0.00", why: "reached already" },
])("$why: $difference", async ({ input, difference, credit }) => {
  const figures = figuresOf(await askSkill("what_if", input));
  expect(figures).toMatchObject({ before: "7200.00", difference, credit });
});

test("the curve begins where the person is, and the supposed deal is a place on it", async () => {
  const answer = await askSkill("what_if", { deal: "Harborview", ...amountOf("100000") });
  const [chart] = answer.charts ?? [];
  if (chart?.kind !== "line") throw new Error("no line chart");
  expect(chart.places).toEqual([
    { x: "0.5", y: "7200.00", label: "You are here · $7,200.00" },
    { x: "1.055555555556", y: "15600.00", label: "After · $15,600.00" },
  ]);
  const points = chart.lines[0]?.points ?? [];
  expect(points[0]).toEqual({ x: "0.5", y: "7200.00" });
  expect(points).toContainEqual({ x: "1", y: "14400.00" });
  expect(points.at(-1)).toEqual({ x: "1.5", y: "25200.00" });
});

test("of a split deal the own share counts, and it says so", async () => {
  const shared = buildDeal("Meridian", { share: "0.5", credited: money(25_000_00, "USD") });
  const answer = await askSkill("what_if", { deal: "meridian" }, { desk: { ...halfway, deals: [shared] } });
  expect(figuresOf(answer)).toMatchObject({ credit: "25000.00", difference: "2000.00" });
  expect(answer.notes?.join(" ")).toContain("your share of the deal, 50.0%");
});

test("the parts of the difference add up to it", async () => {
  const answer = await askSkill("what_if", amountOf("100000"));
  const parts = answer.tables?.[0]?.rows.map((row) => row.at(-1));
  expect(parts).toEqual([
    { kind: "money", amount: money(7_200_00, "USD") },
    { kind: "money", amount: money(1_200_00, "USD") },
  ]);
});

test("without a deal or an amount it asks which, and offers open deals", async () => {
  const answer = await askSkill("what_if");
  expect(answer).toMatchObject({ outcome: "clarify", headline: "Which deal, or what amount?", figures: [] });
  expect(answer.actions?.map(({ label }) => label)).toEqual(["Harborview"]);
});

test("a deal that is not theirs is not invented", async () => {
  const answer = await askSkill("what_if", { deal: "Wakanda" });
  expect(answer).toMatchObject({ outcome: "clarify", figures: [] });
  expect(answer.headline).toContain('I don\'t see an open deal called "Wakanda"');
});

test("a deal without an amount needs one", async () => {
  const desk = { ...halfway, deals: [buildDeal("Blank", { amount: null, credited: null })] };
  await expect(askSkill("what_if", { deal: "blank" }, { desk })).rejects.toThrow("Blank has no amount yet");
  expect(figuresOf(await askSkill("what_if", { deal: "blank", ...amountOf("10000") }, { desk }))).toMatchObject({
    difference: "800.00",
  });
});
