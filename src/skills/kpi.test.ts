import { expect, test } from "vitest";
import { askSkill, figuresOf, rowsOf } from "../../test/ask-skill.js";
import { kpiCompany } from "../../test/kpi-company.js";
import { formatValue } from "../answer/format.js";
import { kpiMeant } from "./kpi-words.js";

const names = ["Ann", "Ben", "Cara", "Dov", "Eve", "Reed", "Cole", "Diaz", "Katz", "Moss"];
const textOf = (answer: object) =>
  JSON.stringify(answer, (_, value) => (typeof value === "bigint" ? String(value) : value));

test("one KPI: the figure first, with its sample, its limits, the period before and peers as one", async () => {
  const answer = await askSkill("kpi", { metric: "win_rate" }, { company: kpiCompany });
  expect(answer.headline).toBe("Your win rate is 14.3% in Q4 2026.");
  expect(figuresOf(answer)).toMatchObject({
    win_rate: "0.142857142857",
    win_rate_n: "28",
    won: "4",
    lost: "24",
    win_rate_before: "0.142857142857",
    win_rate_peers: "0.5",
  });
  expect(answer.body).toContain("5 peers: 50.0%. Clearly worse, more than chance would bring.");
  expect(answer.confidential).toBe(true);
});

test("a rep never reads another person's name or figure", async () => {
  for (const skill of ["kpi", "coach"]) {
    const text = textOf(await askSkill(skill, {}, { company: kpiCompany }));
    for (const name of names) expect(text).not.toContain(name);
  }
});

test("fewer than five colleagues are no peers", async () => {
  const few = { ...kpiCompany, people: kpiCompany.people.slice(0, 6) };
  const answer = await askSkill("kpi", { metric: "win rate" }, { company: few });
  expect(figuresOf(answer).win_rate_peers).toBeUndefined();
  expect(answer.notes?.join(" ")).toContain("fewer than five people");
});

test("an overview marks what is too little to compare", async () => {
  const answer = await askSkill("kpi", {}, { company: kpiCompany });
  expect(answer.headline).toMatch(/^You win 14.3% of decided deals in Q4 2026, \$20,000.00 on average/);
  const rows = rowsOf(answer);
  expect(rows.find(([kpi]) => kpi === "Win rate")).toEqual(["Win rate", "14.3%", "14.3%", "50.0%", "28 closed deals"]);
  expect(rows.find(([kpi]) => kpi === "Average deal size")).toEqual([
    "Average deal size",
    "$20,000.00",
    "too few",
    "too few",
    "4 won deals",
  ]);
});

test("a team's KPIs are those of all its deals, for who leads it", async () => {
  const answer = await askSkill("team_kpi", { metric: "win rate" }, { company: kpiCompany, as: "Lena Boss" });
  // 64 of 148.
  expect(figuresOf(answer).win_rate).toBe("0.432432432432");
  expect(answer.notes?.[0]).toContain("Over 6 people");
  expect((await askSkill("team_kpi", {}, { company: kpiCompany })).outcome).toBe("denied");
});

test.each([
  ["what's my win rate", "win_rate"],
  ["close rate by value", "win_rate_value"],
  ["average deal size", "deal_size"],
  ["how long does it take me to close a deal", "sales_cycle"],
  ["time in stage", "time_in_stage"],
  ["pipeline coverage", "coverage"],
  ["wie hoch ist meine Abschlussquote", "win_rate"],
  ["mi tasa de éxito", "win_rate"],
  ["mon panier moyen", "deal_size"],
  ["how often were my deals pushed", "pushes"],
  ["discounts I gave", "discount"],
  ["show me my stats", undefined],
])("“%s” asks for %s", (words, name) => {
  expect(kpiMeant(words)?.name).toBe(name);
});

test("nothing decided yet is said as such", async () => {
  const answer = await askSkill("kpi", { metric: "win_rate" }, { desk: { kpiDeals: [] } });
  expect(answer.headline).toBe("No win rate for you in Q4 2026 yet.");
  expect(formatValue(answer.figures[0]?.value ?? { kind: "text", text: "" }, "en-US")).toBe("0 closed deals");
});
