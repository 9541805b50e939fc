import { describe, expect, test } from "vitest";
import { askSkill, figuresOf, rowsOf } from "../../test/ask-skill.js";
import { buildCredit, type Desk, halfway, PLAN, planInForce } from "../../test/fake-store.js";
import { toFigureRecord } from "../answer/figures.js";
import { formatValue } from "../answer/format.js";

/** Two deals of 20,000 a month for nearly three years, so that there is something to learn from; 80,000 of this quarter's usual 120,000 by late November. */
const steady: Desk = {
  ...halfway,
  credits: Array.from({ length: 35 }, (_, i) => {
    const month = `${2024 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, "0")}`;
    return [buildCredit(`a${i}`, `${month}-05`, 20_000_00), buildCredit(`b${i}`, `${month}-19`, 20_000_00)];
  }).flat(),
  deals: [],
};
const minor = (text: string | undefined) => Number(text);

describe("a rep's forecast", () => {
  test("says the chance first, then the range, and keeps what is won exact", async () => {
    const answer = await askSkill("forecast", {}, { desk: steady });
    const figures = figuresOf(answer);
    const [low, mid, high] = ["forecast_low", "forecast", "forecast_high"].map((key) => minor(figures[key]));
    expect(figures.credited).toBe("80000.00");
    expect(low).toBeGreaterThanOrEqual(80_000);
    expect(low).toBeLessThan(mid as number);
    expect(mid).toBeLessThan(high as number);
    expect(mid).toBeGreaterThan(95_000);
    expect(mid).toBeLessThan(135_000);
    expect(minor(figures.chance_quota)).toBeLessThan(0.3);
    expect(answer.headline).toMatch(/^\d+\.0%: that is your chance of making quota in Q4 2026\.$/);
    expect(answer.confidential).toBe(true);
  });

  test("parts sum to the average landing, and pay is the plan's 8 % of each landing below quota", async () => {
    const figures = figuresOf(await askSkill("forecast", {}, { desk: steady }));
    expect(minor(figures.from_new)).toBeGreaterThan(0);
    expect(minor(figures.from_open)).toBe(0);
    expect(minor(figures.payout_low) / minor(figures.forecast_low)).toBeCloseTo(0.08, 3);
    expect(figures.payout).toBe("6400.00");
  });

  test("an open deal adds to it, and the tiers ahead have a chance each", async () => {
    const without = figuresOf(await askSkill("forecast", {}, { desk: steady }));
    const answer = await askSkill("forecast", {}, { desk: { ...steady, deals: halfway.deals ?? [] } });
    expect(minor(figuresOf(answer).from_open) + minor(figuresOf(answer).from_new)).toBeGreaterThanOrEqual(
      minor(without.from_new),
    );
    expect(rowsOf(answer)).toEqual([
      ["Accelerator (from $180,000.00)", "$180,000.00", "$100,000.00", expect.stringMatching(/^\d+\.0%$/)],
    ]);
  });

  test("earlier periods stand beside it at the same point", async () => {
    const answer = await askSkill("forecast", {}, { desk: steady });
    const table = answer.tables?.find(({ title }) => title === "At this point of earlier periods");
    const rows = table?.rows.map((row) => row.map((value) => formatValue(value, "en-US")));
    // By November 23 54 of 92 days have gone: two of three months' deals, as in the quarters before.
    expect(rows).toEqual([
      ["Q1 2026", "$80,000.00", "$120,000.00"],
      ["Q2 2026", "$80,000.00", "$120,000.00"],
      ["Q3 2026", "$80,000.00", "$120,000.00"],
      ["Q4 2026, forecast", "$80,000.00", expect.stringMatching(/^\$1\d\d,/)],
    ]);
  });

  test("a lower goal is likelier than a higher one, and pay is reached where its credit is", async () => {
    const chanceOf = async (value: string, unit: string) =>
      minor(
        figuresOf(await askSkill("forecast", { amount: { value, unit, currency: null } }, { desk: steady }))
          .chance_goal,
      );
    const [half, sixty, all] = [
      await chanceOf("50", "percent"),
      await chanceOf("60", "percent"),
      await chanceOf("90", "percent"),
    ];
    expect(half).toBeGreaterThanOrEqual(sixty);
    expect(sixty).toBeGreaterThan(all);
    // 8 % of 108,000 (60 % of quota) is 8,640.
    expect(await chanceOf("8640", "money")).toBe(sixty);
    const ote = await askSkill("forecast", { goal: "ote" }, { desk: steady });
    expect(ote.headline).toContain("a payout of $15,000.00");
  });

  test("quota that is won is certain, and nothing else is", async () => {
    const won = { ...steady, credits: [...(steady.credits ?? []), buildCredit("Whale", "2026-11-20", 150_000_00)] };
    const answer = await askSkill("forecast", {}, { desk: won });
    expect(answer.headline).toBe("Quota is met in Q4 2026, with $230,000.00 credited.");
    const early = figuresOf(await askSkill("forecast", {}, { desk: { ...steady, credits: [] } }));
    expect(minor(early.chance_quota)).toBeGreaterThanOrEqual(0.02);
  });

  test("a newcomer is told that confidence is low; an organisation with history how often ranges held", async () => {
    const notes = async (desk: Desk) => (await askSkill("forecast", {}, { desk })).notes?.join(" ") ?? "";
    expect(await notes({ ...steady, credits: [] })).toContain("Low confidence");
    expect(await notes(steady)).not.toContain("Low confidence");
    expect(await notes(steady)).toMatch(/too little history|ranges for earlier periods/);
  });

  test("a month within the quarter is answered for the quarter, a past quarter with what it came to", async () => {
    const month = await askSkill("forecast", { period: "2026-11" }, { desk: steady });
    expect(month.period?.label).toBe("Q4 2026");
    const past = await askSkill("forecast", { period: "2026-Q3" }, { desk: steady });
    expect(past.headline).toBe("Q3 2026 is over: you landed at $120,000.00.");
  });

  test("what the plan blends is said not to be forecast", async () => {
    const blended = PLAN.replace(
      "  bookings: { of: amount }",
      "  bookings: { of: blend, blend: { a: 60%, b: 40% } }\n  a: { of: amount }\n  b: { of: amount }",
    );
    const answer = await askSkill("forecast", {}, { desk: { ...steady, plans: [planInForce(blended)] } });
    expect(answer.headline).toBe("I can't forecast what your plan measures in Q4 2026.");
  });

  test("a manager reads it about a report; a rep is refused about the manager in the words for anybody", async () => {
    const asked = await askSkill("forecast", { person: "maya-chen" }, { desk: steady, as: "Lena Boss" });
    expect(asked.headline).toContain("Maya Chen's chance");
    const refused = await askSkill("forecast", { person: "lena-boss" }, { desk: steady });
    const nobody = await askSkill("forecast", { person: "no-such-person" }, { desk: steady });
    expect(refused.outcome).toBe("denied");
    expect({ ...nobody, input: null }).toEqual({ ...refused, input: null });
  });
});

test("a team's forecast has the sum, each member, and how many should reach quota", async () => {
  const answer = await askSkill("team_forecast", {}, { desk: steady, as: "Lena Boss" });
  const [row] = rowsOf(answer);
  expect(row?.[0]).toBe("Maya Chen");
  const figures = figuresOf(answer);
  const alone = figuresOf(await askSkill("forecast", {}, { desk: steady }));
  expect(figures.credited).toBe("80000.00");
  expect([figures.forecast, figures.forecast_low, figures.chance_quota]).toEqual([
    alone.forecast,
    alone.forecast_low,
    alone.chance_quota,
  ]);
  expect(answer.figures.map(toFigureRecord).find(({ key }) => key === "at_quota")?.unit).toBe("people");
  expect((await askSkill("team_forecast", { team: "all" })).outcome).toBe("denied");
});
