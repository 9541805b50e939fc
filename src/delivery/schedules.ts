import type { Logger } from "../log.js";
import type { Advance, NewSchedule, Schedules, StoredSchedule } from "../store/schedules.js";
import type { OrgStore } from "../store/store.js";
import { type Calendar, latestOccasion, nextOccasion, Rule } from "./calendar/rule.js";

/** Where a rule comes round no more. */
const NEVER = new Date("9999-12-31T00:00:00Z");
const AT_ONCE = 500;
/** A missed occasion is made up for within the working day it belonged to. */
const CATCH_UP_MINUTES = 360;

/** Gives a person a message of a kind by the calendar, from now on. Throws where the rule or the zone is none. */
export async function saveSchedule(
  store: OrgStore,
  given: Pick<NewSchedule, "personId" | "kind" | "timeZone"> &
    Partial<Pick<NewSchedule, "recipe" | "catchUpMinutes">> & { readonly rule: unknown; readonly now: Date },
): Promise<void> {
  const { now, recipe = {}, catchUpMinutes = CATCH_UP_MINUTES, ...schedule } = given;
  const rule = Rule.parse(given.rule);
  const holidays = new Set((await store.listHolidays()).map(({ day }) => day));
  const next = nextOccasion(rule, now, { zone: given.timeZone, holidays });
  await store.saveSchedule({ ...schedule, rule, recipe, catchUpMinutes, nextRunAt: next?.at ?? NEVER });
}

/**
 * Puts in the outbox what the calendar says is due. After a standstill the latest missed occasion is made up for while it is fresh, and
 * the others are passed over: never several at once.
 */
export async function runSchedules(schedules: Schedules, now: Date, log: Logger): Promise<number> {
  let enqueued = 0;
  for (;;) {
    const round = await schedules.advanceDue(now, AT_ONCE, (schedule) => advance(schedule, now, log));
    enqueued += round.enqueued;
    if (round.advanced < AT_ONCE) return enqueued;
  }
}

function advance(schedule: StoredSchedule, now: Date, log: Logger): Advance {
  const rule = Rule.parse(schedule.rule);
  const calendar: Calendar = { zone: schedule.timeZone, holidays: new Set(schedule.holidays) };
  const nextRunAt = nextOccasion(rule, now, calendar)?.at ?? NEVER;
  const latest = latestOccasion(rule, { from: schedule.nextRunAt, upTo: now }, calendar);
  const { lastPeriodKey } = schedule;
  if (!latest || latest.occasion.key === lastPeriodKey) return { message: null, lastPeriodKey, nextRunAt };
  const { key, at } = latest.occasion;
  const expiresAt = new Date(at.getTime() + schedule.catchUpMinutes * 60_000);
  const isFresh = expiresAt > now;
  const passed = latest.passed + (isFresh ? 0 : 1);
  if (passed > 0)
    log.warn({ event: "schedule_passed_over", kind: schedule.kind, passed, key }, "occasions were missed for too long");
  const { kind, personId: recipientId, recipe } = schedule;
  return {
    message: isFresh ? { kind, recipientId, periodKey: key, recipe, notBefore: at, expiresAt } : null,
    lastPeriodKey: key,
    nextRunAt,
  };
}
