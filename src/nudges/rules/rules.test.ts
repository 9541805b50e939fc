import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import {
  buildCredit,
  buildDeal,
  buildPerson,
  fakeStore,
  halfway,
  PLAN,
  planInForce,
  type Desk as StoredDesk,
} from "../../../test/fake-store.js";
import { money } from "../../core/money.js";
import type { OrgStore } from "../../store/store.js";
import type { PlanToAcknowledge } from "../../store/written/acknowledgements.js";
import { occasionsOf } from "../find.js";
import { loadDesks } from "../load-desks.js";
import { templateOf } from "../template.js";
import { wordsOf } from "../words.js";
import { nudgeRules } from "./index.js";

const TODAY = "2026-11-24";
const maya = buildPerson("Maya Chen");

interface Case {
  readonly desk?: Partial<StoredDesk>;
  readonly on?: string;
  readonly waiting?: readonly PlanToAcknowledge[];
  readonly hiredOn?: string;
}

async function deskFor({ desk = {}, on = TODAY, waiting = [], hiredOn }: Case) {
  const store = fakeStore({ people: [maya], desks: { "Maya Chen": { ...halfway, deals: [], ...desk } } });
  const base = store.forOrganisation(await org(store));
  const own: OrgStore = {
    ...base,
    listPlansToAcknowledge: async () => waiting,
    listPayeeFiles: async (ids, span, asOf) =>
      (await base.listPayeeFiles(ids, span, asOf)).map((file) =>
        hiredOn ? { ...file, facts: { ...file.facts, payee: { ...file.facts.payee, hiredOn } } } : file,
      ),
  };
  const found = (await loadDesks(own, [maya.id], on)).get(maya.id);
  if (!found) throw new Error("no desk");
  return found;
}
const org = async (store: ReturnType<typeof fakeStore>) =>
  (await store.listOrganisations())[0] as OrgStore["organisation"];

const rule = (name: string) => {
  const found = nudgeRules.get(name);
  if (!found) throw new Error(`no rule ${name}`);
  return found;
};
const subjects = async (name: string, given: Case) =>
  occasionsOf(rule(name), await deskFor(given)).map(({ subject }) => subject);

async function told(name: string, given: Case) {
  const desk = await deskFor(given);
  const [occasion] = occasionsOf(rule(name), desk);
  if (!occasion) throw new Error("no occasion");
  const { headline, body } = wordsOf(rule(name), occasion, desk, { locale: "en-US", nudge: "n1" });
  return `${headline} ${body}`;
}

async function effect(name: string, before: Case, after: Case) {
  const [occasion] = occasionsOf(rule(name), await deskFor(before));
  if (!occasion) throw new Error("no occasion");
  const desk = await deskFor({ on: "2026-12-08", ...after });
  return { acted: rule(name).acted(occasion.memory, desk), helped: rule(name).helped(occasion.memory, desk) };
}

const late = buildDeal("Harborview", { expectedCloseOn: "2026-11-20" });
const won = buildDeal("Harborview", { status: "won", closedOn: "2026-12-01" });
const quiet = buildDeal("Kestrel", { stageSince: "2026-10-20" });
const big = buildDeal("Orrery", {
  amount: money(95_000_00, "USD"),
  credited: money(95_000_00, "USD"),
  expectedCloseOn: "2026-12-20",
});
const waits: PlanToAcknowledge = {
  planId: "p",
  key: "ae",
  name: "AE plan",
  version: "2027.1",
  from: "2026-12-01",
  hash: "a".repeat(64),
  answer: null,
  text: null,
  at: null,
};
const RAMP = `${PLAN}ramp: { of: [quota], months: [25%, 50%, 75%], first_month: joined }\n`;

test("every rule has a file and a template of its name, and no template is left over", () => {
  const names = [...nudgeRules.keys()].sort();
  const files = readdirSync(new URL(".", import.meta.url));
  const templates = readdirSync(new URL("../../../prompts/nudges/", import.meta.url));
  expect(templates.map((file) => file.replace(".yaml", "")).sort()).toEqual(names);
  for (const [name, each] of nudgeRules) {
    expect(each.name).toBe(name);
    expect(files).toContain(`${name.replaceAll("_", "-")}.ts`);
    expect(templateOf(each).cooldown_days).toBeGreaterThan(0);
  }
});

test("no template shames or shouts", () => {
  for (const each of nudgeRules.values()) {
    const { headline, why, worth = "", step } = templateOf(each);
    expect(`${headline} ${why} ${worth} ${step}`).not.toMatch(
      /\b(?:fail|failed|lazy|poor|bad|behind|worse|worst|disappoint\w*|must|should have|others|colleagues|manager)\b|!/i,
    );
  }
});

test("close date passed: two days after it, what it is worth, and one step", async () => {
  expect(await subjects("close_date_passed", { desk: { deals: [late] } })).toEqual(["harborview"]);
  expect(
    await subjects("close_date_passed", { desk: { deals: [{ ...late, expectedCloseOn: "2026-11-23" }] } }),
  ).toEqual([]);
  expect(await subjects("close_date_passed", { desk: { deals: [{ ...late, status: "won" }] } })).toEqual([]);
  expect(await told("close_date_passed", { desk: { deals: [late] } })).toMatchInlineSnapshot(
    `"Harborview was expected by Nov 20, 2026, 4 days ago. It is still open with that date, so forecasts count on a day that is gone. Closing it would add $4,000.00 to your pay this quarter. Next: Give it the date you believe in now, or close it as lost if it is over."`,
  );
});

test("close date passed: a new date is the step, a won deal is what it is for", async () => {
  const before = { desk: { deals: [late] } };
  expect(await effect("close_date_passed", before, before)).toEqual({ acted: false, helped: false });
  const moved = { ...late, expectedCloseOn: "2026-12-15" };
  expect(await effect("close_date_passed", before, { desk: { deals: [moved] } })).toEqual({
    acted: true,
    helped: false,
  });
  expect(await effect("close_date_passed", before, { desk: { deals: [won] } })).toEqual({ acted: true, helped: true });
});

test("deal gone quiet: three weeks without a change, and a change since is the step", async () => {
  const before = { desk: { deals: [quiet] } };
  expect(await told("deal_gone_quiet", before)).toMatchInlineSnapshot(
    `"35 days without news: Kestrel has been in Negotiation since Oct 20, 2026. Your records show no change of stage, amount or date since then. Closing it would add $4,000.00 to your pay this quarter. Next: Ask your contact for one thing with a date: a call, a decision, a reason to wait."`,
  );
  expect(await subjects("deal_gone_quiet", { desk: { deals: [{ ...quiet, stageSince: "2026-11-10" }] } })).toEqual([]);
  expect(await subjects("deal_gone_quiet", { desk: { deals: [{ ...quiet, expectedCloseOn: "2026-11-01" }] } })).toEqual(
    [],
  );
  const change = {
    dealKey: "kestrel",
    dealName: "Kestrel",
    openedOn: null,
    changedOn: "2026-11-30",
    ownerId: maya.id,
    stage: "Negotiation",
    status: "open" as const,
    amount: null,
    expectedCloseOn: null,
    noticed: true,
  };
  expect(await effect("deal_gone_quiet", before, before)).toEqual({ acted: false, helped: false });
  expect(await effect("deal_gone_quiet", before, { desk: { deals: [quiet], changes: [change] } })).toEqual({
    acted: true,
    helped: false,
  });
});

test("tier in reach: a deal that crosses the tier, due in time, at what the plan pays for it", async () => {
  expect(await subjects("tier_in_reach", { desk: { deals: [big] } })).toHaveLength(1);
  expect(await subjects("tier_in_reach", { desk: { deals: [buildDeal("Harborview")] } })).toEqual([]);
  expect(await subjects("tier_in_reach", { desk: { deals: [{ ...big, expectedCloseOn: "2027-01-05" }] } })).toEqual([]);
  expect(await told("tier_in_reach", { desk: { deals: [big] } })).toMatchInlineSnapshot(
    `"$90,000.00 to Accelerator (from $180,000.00), and Orrery alone would take you there. It is open at $95,000.00 for you and due on Dec 20, 2026. Closing it would add $7,800.00 to your pay this quarter, the tier included. Next: Decide today what Orrery still needs to be signed, and who has to do it."`,
  );
});

test("pipeline thin: less than three times what is missing, while there is time", async () => {
  expect(await told("pipeline_thin", { on: "2026-11-10", desk: { deals: [big] } })).toMatchInlineSnapshot(
    `"$95,000.00 open until Dec 31, 2026, for $90,000.00 to quota. Not every deal closes: 3 times what is missing is a usual aim, and that would take $175,000.00 more. Reaching quota would add $7,200.00 to your pay this quarter. Next: Choose three accounts and set up a first meeting with one of them this week."`,
  );
  const plenty = [1, 2, 3].map((n) => ({ ...big, key: `orrery-${n}` }));
  expect(await subjects("pipeline_thin", { on: "2026-11-10", desk: { deals: plenty } })).toEqual([]);
  expect(await subjects("pipeline_thin", { on: "2026-12-15", desk: { deals: [big] } })).toEqual([]);
  const opened = { ...big, key: "new", openedOn: "2026-11-20" };
  expect(await effect("pipeline_thin", { on: "2026-11-10" }, { desk: { deals: [opened] } })).toEqual({
    acted: true,
    helped: true,
  });
});

test("pace fell: where the pace leads has come down by ten points in two weeks", async () => {
  expect(await told("pace_fell", { desk: {} })).toMatchInlineSnapshot(
    `"83.6% of quota is where your pace leads now; 14 days ago it was 112.2%. Deals come in bunches, so this may be timing. From here on, $16,578.95 a week makes quota. Reaching quota would add $7,200.00 to your pay this quarter. Next: Look at which open deal could come in next, and what it waits for."`,
  );
  const steady = [buildCredit("A", "2026-10-12", 60_000_00), buildCredit("B", "2026-11-20", 50_000_00)];
  expect(await subjects("pace_fell", { desk: { credits: steady } })).toEqual([]);
  const since = { desk: { credits: [...(halfway.credits ?? []), buildCredit("C", "2026-12-01", 10_000_00)] } };
  expect(await effect("pace_fell", {}, since)).toEqual({ acted: true, helped: false });
});

test("streak: something credited in each of four weeks", async () => {
  const weekly = ["2026-10-30", "2026-11-05", "2026-11-12", "2026-11-19"].map((day, i) =>
    buildCredit(`W${i}`, day, 5_000_00),
  );
  expect(await told("streak", { desk: { credits: weekly } })).toMatchInlineSnapshot(
    `"4 weeks in a row with credit: well done. That is 4 deals in these weeks, and 11.1% of quota so far. Reaching the next tier would add $12,800.00 to your pay this quarter. Next: Note what worked, and plan next week's deal while it is fresh."`,
  );
  expect(await subjects("streak", { desk: { credits: weekly.slice(1) } })).toEqual([]);
});

test("ramp milestone: the first days of a month that counts more, and not after the ramp", async () => {
  const ramping = { desk: { plans: [planInForce(RAMP)] }, hiredOn: "2026-10-01" };
  expect(await told("ramp_milestone", { ...ramping, on: "2026-11-03" })).toMatchInlineSnapshot(
    `"50.0% of the full quota counts for you this month. You are new, and your plan eases you in: last month it was 25.0%. Next: Look at what this quarter's quota comes to with it, and plan the weeks by that."`,
  );
  expect(await subjects("ramp_milestone", { ...ramping, on: "2026-11-10" })).toEqual([]);
  expect(await subjects("ramp_milestone", { ...ramping, hiredOn: "2026-05-01", on: "2026-11-03" })).toEqual([]);
});

test("plan unacknowledged: until something is said to this very text", async () => {
  expect(await told("plan_unacknowledged", { waiting: [waits] })).toMatchInlineSnapshot(
    `"AE plan, version 2027.1, waits for your answer. It is in force for you from Dec 1, 2026, and you have not said yet that you have read it. Next: Read what changed, then acknowledge it, or decline it and ask what is not clear."`,
  );
  expect(await subjects("plan_unacknowledged", { waiting: [{ ...waits, answer: "declined" }] })).toEqual([]);
  expect(await subjects("plan_unacknowledged", { waiting: [{ ...waits, from: "2026-12-02" }] })).toEqual([]);
  expect(await subjects("plan_unacknowledged", { waiting: [{ ...waits, from: "2026-10-10" }] })).toEqual([]);
  const said = { waiting: [{ ...waits, answer: "acknowledged" as const }] };
  expect(await effect("plan_unacknowledged", { waiting: [waits] }, said)).toEqual({ acted: true, helped: true });
  expect(await effect("plan_unacknowledged", { waiting: [waits] }, { waiting: [waits] })).toEqual({
    acted: false,
    helped: false,
  });
});

test("draw recovery: while a draw is still to be recovered", async () => {
  expect(await subjects("draw_recovery", {})).toEqual([]);
  const advance = {
    key: "d1",
    postedOn: "2026-10-31",
    kind: "draw_advance",
    amount: money(9_000_00, "USD"),
    reason: "October draw",
  } as const;
  const drawn = { desk: { ledger: [advance] } };
  expect(await told("draw_recovery", drawn)).toMatchInlineSnapshot(
    `"$9,000.00 of your draw is still to be recovered. It was paid ahead and comes out of what you earn: $7,200.00 earned this quarter so far, $16,200.00 of it payable as it stands. Next: Reckon with it when you plan the coming months, so that no payout surprises you."`,
  );
  expect(await effect("draw_recovery", drawn, {})).toEqual({ acted: false, helped: true });
});
