import { expect, test } from "vitest";
import { askSkill, figuresOf, lena, maya, rowsOf } from "../../test/ask-skill.js";
import { buildCredit, buildPerson, buildQuota, halfway } from "../../test/fake-store.js";

const dana = buildPerson("Dana Fairbank");
const max = buildPerson("Max Lead", { role: "manager" });
const idle = buildPerson("Ida New");
const company = {
  people: [maya, lena, dana, max, idle],
  lines: [
    { manager: "Lena Boss", person: "Maya Chen" },
    { manager: "Lena Boss", person: "Max Lead" },
    { manager: "Max Lead", person: "Dana Fairbank" },
    { manager: "Lena Boss", person: "Ida New" },
  ],
  desks: {
    "Maya Chen": halfway,
    "Dana Fairbank": { ...halfway, credits: [buildCredit("X", "2026-10-10", 210_000_00)] },
    "Max Lead": {
      ...halfway,
      quotas: [buildQuota("2026-10-01", "2027-01-01", 100_000_00)],
      credits: [buildCredit("X", "2026-10-10", 210_000_00)],
    },
  },
};
const ask = (input = {}) => askSkill("team_summary", input, { as: "Lena Boss", company });

test("everybody is listed, the best first; who leads others is not added twice", async () => {
  const answer = await ask();
  // (90,000 + 210,000) / (180,000 + 180,000), and not the mean of 50% and 116.7%.
  expect(answer.headline).toBe("Your team is at 83.3% of quota in Q4 2026.");
  expect(figuresOf(answer)).toMatchObject({
    attainment: "0.833333333333",
    credited: "300000.00",
    quota: "360000.00",
    left: "60000.00",
    people: "3",
  });
  expect(rowsOf(answer).map(([name, attainment]) => `${name} ${attainment}`)).toEqual([
    "Max Lead (leads) 210.0%",
    "Dana Fairbank 116.7%",
    "Maya Chen 50.0%",
  ]);
  expect(answer.notes?.join(" ")).toContain("1 person is on no plan");
});

test("a period to come is not summed up", async () => {
  expect((await ask({ period: "next_quarter" })).headline).toBe(
    "Q1 2027 has not started yet, so there is nothing to sum up.",
  );
});

test("a team nobody knows is refused like one that is not theirs", async () => {
  expect((await ask({ team: "Atlantis" })).outcome).toBe("denied");
});
