import { expect, test } from "vitest";
import { askSkill, rowsOf } from "../../test/ask-skill.js";
import { buildCredit, buildQuota, type Desk, halfway, planInForce } from "../../test/fake-store.js";

const modest: Desk = {
  ...halfway,
  plans: [planInForce(undefined, { validFrom: "2025-01-01" })],
  quotas: [buildQuota("2026-10-01", "2027-01-01", 180_000_00)],
  credits: [
    buildCredit("A", "2026-02-10", 90_000_00),
    buildCredit("B", "2026-05-10", 110_000_00),
    buildCredit("C", "2026-08-10", 100_000_00),
  ],
};

test("a leader reads questions about the plan, with what was seen", async () => {
  const answer = await askSkill("plan_radar", {}, { as: "Lena Boss", desk: modest });
  expect(answer.headline).toBe("1 question about your team's plans.");
  expect(rowsOf(answer)[0]?.slice(2)).toEqual([
    "1 of 1 quotas of the running period is more than 15% above the best period so far: $180,000.00 against $110,000.00.",
    "Maya Chen",
  ]);
  const calm = { ...modest, quotas: [buildQuota("2026-10-01", "2027-01-01", 100_000_00)] };
  expect((await askSkill("plan_radar", {}, { as: "Lena Boss", desk: calm })).headline).toBe(
    "Nothing in your team's plans looks worth a question.",
  );
});

test("a rep is refused", async () => {
  expect((await askSkill("plan_radar", { team: "all" })).outcome).toBe("denied");
});
