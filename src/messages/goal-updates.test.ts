import { expect, test } from "vitest";
import type { Desk } from "../../test/fake-store.js";
import { buildCredit, buildDeal, buildPerson, fakeStore, halfway, organisation } from "../../test/fake-store.js";
import { money } from "../core/money.js";
import type { OrgStore } from "../store/store.js";
import { messageKinds } from "./index.js";
import { exampleRecipe, renderMessage } from "./render-message.js";

const NOW = new Date("2026-11-24T10:00:00Z");
const maya = buildPerson("Maya Chen");

function storeWith(desk: Partial<Desk> = {}, more: Partial<OrgStore> = {}): OrgStore {
  const store = fakeStore({ people: [maya], desks: { "Maya Chen": { ...halfway, ...desk } } });
  return { ...store.forOrganisation(organisation), ...more };
}
const kind = (name: string) => {
  const found = messageKinds.get(name);
  if (!found) throw new Error(`no kind ${name}`);
  return found;
};
const write = (name: string, recipe: Record<string, unknown>, store: OrgStore, now = NOW) =>
  renderMessage(kind(name), recipe, { store, recipientId: maya.id, now });
async function told(name: string, recipe: Record<string, unknown>, store: OrgStore, now = NOW): Promise<string> {
  const written = await write(name, recipe, store, now);
  return written.kind === "nothing" ? written.reason : `${written.answer.headline} ${written.answer.body ?? ""}`;
}

const TIERED = (halfway.plans ?? []).map((plan) => ({
  ...plan,
  document: plan.document.replace(
    "      - { from: 100%,",
    "      - { from: 40%, rate: 9%, label: Warm-up }\n      - { from: 100%,",
  ),
}));
const CREDIT = ["deal_credited", "tier_reached", "quota_reached"];

test.each<{ why: string; desk: Partial<Desk>; deals: string[]; on: string; tells: string }>([
  {
    why: "below the next tier it is new credit",
    desk: {},
    deals: ["cobalt"],
    on: "2026-11-05",
    tells: "deal_credited",
  },
  {
    why: "into a tier below quota",
    desk: { plans: TIERED },
    deals: ["cobalt"],
    on: "2026-11-05",
    tells: "tier_reached",
  },
  {
    why: "to quota, which is a tier too",
    desk: { credits: [...(halfway.credits ?? []), buildCredit("Orrery", "2026-11-20", 90_000_00)] },
    deals: ["orrery"],
    on: "2026-11-20",
    tells: "quota_reached",
  },
])("new credit is told by one message: $why", async ({ desk, deals, on, tells }) => {
  const store = storeWith(desk);
  const all = await Promise.all(CREDIT.map((name) => write(name, { deals, creditedOn: on }, store)));
  expect(CREDIT.filter((_, i) => all[i]?.kind === "answer")).toEqual([tells]);
});

test("the words of new credit", async () => {
  const recipe = { deals: ["cobalt"], creditedOn: "2026-11-05" };
  expect(await told("deal_credited", recipe, storeWith())).toMatchInlineSnapshot(
    `"+$30,000.00 credited: Cobalt. You are at 50.0% of quota in Q4 2026. It adds $2,400.00 to what you have earned. $90,000.00 more and you reach Accelerator (from $180,000.00)."`,
  );
  expect(await told("tier_reached", recipe, storeWith({ plans: TIERED }))).toMatchInlineSnapshot(
    `"You have reached Warm-up (from $72,000.00) in Q4 2026: well done. Cobalt brought +$30,000.00, and $2,580.00 of pay with it. You are at 50.0% of quota. $90,000.00 more and you reach Accelerator (from $180,000.00)."`,
  );
  const orrery = [...(halfway.credits ?? []), buildCredit("Orrery", "2026-11-20", 90_000_00)];
  const reached = { deals: ["orrery"], creditedOn: "2026-11-20" };
  expect(await told("quota_reached", reached, storeWith({ credits: orrery }))).toMatchInlineSnapshot(
    `"100.0% of quota in Q4 2026: you made it. Congratulations! 🎉 Orrery brought +$90,000.00, and $7,200.00 of pay with it; you have earned $14,400.00 so far. Whatever you close from here on counts on top."`,
  );
});

test("credit that is gone by the moment of sending is not told", async () => {
  const recipe = { deals: ["vanished"], creditedOn: "2026-11-05" };
  for (const name of CREDIT) expect(await told(name, recipe, storeWith())).toBe("nothing_to_say");
});

const goal = {
  id: "g1",
  personId: maya.id,
  setById: maya.id,
  setByName: maya.name,
  kind: "attainment",
  target: "0.6",
  currency: null,
  what: null,
  start: "2026-10-01",
  end: "2027-01-01",
  state: "active",
  createdAt: NOW,
} as const;

test("a goal is spoken of when new credit crosses a half, three quarters or the whole of it", async () => {
  const recipe = { deals: ["cobalt"], creditedOn: "2026-11-05", goal: "g1" };
  const at = (target: string) => storeWith({}, { findGoal: async () => ({ ...goal, target }) });
  expect(await told("goal_progress", recipe, at("0.6"))).toMatchInlineSnapshot(
    `"83.3% of the way to your goal: 60% of quota. 10.0% is left to get there."`,
  );
  expect(await told("goal_progress", recipe, at("0.5"))).toMatchInlineSnapshot(
    `"You reached your goal: 50% of quota. Congratulations! Set the next one whenever you like."`,
  );
  expect(await told("goal_progress", recipe, at("0.4")), "33 % to 50 % of 40 %: reached").toContain(
    "You reached your goal",
  );
  expect(await told("goal_progress", recipe, at("0.3")), "reached before already").toBe("nothing_to_say");
  const elses = storeWith({}, { findGoal: async () => ({ ...goal, personId: "id-else" }) });
  expect(await told("goal_progress", recipe, elses), "somebody else's goal").toBe("nothing_to_say");
});

test("a pay period that is over, until it is closed", async () => {
  const days = { start: "2026-07-01", end: "2026-10-01" };
  expect(await told("payout_calculated", days, storeWith())).toMatchInlineSnapshot(
    `"$17,600.00 would be payable to you for Q3 2026 as it stands. Q3 2026 is over and not closed yet, so late deals and corrections may still change it. Now is the time to say if something is missing."`,
  );
  const closed = {
    personId: maya.id,
    personKey: maya.key,
    personName: maya.name,
    periodKey: "2026-Q3",
    periodStart: days.start,
    periodEnd: days.end,
    planName: "AE plan",
    planVersion: "2026.1",
    engineVersion: "1",
    payable: money(17_600_00, "USD"),
    receipt: "",
    hash: "",
    closedAt: NOW,
    closedBy: "test",
  };
  const store = storeWith({ closed: [closed] });
  expect(await told("payout_calculated", days, store)).toBe("nothing_to_say");
  expect(await told("statement_ready", days, storeWith())).toBe("nothing_to_say");
  expect(await told("statement_ready", days, store)).toMatchInlineSnapshot(
    `"$17,600.00 is payable to you for Q3 2026: your statement is ready. Q3 2026 is closed, so that is final. If something looks wrong, ask about it: a correction is posted into an open period."`,
  );
});

test("a change of pay is told with its cause, and not where it moved nothing", async () => {
  const entry = {
    key: "adjustment-1",
    postedOn: "2026-11-20",
    kind: "adjustment",
    amount: money(-250_00, "USD"),
    reason: "Trip advance",
  } as const;
  const recipe = { entries: ["adjustment-1"], postedOn: "2026-11-20" };
  expect(await told("payout_changed", recipe, storeWith({ ledger: [entry] }))).toMatchInlineSnapshot(
    `"$6,950.00 is what Q4 2026 comes to for you now: down by $250.00. The cause: New: adjustment (-$250.00, Trip advance, posted 2026-11-20)."`,
  );
  expect(await told("payout_changed", recipe, storeWith())).toBe("nothing_to_say");
});

test("a preview finds its occasion by itself, for goal updates and nudges alike", async () => {
  const late = buildDeal("Harborview", { expectedCloseOn: "2026-11-10" });
  const won = buildDeal("Cobalt", { status: "won", closedOn: "2026-11-05" });
  const store = storeWith({ deals: [late, won] });
  const occasion = { store, recipientId: maya.id, now: NOW };
  for (const name of ["deal_credited", "payout_calculated", "nudge_close_date_passed", "nudge_pace_fell"]) {
    const recipe = await exampleRecipe(kind(name), occasion);
    expect(recipe, name).not.toBeNull();
    expect((await write(name, recipe ?? {}, store)).kind, name).toBe("answer");
  }
  expect(await exampleRecipe(kind("nudge_streak"), occasion)).toBeNull();
});

test("a nudge whose reason is gone by the moment of sending is not sent", async () => {
  const late = buildDeal("Harborview", { expectedCloseOn: "2026-11-10" });
  const recipe = { nudge: "n1", subject: "harborview", deal: "harborview" };
  expect((await write("nudge_close_date_passed", recipe, storeWith({ deals: [late] }))).kind).toBe("answer");
  const moved = storeWith({ deals: [{ ...late, expectedCloseOn: "2026-12-10" }] });
  expect(await told("nudge_close_date_passed", recipe, moved)).toBe("nothing_to_say");
});
