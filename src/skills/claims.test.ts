import { describe, expect, test } from "vitest";
import { buildAnswer } from "../../test/builders.js";
import {
  buildCredit,
  buildPerson,
  type Desk,
  fakeStore,
  halfway,
  organisation,
  PLAN,
  planInForce,
} from "../../test/fake-store.js";
import { money } from "../core/money.js";
import { corrected, wrongClaims } from "./claims.js";

const maya = buildPerson("Maya Chen");
const check = (claim: string, desk: Desk = halfway, period: string | null = null) =>
  wrongClaims([claim], period, {
    store: fakeStore({ people: [maya], desks: { "Maya Chen": desk } }).forOrganisation(organisation),
    asker: maya,
    today: "2026-11-23",
    locale: "en-US",
  });
const past = { ...halfway, credits: [buildCredit("Big", "2026-10-12", 200_000_00)] };
const withPlan = (more: string): Desk => ({ ...halfway, plans: [planInForce(`${PLAN}${more}`)] });
const advance = {
  key: "a",
  postedOn: "2026-10-31",
  kind: "draw_advance" as const,
  amount: money(3_000_00, "USD"),
  reason: "Start",
};

describe("what is not so is put right with the figure that is", () => {
  test.each([
    {
      claim: "quota_met",
      desk: halfway,
      says: "You have not reached quota in Q4 2026 yet: you are at 50.0%, with $90,000.00 to go.",
    },
    {
      claim: "quota_met",
      desk: { ...halfway, quotas: [] },
      says: "No quota is set for you in Q4 2026, so there is none to reach.",
    },
    {
      claim: "in_accelerator",
      desk: halfway,
      says: "You are not in the accelerator in Q4 2026: it starts at 100.0% of quota, and you are at 50.0%.",
    },
    {
      claim: "in_accelerator",
      desk: { ...halfway, plans: [planInForce(PLAN.replace("100%", "70%"))] },
      says: "Your plan has no accelerator.",
    },
    {
      claim: "draw_cleared",
      desk: { ...halfway, ledger: [advance] },
      says: "Your draw is not cleared: $3,000.00 is still to recover.",
    },
    { claim: "draw_cleared", desk: halfway, says: "Your plan has no draw and none is on record for you." },
    { claim: "capped", desk: halfway, says: "Your plan has no cap." },
    {
      claim: "capped",
      desk: withPlan("cap: { amount: 9000, per: quarter, excess: lost }\n"),
      says: "You are not at a cap: the next $5,000.00 would still pay you $400.00.",
    },
  ])("$claim: $says", async ({ claim, desk, says }) => {
    expect(await check(claim, desk)).toEqual([says]);
  });

  test("a period that is over is spoken of as such", async () => {
    const short = { ...halfway, credits: [buildCredit("Small", "2026-08-20", 80_000_00)] };
    expect(await check("quota_met", short, "last_quarter")).toEqual([
      "You did not quite reach quota in Q3 2026: you finished at 50.0%.",
    ]);
  });
});

describe("what is so needs no word", () => {
  test.each([
    { claim: "quota_met", desk: past },
    { claim: "in_accelerator", desk: past },
    {
      claim: "draw_cleared",
      desk: {
        ...halfway,
        ledger: [advance, { ...advance, key: "b", kind: "draw_recovery" as const, amount: money(-3_000_00, "USD") }],
      },
    },
    { claim: "capped", desk: withPlan("cap: { amount: 7200, per: quarter, excess: lost }\n") },
    { claim: "quota_met", desk: { ...halfway, plans: [] } },
    { claim: "never heard of", desk: halfway },
  ])("$claim", async ({ claim, desk }) => {
    expect(await check(claim, desk)).toEqual([]);
  });
});

test("the correction comes first and the answer follows whole", () => {
  const answer = buildAnswer({ headline: "You have earned $7,200.00.", body: "So far." });
  expect(corrected(answer, ["You are not there yet."])).toMatchObject({
    headline: "You are not there yet.",
    body: "You have earned $7,200.00. So far.",
    figures: answer.figures,
  });
});

test("a refusal and an answer about nobody's figures stay as they are", () => {
  for (const answer of [buildAnswer({ outcome: "denied" }), buildAnswer({ confidential: false })])
    expect(corrected(answer, ["No."])).toBe(answer);
});
