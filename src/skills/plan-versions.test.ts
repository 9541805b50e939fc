import { describe, expect, test } from "vitest";
import { askSkill, figuresOf } from "../../test/ask-skill.js";
import { halfway, PLAN, planInForce } from "../../test/fake-store.js";

/** From 8% to 10% on 1 November, with 60,000 of the quarter's 90,000 closed before. */
const changed = (attainmentAtStart: string) => ({
  ...halfway,
  plans: [
    planInForce(PLAN, { validTo: "2026-11-01" }),
    planInForce(
      `${PLAN.replace("2026.1", "2026.2").replace("rate: 8%", "rate: 10%")}attainment_at_start: ${attainmentAtStart}\n`,
      { version: "2026.2", validFrom: "2026-11-01" },
    ),
  ],
});
const percent = { amount: { value: "100", unit: "percent", currency: null } };

describe.each([
  {
    start: "carried",
    says: "Attainment goes on from one to the next.",
    // 60,000 at 8% and 30,000 at 10%; the 90,000 to quota at 10%.
    figures: { attainment: "0.5", credited: "90000.00", quota: "180000.00", needed: "90000.00", reached: "16800.00" },
  },
  {
    start: "restarted",
    says: "Attainment starts anew with the newest",
    // November and December have 61 of 92 days of the quota, and 30,000 towards it.
    figures: {
      attainment: "0.251366120219",
      credited: "30000.00",
      quota: "119347.83",
      needed: "89347.83",
      reached: "16734.78",
    },
  },
])("after a plan change within the quarter, $start", ({ start, says, figures: expected }) => {
  const desk = changed(start);
  const ask = async (skill: string, input = {}) => {
    const answer = await askSkill(skill, input, { desk });
    if (skill !== "quota_detail") expect(answer.notes?.join(" ")).toContain(says);
    return figuresOf(answer);
  };
  const { attainment, credited, quota, needed, reached } = expected;

  test("attainment, gap, what-if, payout and quota agree", async () => {
    expect(await ask("payout")).toMatchObject({ earned: "7800.00" });
    expect(await ask("attainment")).toMatchObject({
      attainment,
      credited,
      quota,
      left: needed,
      payout: "7800.00",
      payout_at_quota: reached,
      next_tier_needed: needed,
    });
    expect(await ask("gap_to_goal")).toMatchObject({
      needed,
      quota,
      attainment,
      payout: "7800.00",
      payout_then: reached,
    });
    expect(await ask("what_if", percent)).toMatchObject({
      before: "7800.00",
      after: reached,
      credit: needed,
      attainment_before: attainment,
      // To the cent above, where the quota is no whole number of cents.
      attainment_after: expect.stringMatching(/^1(\.0000\d+)?$/),
    });
    expect(await ask("quota_detail")).toMatchObject({ quota });
  });

  test("an amount is found by what the versions pay together", async () => {
    const goal = { amount: { value: "8800", unit: "money", currency: "USD" } };
    expect(await ask("gap_to_goal", goal)).toMatchObject({ needed: "10000.00", payout: "7800.00" });
  });
});
