import { describe, expect, test } from "vitest";
import { askSkill, figuresOf, lena, maya, rowsOf } from "../../test/ask-skill.js";
import { buildCredit, buildPerson, buildQuota, halfway } from "../../test/fake-store.js";
import { resolvePeriod } from "./period-input.js";
import { trendPeriods } from "./trend-periods.js";

const TODAY = "2026-11-23";

describe("what is set side by side", () => {
  test.each([
    // 23 November is day 54 of its quarter, so the 54th of the other one.
    { period: null, comparison: null, main: "2026-Q4", against: "2026-Q3", day: "2026-08-23", rows: 5 },
    { period: "last_quarter", comparison: null, main: "2026-Q4", against: "2026-Q3", day: "2026-08-23", rows: 5 },
    { period: null, comparison: "last_year", main: "2026-Q4", against: "2025-Q4", day: "2025-11-23", rows: 5 },
    { period: "last_year", comparison: null, main: "2026", against: "2025", day: "2025-11-23", rows: 3 },
    { period: null, comparison: "last_month", main: "2026-11", against: "2026-10", day: "2026-10-23", rows: 6 },
    { period: "Q3", comparison: "Q2", main: "2026-Q3", against: "2026-Q2", day: "2026-06-30", rows: 5 },
    { period: "Q2", comparison: "Q3", main: "2026-Q3", against: "2026-Q2", day: "2026-06-30", rows: 5 },
    { period: "last_8_quarters", comparison: null, main: "2026-Q4", against: "2026-Q3", day: "2026-08-23", rows: 8 },
    { period: "last_90_months", comparison: null, main: "2026-11", against: "2026-10", day: "2026-10-23", rows: 12 },
    { period: "since_april", comparison: null, main: "2026-Q4", against: "2026-Q3", day: "2026-08-23", rows: 3 },
    { period: "next_quarter", comparison: null, main: "2026-Q4", against: "2026-Q3", day: "2026-08-23", rows: 5 },
  ])("$period against $comparison", ({ period, comparison, main, against, day, rows }) => {
    const resolved = resolvePeriod(period ?? "this_quarter", TODAY, 1);
    if (!resolved) throw new Error("no such period");
    const found = trendPeriods({ period, comparison }, resolved, TODAY, 1);
    expect(found).toMatchObject({ main: { key: main }, against: { key: against }, sameDay: day });
    expect(found.series).toHaveLength(rows);
    expect(found.series.at(-1)?.key).toBe(main);
  });

  test("the same day of a shorter month is its last", () => {
    const march = resolvePeriod("this_month", "2026-03-31", 1);
    if (!march) throw new Error("no such period");
    expect(trendPeriods({ period: null, comparison: null }, march, "2026-03-31", 1).sameDay).toBe("2026-02-28");
  });
});

/** Q3: 40,000 by the same day as today's and 160,000 after it. Q2: 80,000 of 160,000. */
const desk = {
  ...halfway,
  quotas: [...(halfway.quotas ?? []), buildQuota("2026-04-01", "2026-07-01", 160_000_00)],
  credits: [
    buildCredit("Bluefin", "2026-10-12", 60_000_00),
    buildCredit("Cobalt", "2026-11-05", 30_000_00),
    buildCredit("Early", "2026-08-23", 40_000_00),
    buildCredit("Dunmore", "2026-08-24", 160_000_00),
    buildCredit("Spring", "2026-05-05", 80_000_00),
  ],
};

test("a running quarter is compared with the same day of the one before, not with all of it", async () => {
  const answer = await askSkill("trend", {}, { desk });
  expect(answer.headline).toBe(
    "You are at 50.0% of quota in Q4 2026 so far, up from 25.0% on the same day of Q3 2026.",
  );
  expect(figuresOf(answer)).toEqual({
    attainment: "0.5",
    attainment_then: "0.25",
    credited: "90000.00",
    credited_then: "40000.00",
    earned: "7200.00",
    earned_then: "3200.00",
  });
  // The row has whole quarters: Q3 came to 200,000 of 160,000.
  expect(rowsOf(answer).slice(-3)).toEqual([
    ["Q2 2026", "50.0%", "$80,000.00", "$160,000.00", "$6,400.00"],
    ["Q3 2026", "125.0%", "$200,000.00", "$160,000.00", "$17,600.00"],
    ["Q4 2026 so far", "50.0%", "$90,000.00", "$180,000.00", "$7,200.00"],
  ]);
});

test("earnings of two whole quarters, and the direction between them", async () => {
  const answer = await askSkill("trend", { period: "Q3", comparison: "Q2", metric: "earned" }, { desk });
  expect(answer.headline).toBe("You earned $17,600.00 in Q3 2026, up from $6,400.00 in Q2 2026.");
  expect(answer.body).toContain("from $0.00 in Q1 2026 to $17,600.00 in Q3 2026");
});

test("a month of a quarterly quota is compared by what was credited in it", async () => {
  const answer = await askSkill("trend", { period: "this_month" }, { desk });
  expect(answer.headline).toBe(
    "You have credited $30,000.00 in November 2026 so far, down from $60,000.00 on the same day of October 2026.",
  );
  expect(answer.notes?.join(" ")).toContain("no attainment of their own");
});

test("nobody's plan is said kindly", async () => {
  expect((await askSkill("trend", {}, { desk: { ...halfway, plans: [] } })).headline).toBe(
    "There is nothing to compare in Q4 2026 yet.",
  );
});

const dana = buildPerson("Dana Fairbank");
const company = {
  people: [maya, lena, dana],
  lines: [
    { manager: "Lena Boss", person: "Maya Chen" },
    // Led by Lena in Q4 alone, and no more.
    { manager: "Lena Boss", person: "Dana Fairbank", from: "2026-10-01", to: "2026-11-01" },
  ],
  desks: { "Maya Chen": desk, "Dana Fairbank": desk },
};

test("a team is summed up as its summary is", async () => {
  const answer = await askSkill("trend", { team: "mine" }, { as: "Lena Boss", company });
  expect(answer.headline).toBe(
    "Your team is at 50.0% of quota in Q4 2026 so far, up from 25.0% on the same day of Q3 2026.",
  );
});

test("having led somebody within one period does not open the others", async () => {
  const payout = await askSkill("payout", { person: "dana-fairbank" }, { as: "Lena Boss", company });
  expect(payout.outcome).toBe("answer");
  expect((await askSkill("trend", { person: "dana-fairbank" }, { as: "Lena Boss", company })).outcome).toBe("denied");
});

test("a rep has no team to compare", async () => {
  expect((await askSkill("trend", { team: "mine" }, { desk })).outcome).toBe("denied");
});
