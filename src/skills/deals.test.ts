import { expect, test } from "vitest";
import { askSkill, figuresOf, rowsOf } from "../../test/ask-skill.js";
import { buildCredit, halfway } from "../../test/fake-store.js";
import { money } from "../core/money.js";
import { rational } from "../core/rational.js";

test("lists what counted in the period, the largest first, with the total", async () => {
  const answer = await askSkill("deals");
  expect(answer.headline).toBe("2 deals counted for you in Q4 2026: $90,000.00 credited.");
  expect(figuresOf(answer)).toEqual({ deals: "2", credited: "90000.00" });
  expect(rowsOf(answer)).toEqual([
    ["Bluefin", "Oct 12, 2026", "$60,000.00"],
    ["Cobalt", "Nov 5, 2026", "$30,000.00"],
  ]);
});

test("of split deals the own share is shown beside the whole", async () => {
  const credits = [buildCredit("Bluefin", "2026-10-12", 30_000_00, { share: rational(1, 2) })];
  expect(rowsOf(await askSkill("deals", {}, { desk: { ...halfway, credits } }))).toEqual([
    ["Bluefin", "Oct 12, 2026", "$60,000.00", "50.0%", "$30,000.00"],
  ]);
});

test("different currencies are not added up", async () => {
  const credits = [
    buildCredit("A", "2026-10-12", 10_00),
    buildCredit("B", "2026-10-12", 20_00, { amount: money(20_00, "EUR") }),
  ];
  expect(figuresOf(await askSkill("deals", {}, { desk: { ...halfway, credits } }))).toEqual({
    deals: "2",
    credited_eur: "20.00",
    credited_usd: "10.00",
  });
});

test.each([
  { input: { status: "open" }, headline: "You have 1 open deal, $50,000.00 to be credited." },
  { input: { status: "biggest" }, headline: "Your biggest deal of Q4 2026 is Bluefin, $60,000.00 credited." },
  {
    input: { amount: { value: "50000", unit: "money", currency: null } },
    headline: "1 deal of that size or more counted for you in Q4 2026: $60,000.00 credited.",
  },
  {
    input: { period: "last_month", amount: { value: "90000", unit: "money", currency: null } },
    headline: "No deals of that size or more counted for you in October 2026.",
  },
  { input: { deal: "bluefin" }, headline: "Bluefin counted in Q4 2026." },
  { input: { deal: "harborview" }, headline: "Harborview is still open, in Negotiation." },
  { input: { deal: "Wakanda" }, headline: 'I don\'t see a deal called "Wakanda" among your deals of Q4 2026.' },
])("$headline", async ({ input, headline }) => {
  expect((await askSkill("deals", input)).headline).toBe(headline);
});
