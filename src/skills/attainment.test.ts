import { describe, expect, test } from "vitest";
import { askSkill, figuresOf } from "../../test/ask-skill.js";
import { buildCredit, buildQuota, halfway, PLAN, planInForce } from "../../test/fake-store.js";

const ask = (input = {}, options: Parameters<typeof askSkill>[2] = {}) => askSkill("attainment", input, options);

describe("attainment", () => {
  test("shows where somebody stands, where a steady pace leads and what the next tier is worth", async () => {
    const answer = await ask();
    expect(answer.headline).toBe("You are at 50.0% of quota in Q4 2026.");
    // 54 of 92 days are gone; 90,000 / (54 / 92) = 153,333.33.
    expect(figuresOf(answer)).toEqual({
      attainment: "0.5",
      credited: "90000.00",
      quota: "180000.00",
      left: "90000.00",
      left_per_week: "16153.85",
      landing_credited: "153333.33",
      landing_attainment: "0.851851833333",
      landing_payout: "12266.67",
      payout: "7200.00",
      payout_at_quota: "14400.00",
      next_tier: "Accelerator (from $180,000.00)",
      next_tier_at: "180000.00",
      next_tier_needed: "90000.00",
      next_tier_worth: "7200.00",
      days_left: "39",
    });
    expect(answer.progress?.markers).toHaveLength(1);
    expect(answer).toMatchObject({ planVersion: "AE plan (2026.1)", period: { label: "Q4 2026" }, confidential: true });
  });

  test("a period that is over has no pace, no time left and no next tier", async () => {
    const answer = await ask({ period: "last_quarter" });
    expect(answer.headline).toBe("You finished at 125.0% of quota in Q3 2026.");
    expect(Object.keys(figuresOf(answer))).toEqual(["attainment", "credited", "quota", "left", "payout"]);
    expect(answer.progress?.markers).toEqual([]);
  });

  test("a month that is over within a quarter is told up to its end, without a pace", async () => {
    const answer = await ask({ period: "october" });
    expect(answer.headline).toMatch(/^By the end of October 2026 you were at \d+\.\d% of Q4 2026 quota\.$/);
    expect(Object.keys(figuresOf(answer))).not.toContain("landing_payout");
    expect(answer.notes?.join(" ")).toContain("The payout is that of October 2026.");
  });

  test("the picture has the course to today, the straight line to quota and where the pace leads", async () => {
    const [chart, ...more] = (await ask()).charts ?? [];
    expect(more).toEqual([]);
    if (chart?.kind !== "line") throw new Error("no line chart");
    expect(chart.alt).toBe(
      "You have $90,000.00 credited by Nov 23, 2026, 50.0% of the quota of $180,000.00. A steady pace to quota would be at 58.7%.",
    );
    expect(chart.lines.map(({ name, points }) => [name, points[0], points.at(-1)])).toEqual([
      ["Credited", { x: "2026-09-30", y: "0.00" }, { x: "2026-11-23", y: "90000.00" }],
      ["Steady pace to quota", { x: "2026-09-30", y: "0" }, { x: "2026-12-31", y: "180000.00" }],
      ["If this pace goes on", { x: "2026-11-23", y: "90000.00" }, { x: "2026-12-31", y: "153333.33" }],
    ]);
    expect(chart.places).toEqual([{ x: "2026-11-23", y: "90000.00", label: "Today: 50.0%" }]);
  });

  test("of a month that is over the picture ends with the month, and no pace goes on", async () => {
    const [chart] = (await ask({ period: "october" })).charts ?? [];
    expect(chart?.kind === "line" && chart.lines.map(({ name, points }) => [name, points.at(-1)?.x])).toEqual([
      ["Credited", "2026-10-31"],
      ["Steady pace to quota", "2026-12-31"],
    ]);
    expect(chart?.alt).not.toContain("steady");
  });

  test("in the first days it says how little a pace means", async () => {
    const early = await ask({}, { today: "2026-10-05" });
    expect(early.notes?.join(" ")).toContain("It is early");
    expect((await ask()).notes?.join(" ")).not.toContain("It is early");
  });

  test("a manager reads it with the person's name", async () => {
    const answer = await ask({ person: "maya-chen" }, { as: "Lena Boss" });
    expect(answer.headline).toBe("Maya Chen is at 50.0% of quota in Q4 2026.");
    expect(answer.actions?.[1]).toMatchObject({
      label: "What if Harborview closes?",
      ask: { input: { person: "maya-chen" } },
    });
  });

  test.each([
    { why: "no quota", desk: { ...halfway, quotas: [] }, headline: "No quota is set for you in Q4 2026." },
    { why: "no plan", desk: { ...halfway, plans: [] }, headline: "You are not on a compensation plan in Q4 2026." },
    { why: "no deals", desk: { ...halfway, credits: [], deals: [] }, headline: "You are at 0.0% of quota in Q4 2026." },
    { why: "a future period", input: { period: "next_quarter" }, headline: "Q1 2027 has not started yet." },
    { why: "before the first day", input: { period: "2023" }, headline: "You were not here yet in 2023." },
  ])("$why is answered kindly and not as an error", async ({ desk, input, headline }) => {
    const answer = await ask(input, desk ? { desk } : {});
    expect(answer).toMatchObject({ outcome: "answer", headline });
    expect(Object.values(figuresOf(answer)).join()).not.toContain("NaN");
  });

  test("two plan versions in one period are both paid, and it says so", async () => {
    const richer = PLAN.replace("2026.1", "2026.2").replace("rate: 8%", "rate: 10%");
    const desk = {
      ...halfway,
      plans: [
        planInForce(PLAN, { validTo: "2026-11-01" }),
        planInForce(richer, { version: "2026.2", validFrom: "2026-11-01" }),
      ],
    };
    const answer = await ask({}, { desk });
    // 60,000 in October at 8%, 30,000 in November at 10%.
    expect(figuresOf(answer).payout).toBe("7800.00");
    expect(answer.planVersion).toBe("AE plan (2026.1), then AE plan (2026.2)");
    expect(answer.notes?.join(" ")).toContain("The plan changed within the period");
  });

  test("a measure of units is counted and not priced", async () => {
    const units = PLAN.replace("{ of: amount }", "{ of: units, unit: meetings }");
    const desk = {
      ...halfway,
      plans: [
        planInForce(
          units.replace(
            / {2}commission:[\s\S]*/,
            "  meetings:\n    type: flat_rate\n    measure: bookings\n    per_unit: 50\n",
          ),
        ),
      ],
      quotas: [buildQuota("2026-10-01", "2027-01-01", 20_0000, { amount: { minor: 20_0000, currency: "XXX" } })],
      credits: [buildCredit("Call", "2026-10-10", 0, { attributes: { units: "5" } })],
    };
    const answer = await ask({}, { desk });
    expect(answer.headline).toBe("You are at 25.0% of quota in Q4 2026.");
    expect(answer.figures.find(({ key }) => key === "credited")?.value).toEqual({
      kind: "count",
      count: 5,
      unit: "meetings",
    });
  });
});
