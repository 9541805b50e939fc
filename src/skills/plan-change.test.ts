import { expect, test } from "vitest";
import { askSkill, figuresOf, rowsOf } from "../../test/ask-skill.js";
import { type Desk, halfway, PLAN, planInForce } from "../../test/fake-store.js";

const richer = PLAN.replace("2026.1", "2026.2").replace("rate: 8%", "rate: 10%");
const next = (document: string, validFrom: string): Desk => ({
  ...halfway,
  plans: [planInForce(PLAN, { validTo: validFrom }), planInForce(document, { version: "2026.2", validFrom })],
});
const ask = (desk: Desk, input = {}) => askSkill("plan_change", input, { desk });

test("the same deals are paid under both versions, and what changed stands side by side", async () => {
  const answer = await ask(next(richer, "2026-10-01"));
  // Q3 had 160,000 to quota: 8% of it then, 10% now; 40,000 beyond it at 12% under both.
  expect(answer.headline).toBe("Your Q3 2026 would have paid $3,200.00 more under 2026.2.");
  expect(figuresOf(answer)).toEqual({
    last_before: "17600.00",
    last_after: "20800.00",
    last_difference: "3200.00",
    running_before: "7200.00",
    running_after: "9000.00",
    running_difference: "1800.00",
  });
  expect(rowsOf(answer)).toEqual([
    ["Commission", "You earn 8% of bookings up to 100% of quota.", "You earn 10% of bookings up to 100% of quota."],
  ]);
  const [of] = answer.explanation ?? [];
  expect(of?.children?.length).toBeGreaterThan(0);
});

test("a version that is yet to come is announced as such", async () => {
  const answer = await ask(next(richer, "2027-01-01"));
  expect(answer.body).toBe("AE plan (2026.2) takes over from AE plan (2026.1) on Jan 1, 2027.");
});

test("less pay is said as plainly", async () => {
  const poorer = richer.replace("rate: 10%", "rate: 6%");
  expect((await ask(next(poorer, "2026-10-01"))).headline).toBe(
    "Your Q3 2026 would have paid $3,200.00 less under 2026.2.",
  );
});

test("a new name, version and example change nothing", async () => {
  const renamed = PLAN.replace("2026.1", "2026.2").replace("AE plan", "Seller plan");
  const answer = await ask(next(renamed, "2026-10-01"));
  expect(answer.headline).toBe("Nothing changed in your plan.");
  expect(answer.body).toContain("every rule that decides pay stayed the same");
});

test("a rule that no sentence spells out is a change all the same", async () => {
  const finer = PLAN.replace("2026.1", "2026.2").replace(
    "quota_period: quarter",
    "quota_period: quarter\nrounding: { per: line }",
  );
  const answer = await ask(next(finer, "2026-10-01"));
  expect(answer.headline).toBe("Your Q3 2026 would have paid the same under 2026.2: $17,600.00.");
  expect(answer.body).toContain("a detail of the calculation");
});

test("one topic alone", async () => {
  const desk = next(richer, "2026-10-01");
  expect((await ask(desk, { topic: "cap" })).headline).toBe("Nothing changed in your plan about cap.");
  expect(rowsOf(await ask(desk, { topic: "tier" }))).toHaveLength(1);
});

test("the only version there ever was", async () => {
  expect((await ask(halfway)).body).toBe("AE plan (2026.1) is the only version on record, in force since Jan 1, 2026.");
});

test("no plan at all is said kindly", async () => {
  expect((await ask({ ...halfway, plans: [] })).headline).toBe("You are not on a compensation plan in Q4 2026.");
});
