import { expect, test } from "vitest";
import { askSkill, figuresOf } from "../../test/ask-skill.js";
import { kpiCompany } from "../../test/kpi-company.js";
import { formatValue } from "../answer/format.js";

const tableOf = (answer: Awaited<ReturnType<typeof askSkill>>, index: number) =>
  (answer.tables?.[index]?.rows ?? []).map((row) => row.map((value) => formatValue(value, "en-US")));

test("who is behind comes first, with what takes from the chance and by how much", async () => {
  const answer = await askSkill("team_risk", {}, { company: kpiCompany, as: "Lena Boss" });
  expect(answer.headline).toMatch(/^1 of 6 in your team is behind in Q4 2026: Maya Chen \(\d/);
  expect(figuresOf(answer).behind).toBe("1");
  const chances = tableOf(answer, 0).map(([, chance = ""]) => Number.parseFloat(chance));
  expect(chances).toEqual([...chances].sort((a, b) => a - b));
  expect(tableOf(answer, 0)[0]?.[0]).toBe("Maya Chen");
  expect(answer.tables?.[1]?.title).toBe("What takes from Maya Chen's chance");
  expect(answer.actions?.[0]).toMatchObject({ ask: { skill: "coach", input: { person: "maya-chen" } } });
});

test("is for who leads the team; a period that is over has nothing to put right", async () => {
  expect((await askSkill("team_risk", {}, { company: kpiCompany })).outcome).toBe("denied");
  const past = await askSkill("team_risk", { period: "last_quarter" }, { company: kpiCompany, as: "Lena Boss" });
  expect(past.headline).toBe("Q3 2026 is over, so there is nothing left to put right.");
});
