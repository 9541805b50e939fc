import { expect, test } from "vitest";
import { askSkill, figuresOf } from "../../test/ask-skill.js";
import { buildCredit, buildDeal, halfway, PLAN, planInForce } from "../../test/fake-store.js";
import { kpiCompany } from "../../test/kpi-company.js";

const titlesOf = (answer: Awaited<ReturnType<typeof askSkill>>) => answer.tables?.map(({ title }) => title);

test("for oneself: what pays most, worth what the what-if says, and one skill to practice", async () => {
  const company = {
    ...kpiCompany,
    desks: { ...kpiCompany.desks, "Maya Chen": { ...kpiCompany.desks["Maya Chen"], deals: [buildDeal("Harborview")] } },
  };
  const answer = await askSkill("coach", {}, { company });
  const whatIf = await askSkill("what_if", { deal: "harborview" }, { company });
  expect(answer.headline).toBe(`$4,000.00 for you: Close Harborview by Dec 31, 2026.`);
  expect(figuresOf(answer).next_action_worth).toBe(figuresOf(whatIf).difference);
  expect(answer.body).toContain("To practice: win rate, 14.3% against 50.0% (peers), on 28 closed deals.");
  expect(titlesOf(answer)).toEqual([
    "What pays most for the work",
    "One thing to practice: Qualify earlier, lose less late",
  ]);
});

test("silent about deals that the plan pays nothing for, and honest where it pays more later", async () => {
  const capped = PLAN.replace(
    "    retroactive: false",
    "    cap: { amount: 12_000, per: quarter, excess: lost }\n    retroactive: false",
  );
  const desk = {
    ...halfway,
    plans: [planInForce(capped)],
    deals: [buildDeal("Harborview")],
    credits: [buildCredit("Whale", "2026-10-12", 150_000_00)],
  };
  const answer = await askSkill("coach", {}, { desk });
  expect(answer.headline).toBe("Your plan pays no more for pushing one of your open deals right now.");
  expect(answer.notes?.join(" ")).toContain("Your plan pays more for Harborview next period");
  expect(answer.notes?.join(" ")).toContain("not advice to wait");
});

test("for a leader: a 1:1 with evidence, an exercise and questions", async () => {
  const answer = await askSkill("coach", { person: "maya-chen" }, { company: kpiCompany, as: "Lena Boss" });
  expect(answer.headline).toMatch(/^\d+\.\d% of quota so far: preparation for your 1:1 with Maya Chen, Q4 2026\.$/);
  expect(titlesOf(answer)).toContain("To tighten");
  expect(titlesOf(answer)).toContain("One exercise: Qualify earlier, lose less late");
  expect(titlesOf(answer)).toContain("Questions to ask");
  for (const table of answer.tables ?? []) expect(table.rows.length).toBeLessThanOrEqual(4);
  expect(answer.notes?.join(" ")).toContain("no basis for decisions on pay");
});

test("nobody prepares a 1:1 with somebody who does not report to them", async () => {
  expect((await askSkill("coach", { person: "lena-boss" }, { company: kpiCompany })).outcome).toBe("denied");
});

test("the week in review says what was won and what moved", async () => {
  const desk = {
    ...halfway,
    deals: [
      buildDeal("Bluefin", { status: "won", closedOn: "2026-11-20", stage: "Closed Won" }),
      buildDeal("Cobalt", { status: "won", closedOn: "2026-10-20" }),
      buildDeal("Harborview", { stageSince: "2026-11-18" }),
      buildDeal("Dunmore", { stageSince: "2026-11-01" }),
    ],
  };
  const answer = await askSkill("coach", { text: "summary of my week" }, { desk });
  expect(answer.headline).toBe("$50,000.00 won this week in 1 deal.");
  expect(titlesOf(answer)).toEqual(["Won", "A stage further"]);
  const quiet = await askSkill("coach", { text: "friday summary" }, { desk: { ...halfway, deals: [] } });
  expect(quiet.headline).toContain("A quiet week");
});
