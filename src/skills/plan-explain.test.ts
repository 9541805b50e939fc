import { describe, expect, test } from "vitest";
import { askSkill, figuresOf, rowsOf } from "../../test/ask-skill.js";
import { buildCredit, type Desk, halfway, PLAN, planInForce } from "../../test/fake-store.js";
import { money } from "../core/money.js";

const ask = (topic: string | null, desk: Desk = halfway, input = {}) =>
  askSkill("plan_explain", { topic, ...input }, { desk });
const withPlan = (more: string): Desk => ({ ...halfway, plans: [planInForce(`${PLAN}${more}`)] });

test("the whole plan: what the next deal pays, every sentence of its terms, and an example line by line", async () => {
  const answer = await ask(null);
  // A twentieth of 180,000 is 9,000: the round part below it is 5,000, at 8%.
  expect(answer.headline).toBe("Your next $5,000.00 pays you $400.00.");
  expect(figuresOf(answer)).toMatchObject({
    example_credited: "5000.00",
    example_pays: "400.00",
    example_rate: "0.08",
    target_incentive: "60000.00",
  });
  expect(rowsOf(answer).map(([, sentence]) => sentence)).toContain(
    "From 100% of quota you earn 12% of bookings on the part beyond (Accelerator).",
  );
  expect(answer.explanation?.[0]).toMatchObject({ label: "One more deal of $5,000.00 today" });
});

test("the accelerator's example goes into it", async () => {
  const answer = await ask("accelerator");
  // 90,000 to quota at 8% and 5,000 beyond it at 12%.
  expect(figuresOf(answer)).toMatchObject({ example_credited: "95000.00", example_pays: "7800.00" });
  expect(answer.body).toContain("You are at 50.0% of quota; it starts at 100.0%.");
});

test("past quota one is told to be in it", async () => {
  const desk = { ...halfway, credits: [buildCredit("Big", "2026-10-12", 200_000_00)] };
  expect((await ask("accelerator", desk)).body).toContain("You are at 111.1% of quota: you are in it");
});

describe("what the plan has", () => {
  test.each([
    ["cap", "cap: { amount: 30000, per: quarter, excess: lost }\n", "The whole plan pays $30,000.00 a quarter at most"],
    [
      "draw",
      "draw: { kind: guarantee, amount: 1000, per: month }\npayout_period: quarter\n",
      "Your pay is raised to $1,000.00",
    ],
    [
      "holdback",
      "release: [{ share: 50%, on: booked }, { share: 50%, on: days_after_booking, days: 30 }]\n",
      "50% 30 days after it is booked",
    ],
    ["payout_timing", "", "Pay is settled by the quarter."],
    ["quota", "", "Quotas are set by the quarter"],
    ["split", "", "A deal that is shared counts with your share of it."],
    ["measure", "", "Bookings counts the amount of each deal."],
    ["renewal", "terms: [{ title: Renewals, text: A renewal counts half. }]\n", "A renewal counts half."],
  ])("%s", async (topic, terms, says) => {
    const answer = await ask(topic, withPlan(terms));
    const everything = [answer.headline, answer.body, ...rowsOf(answer).flat()].join(" ");
    expect(everything).toContain(says);
  });
});

test.each([
  "cap",
  "draw",
  "clawback",
  "holdback",
  "kicker",
  "ramp",
  "threshold",
  "renewal",
  "contest",
  "currency",
  "rounding",
  "bonus",
])("no %s is said to be none", async (topic) => {
  const answer = await ask(topic);
  expect(answer.headline).toMatch(/^Your plan does not have /);
  expect(answer.outcome).toBe("answer");
  expect(answer.tables).toEqual([]);
});

test("a word that is no topic is looked for in the plan's words", async () => {
  expect((await ask("seahorse")).headline).toBe('Your plan does not have anything about "seahorse".');
});

test("a draw that was agreed beside the plan is shown from the ledger", async () => {
  const ledger = [
    {
      key: "a",
      postedOn: "2026-10-31",
      kind: "draw_advance" as const,
      amount: money(3_000_00, "USD"),
      reason: "Start",
    },
    {
      key: "b",
      postedOn: "2026-11-15",
      kind: "draw_recovery" as const,
      amount: money(-1_000_00, "USD"),
      reason: "Back",
    },
  ];
  const answer = await ask("draw", { ...halfway, ledger });
  expect(answer.headline).toBe("$2,000.00 of your draw is still to recover.");
  expect(rowsOf(answer)).toEqual([
    ["Oct 31, 2026", "Draw advance", "Start", "$3,000.00"],
    ["Nov 15, 2026", "Draw recovery", "Back", "-$1,000.00"],
  ]);
});

test("of a cap one is told whether it is reached, by calculation", async () => {
  const capped = withPlan("cap: { amount: 7200, per: quarter, excess: lost }\n");
  expect((await ask("cap", capped)).headline).toBe("You are at a cap: the next $5,000.00 pays nothing more.");
  const higher = withPlan("cap: { amount: 9000, per: quarter, excess: lost }\n");
  expect((await ask("cap", higher)).headline).toBe("You are not at a cap: the next $5,000.00 still pays you $400.00.");
});

test("a period that is over has no next deal", async () => {
  const answer = await ask("tier", halfway, { period: "last_quarter" });
  expect(figuresOf(answer)).toEqual({});
  expect(answer.headline).toBe("You earn 8% of bookings up to 100% of quota.");
});

test("a manager reads it of their people, nobody else does", async () => {
  const answer = await askSkill("plan_explain", { person: "maya-chen" }, { as: "Lena Boss" });
  expect(answer.headline).toBe("The next $5,000.00 pays Maya Chen $400.00.");
  expect((await askSkill("plan_explain", { person: "lena-boss" })).outcome).toBe("denied");
});
