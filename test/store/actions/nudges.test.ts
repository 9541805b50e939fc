import { afterAll, beforeAll, expect, test } from "vitest";
import { closePeriod } from "../../../src/actions/close-period.js";
import { nudgesCsv, nudgesText } from "../../../src/cli/nudges-text.js";
import { periodOf } from "../../../src/core/period.js";
import { isHeldBack } from "../../../src/nudges/hold-back.js";
import { nudgeCounts } from "../../../src/nudges/report.js";
import { runNudges } from "../../../src/nudges/run.js";
import { load } from "../company.js";
import { type Desk, openDesk } from "./desk.js";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const at = (moment: string) => new Date(moment);
interface Row {
  readonly id: string;
  readonly rule: string;
  readonly held: boolean;
  readonly judged: string | null;
}
const nudges = () =>
  desk.sql.query<Row>(
    `select n.id, n.rule, n.held_back as held, n.judged_on as judged from nudge n join person p on p.id = n.person_id
     where p.key = 'maya' order by n.decided_on`,
  );
const messages = () =>
  desk.sql.query<{ kind: string; key: string; from: Date }>(
    `select o.kind, o.period_key as key, o.not_before as "from" from outbox o join person p on p.id = o.recipient_id
     where p.key = 'maya' and o.kind like 'nudge%' order by o.not_before`,
  );

test("a day's nudges are decided once, in the person's day, each with its message unless it is held back", async () => {
  expect(await runNudges(desk.org, at("2026-11-23T03:00:00Z")), "4:00 in Berlin is too early").toBeNull();
  // Nobody's deal is late or quiet for the whole time but Bluefin's, which has not moved since September.
  expect(await runNudges(desk.org, at("2026-11-23T05:00:00Z"))).toMatchObject({ judged: 0 });
  expect(await runNudges(desk.org, at("2026-11-23T06:00:00Z")), "done for the day").toBeNull();
  const decided = await nudges();
  expect(decided).toHaveLength(1);
  const [first] = decided;
  const sent = await messages();
  expect(sent).toEqual(
    first?.held ? [] : [{ kind: `nudge_${first?.rule}`, key: "2026-11-23", from: at("2026-11-23T08:30:00Z") }],
  );
  const maya = await desk.idOf("maya@acting.example");
  expect(first?.held).toBe(isHeldBack(desk.organisation.id, maya, first?.rule ?? "", "2026-Q4"));
});

test("broken off in the middle and run again, nobody is nudged twice", async () => {
  const before = await nudges();
  await desk.sql.query("delete from nudge_run");
  await Promise.all([1, 2].map(() => runNudges(desk.org, at("2026-11-23T07:00:00Z"))));
  expect(await nudges()).toEqual(before);
});

test("a person says what a nudge was worth, at once, and nobody else can", async () => {
  const maya = await desk.idOf("maya@acting.example");
  const [{ id } = { id: "" }] = await desk.sql.query<{ id: string }>(
    `insert into nudge (org_id, person_id, rule, subject, decided_on, held_back, memory, judge_on)
     values ($1, $2, 'streak', 'weeks', '2026-11-20', false, '{"since":"2026-11-20"}', '2026-11-25') returning id`,
    [desk.organisation.id, maya],
  );
  const press = (who: string, said: string) =>
    desk.say(who, "", { pressed: { skill: "nudge_reply", input: { nudge: id, said } } });
  const said = async () =>
    (await desk.sql.query<{ said: string | null }>("select said from nudge where id = $1::uuid", [id]))[0]?.said;
  await expect(press("dana@acting.example", "stop")).resolves.toMatchObject({ outcome: "error" });
  await expect(press("lena@acting.example", "stop")).resolves.toMatchObject({ outcome: "error" });
  expect(await said()).toBeNull();
  const stopped = await press("maya@acting.example", "stop");
  expect(stopped.headline).toContain("no more nudges like this one");
  expect(await said()).toBe("stop");
  await desk.press("maya@acting.example", stopped, "Send these again");
  expect(await said()).toBe("resume");
  expect(await desk.audited("nudge")).toEqual(["maya@acting.example rate_nudge", "maya@acting.example rate_nudge"]);
});

test("the effect is judged when its time is over, and the report counts it", async () => {
  const result = await runNudges(desk.org, at("2026-11-25T06:00:00Z"));
  expect(result?.judged).toBe(1);
  const counts = await nudgeCounts(desk.org, "2026-11-25");
  const streak = counts.find(({ rule }) => rule === "streak");
  expect(streak).toMatchObject({ nudged: { decided: 1, judged: 1, acted: 0, helped: 0 }, delivered: 0, useful: 1 });
  expect(nudgesText(counts)).toContain("streak: measuring: 79 more nudged, 20 more held back to judge");
  expect(
    nudgesCsv(counts)
      .split("\r\n")
      .find((line) => line.startsWith("streak")),
  ).toBe("streak,measuring,0,1,1,0,0,0,0,0,0,1,0,0");
});

test("whoever has switched nudges off, or is on a pause, gets none", async () => {
  const maya = await desk.idOf("maya@acting.example");
  const before = (await nudges()).length;
  const now = at("2026-11-26T06:00:00Z");
  await desk.org.write((writes) => writes.changePreferences(maya, { kinds: { nudges: false } }, now));
  await runNudges(desk.org, now);
  expect(await nudges()).toHaveLength(before);
  // Time enough for every cooldown: without the switch there is one.
  await desk.org.write((writes) => writes.changePreferences(maya, { kinds: { nudges: true } }, now));
  await runNudges(desk.org, at("2026-12-17T06:00:00Z"));
  expect((await nudges()).length).toBe(before + 1);
});

test("posting an adjustment and closing a period put their messages in the outbox, once", async () => {
  const posted = await desk.propose("ada@acting.example", "adjust", {
    person: "maya",
    amount: "-100",
    currency: "USD",
    postedOn: "2026-11-20",
    reason: "Trip advance",
  });
  await desk.press("ada@acting.example", posted, "Post it");
  const period = periodOf("quarter", "2026-08-01");
  const request = { period, today: "2026-11-23", closedAt: at("2026-11-23T09:00:00Z"), closedBy: "test" };
  await closePeriod(desk.org, request);
  await closePeriod(desk.org, request);
  const draw = {
    key: "draw-1",
    personKey: "maya",
    postedOn: "2026-11-16",
    kind: "draw_advance" as const,
    amount: "500",
    currency: "USD",
    reason: "Draw",
  };
  const old = { ...draw, key: "draw-0", postedOn: "2026-03-31" };
  for (let i = 0; i < 2; i++) await load(desk.store, desk.organisation, { ledger: [draw, old] });
  const written = await desk.sql.query<{ line: string }>(
    `select o.kind || ' ' || p.key as line from outbox o join person p on p.id = o.recipient_id
     where o.kind in ('payout_changed', 'statement_ready') order by 1`,
  );
  expect(written.map(({ line }) => line)).toEqual([
    "payout_changed maya",
    "payout_changed maya",
    "statement_ready dana",
    "statement_ready maya",
  ]);
});
