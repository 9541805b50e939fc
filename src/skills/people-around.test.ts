import { describe, expect, test } from "vitest";
import { askSkill, figuresOf, lena, maya } from "../../test/ask-skill.js";
import {
  buildCredit,
  buildPerson,
  fakeStore,
  halfway,
  organisation,
  PLAN,
  planInForce,
} from "../../test/fake-store.js";
import type { Credit } from "../core/facts.js";
import { attainmentSkill } from "./attainment.js";
import { runSkill } from "./run-skill.js";
import { teamSummarySkill } from "./team-summary.js";

const leader = (components: string, measure = "{ of: amount }") =>
  planInForce(
    `name: Leaders\nversion: "1"\ncurrency: USD\nquota_period: quarter\nmeasures: { bookings: ${measure} }\ncomponents:\n  ${components}\n`,
    { key: "leader", name: "Leaders", version: "1" },
  );
const override = leader("override: { type: override, measure: bookings, rate: 2% }");
const ravi = buildPerson("Ravi Patel");
const ted = buildPerson("Ted Top", { role: "manager" });
const company = {
  people: [maya, lena, ravi, ted],
  lines: [
    { manager: "Lena Boss", person: "Maya Chen" },
    { manager: "Lena Boss", person: "Ravi Patel", from: "2026-11-01" },
    { manager: "Ted Top", person: "Lena Boss" },
  ],
  desks: {
    "Maya Chen": halfway,
    "Ravi Patel": {
      ...halfway,
      credits: [buildCredit("Early", "2026-10-20", 10_000_00), buildCredit("Late", "2026-11-02", 20_000_00)],
    },
    "Lena Boss": { ...halfway, credits: [], plans: [override] },
    "Ted Top": {
      ...halfway,
      credits: [],
      plans: [leader("c: { type: flat_rate, measure: bookings, rate: 1% }", "{ of: amount, credits_of: all_reports }")],
    },
  },
};

describe("people below", () => {
  test("bring a manager the override on what they sold while reporting", async () => {
    const answer = await askSkill("payout", {}, { as: "Lena Boss", company });
    // 2% of Maya's 90,000, and of Ravi's 20,000 since he came.
    expect(figuresOf(answer)).toMatchObject({ earned: "2200.00" });
    const explained = await askSkill("payout_explain", {}, { as: "Lena Boss", company });
    expect(JSON.stringify(explained.explanation)).toContain("Ravi Patel");
    expect(
      figuresOf(
        await askSkill(
          "what_if",
          { amount: { value: "1000", unit: "money", currency: null } },
          { as: "Lena Boss", company },
        ),
      ),
    ).toMatchObject({ before: "2200.00" });
  });

  test("count for who leads their manager, all the way down", async () => {
    const store = fakeStore(company).forOrganisation(organisation);
    const answer = await runSkill(attainmentSkill, {}, { store, asker: ted, today: "2026-11-23", locale: "en-US" });
    expect(figuresOf(answer)).toMatchObject({ credited: "110000.00", payout: "1100.00" });
  });

  test("stand in a summary of the team as on their own statements", async () => {
    const store = fakeStore(company).forOrganisation(organisation);
    const summary = await runSkill(teamSummarySkill, {}, { store, asker: ted, today: "2026-11-23", locale: "en-US" });
    // Maya 7,200, Ravi 8% of 30,000, Lena her override.
    expect(figuresOf(summary)).toMatchObject({ people: "3", payout: "11800.00" });
  });

  test("are not read where the plan looks at nobody else", async () => {
    const store = fakeStore(company);
    const asked = { store: store.forOrganisation(organisation), asker: maya, today: "2026-11-23", locale: "en-US" };
    await runSkill(attainmentSkill, {}, asked);
    expect(store.reads).toEqual(["payee Maya Chen", "deals Maya Chen"]);
  });

  test("in a ring end where it closes", async () => {
    const lines = [...company.lines, { manager: "Maya Chen", person: "Ted Top" }];
    const answer = await askSkill("payout", {}, { as: "Lena Boss", company: { ...company, lines } });
    expect(figuresOf(answer)).toMatchObject({ earned: "2200.00" });
  });
});

describe("everybody on the plan", () => {
  const shared = `${PLAN}  race:
    type: contest
    measure: bookings
    among: team_mates
    from: 2026-10-01
    through: 2026-11-15
    rank_by: credited
    prizes: [1000, 400]
    ties: share
  pooled: { type: flat_rate, measure: all, rate: 1% }
`.replace("measures:\n", "measures:\n  all: { of: amount, credits_of: everybody }\n");
  const racing = (credits: readonly Credit[]) => ({ ...halfway, credits, plans: [planInForce(shared)] });
  const race = {
    ...company,
    desks: {
      "Maya Chen": racing([buildCredit("Bluefin", "2026-10-12", 60_000_00)]),
      "Ravi Patel": racing([buildCredit("Cobalt", "2026-11-05", 80_000_00)]),
      "Ted Top": racing([buildCredit("Other team", "2026-11-05", 90_000_00)]),
    },
  };

  test("is ranked, without a word of whose deals they are", async () => {
    const answer = await askSkill("payout_explain", {}, { company: race });
    const explanation = JSON.stringify(answer.explanation);
    expect(explanation).toContain("$400.00, place 2 of 2 at $60,000.00");
    expect(explanation).toContain("Bluefin");
    for (const other of ["Cobalt", "Ravi", "Ted", "Other team"]) expect(JSON.stringify(answer)).not.toContain(other);
    // 8% of 60,000, second place, and 1% of the 230,000 that all three sold.
    expect(figuresOf(answer)).toMatchObject({ earned: "7500.00" });
  });
});
