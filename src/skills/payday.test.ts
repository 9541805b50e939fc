import { expect, test } from "vitest";
import { askSkill, figuresOf, rowsOf } from "../../test/ask-skill.js";
import { halfway, PLAN, planInForce } from "../../test/fake-store.js";

test("the pay period that is over comes first, the running one is next, and no day is invented", async () => {
  const answer = await askSkill("payday");
  expect(answer.headline).toBe("$17,600.00 is payable to you for Q3 2026.");
  expect(answer.body).toBe(
    "Q3 2026 is over but not closed yet, so it may still change. Next is Q4 2026, which ends on Dec 31, 2026. The day the money arrives is payroll's: no pay calendar is recorded here, so I don't name one.",
  );
  expect(rowsOf(answer)).toEqual([
    ["Q4 2026", "$7,200.00", "$0.00", "$7,200.00", "running"],
    ["Q3 2026", "$17,600.00", "$0.00", "$17,600.00", "not closed yet"],
    ["Q2 2026", "$0.00", "$0.00", "$0.00", "not closed yet"],
  ]);
});

test("a plan that pays by the month is answered by months", async () => {
  const monthly = PLAN.replace("quota_period: quarter", "quota_period: quarter\npayout_period: month");
  const answer = await askSkill(
    "payday",
    { period: "october" },
    { desk: { ...halfway, plans: [planInForce(monthly)] } },
  );
  expect(answer.headline).toBe("$4,800.00 is payable to you for October 2026.");
  expect(answer.body).toContain("Next is November 2026");
});

test("what is held back is earned and not payable", async () => {
  const release = "release: [{ share: 50%, on: booked }, { share: 50%, on: days_after_booking, days: 30 }]\n";
  const answer = await askSkill(
    "payday",
    { period: "this_quarter" },
    { desk: { ...halfway, plans: [planInForce(PLAN + release)] } },
  );
  // Bluefin's other half came free on 11 November; half of Cobalt's 2,400 waits.
  expect(figuresOf(answer)).toMatchObject({ earned: "7200.00", held: "1200.00", payable: "6000.00" });
  expect(answer.notes?.join(" ")).toContain("50% 30 days after it is booked");
});

test("the plan's own words on payment are told", async () => {
  const prose = "terms: [{ title: Payment, text: Commission is paid with the second payroll after the quarter. }]\n";
  const answer = await askSkill("payday", {}, { desk: { ...halfway, plans: [planInForce(PLAN + prose)] } });
  expect(answer.notes).toContain(
    "From your plan, Payment: Commission is paid with the second payroll after the quarter.",
  );
});

test("nobody's plan is said kindly", async () => {
  expect((await askSkill("payday", {}, { desk: { ...halfway, plans: [] } })).headline).toBe(
    "You are not on a compensation plan in Q4 2026.",
  );
});
