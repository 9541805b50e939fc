import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, daysBetween, type IsoDate } from "../core/calendar.js";
import type { AnyNudgeRule, Occasion } from "./define-rule.js";
import type { Found } from "./find.js";
import { type Picking, pick } from "./pick.js";
import { nudgeRules } from "./rules/index.js";
import { templateOf } from "./template.js";

type Past = Picking["history"][number];
const START: IsoDate = "2026-09-01";
const rules = [...nudgeRules.values()];

const occasion = (subject: string): Occasion => ({
  subject,
  memory: {},
  values: {},
  worth: null,
  next: { label: "", ask: { skill: "help", input: {} } },
});
const found = (rule: AnyNudgeRule, subject = "s"): Found => ({ rule, occasion: occasion(subject) });
const past = (rule: string, decidedOn: IsoDate, more: Partial<Past> = {}): Past => ({
  rule,
  subject: "s",
  decidedOn,
  heldBack: false,
  said: null,
  saidAt: null,
  ...more,
});

/** Ninety days on which anything may be found, held back or said, from a list of small numbers. */
function quarter(chances: readonly number[], weeklyBudget: number): Past[] {
  const history: Past[] = [];
  for (let i = 0; i < 90; i++) {
    const day = addDays(START, i);
    const chance = (n: number) => chances[(i * 7 + n) % chances.length] ?? 0;
    const today = rules.filter((_, n) => chance(n) % 3 > 0).map((rule, n) => found(rule, `s${chance(n) % 4}`));
    const picked = pick({ found: today, history, day, weeklyBudget, retired: new Set() });
    if (!picked) continue;
    const said = ([null, null, null, "useful", "not_useful", "stop"] as const)[chance(3) % 6] ?? null;
    history.push({
      rule: picked.rule.name,
      subject: picked.occasion.subject,
      decidedOn: day,
      heldBack: chance(1) % 5 === 0,
      said,
      saidAt: said === null ? null : new Date(`${day}T12:00:00Z`),
    });
  }
  return history;
}

test("nobody gets more than the budget in any seven days, and no kind repeats inside its cooldown or after a stop", () => {
  let most = 0;
  fc.assert(
    fc.property(
      fc.array(fc.nat(59), { minLength: 40, maxLength: 97 }),
      fc.integer({ min: 0, max: 5 }),
      (chances, budget) => {
        const history = quarter(chances, budget);
        most = Math.max(most, history.length);
        const sent = history.filter(({ heldBack }) => !heldBack);
        for (const { decidedOn } of sent) {
          const within = sent.filter((each) => {
            const days = daysBetween(each.decidedOn, decidedOn);
            return days >= 0 && days < 7;
          });
          expect(within.length).toBeLessThanOrEqual(budget);
        }
        expect(new Set(history.map(({ decidedOn }) => decidedOn)).size).toBe(history.length);
        for (const rule of rules) {
          const own = history.filter((each) => each.rule === rule.name);
          for (const [i, later] of own.entries()) {
            const before = own[i - 1];
            if (!before) continue;
            expect(before.said).not.toBe("stop");
            const cooldown = templateOf(rule).cooldown_days;
            expect(daysBetween(before.decidedOn, later.decidedOn)).toBeGreaterThanOrEqual(
              before.said === "not_useful" ? 2 * cooldown : cooldown,
            );
          }
        }
      },
    ),
    { numRuns: 150 },
  );
  expect(most).toBeGreaterThan(10);
});

const [first, second] = [nudgeRules.get("close_date_passed"), nudgeRules.get("deal_gone_quiet")] as [
  AnyNudgeRule,
  AnyNudgeRule,
];
const MONDAY = "2026-11-23";
const base = { day: MONDAY, weeklyBudget: 3, retired: new Set<string>(), history: [] as Past[] };

test("the most important goes, and the next where it may not", () => {
  const both = [found(first), found(second)];
  expect(pick({ ...base, found: both })?.rule).toBe(first);
  expect(pick({ ...base, found: both, retired: new Set([first.name]) })?.rule).toBe(second);
  expect(pick({ ...base, found: both, history: [past(first.name, "2026-11-17")] })?.rule).toBe(second);
  expect(pick({ ...base, found: both, history: [past(first.name, "2026-11-16", { subject: "x" })] })?.rule).toBe(first);
});

test("the same deal comes up again only after three cooldowns", () => {
  const history = [past(first.name, "2026-11-10")];
  expect(pick({ ...base, found: [found(first)], history })).toBeNull();
  expect(pick({ ...base, found: [found(first, "other")], history })?.rule).toBe(first);
});

test("what somebody stopped comes again once they say so", () => {
  const stopped = past(first.name, "2026-06-01", { said: "stop", saidAt: new Date("2026-06-01") });
  const resumed = { ...stopped, decidedOn: "2026-06-20", said: "resume", saidAt: new Date("2026-06-21") } as const;
  expect(pick({ ...base, found: [found(first)], history: [stopped] })).toBeNull();
  expect(pick({ ...base, found: [found(first)], history: [stopped, resumed] })?.rule).toBe(first);
});

test("what was held back leaves the budget alone and is the day's nudge all the same", () => {
  const held = [1, 2, 3].map((n) => past(`other${n}`, addDays(MONDAY, -n), { heldBack: true }));
  expect(pick({ ...base, found: [found(first)], history: held })?.rule).toBe(first);
  expect(pick({ ...base, found: [found(first)], history: [past("other", MONDAY, { heldBack: true })] })).toBeNull();
});

test("a weekend is no day for it", () => {
  expect(pick({ ...base, day: "2026-11-22", found: [found(first)] })).toBeNull();
});
