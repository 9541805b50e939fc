import { DateTime } from "luxon";
import { addDays, type IsoDate } from "../core/calendar.js";
import { mayReceive } from "../preferences/may-receive.js";
import type { Preferences } from "../preferences/preferences.js";
import type { NewNudge } from "../store/written/nudges.js";
import type { Desk } from "./desk.js";
import { findOccasions } from "./find.js";
import { isHeldBack } from "./hold-back.js";
import { type Picking, pick } from "./pick.js";
import { templateOf } from "./template.js";

/** When nudges come where the person's quiet hours leave it open: after the first hour of work. */
const AT = { hour: 9, minute: 30 };

export interface Decision {
  readonly nudge: NewNudge;
  readonly notBefore: Date;
  readonly expiresAt: Date;
}

/** When a nudge may reach somebody next, within one day of theirs; null where that day is quiet or they have switched nudges off. */
export function turnOf(preferences: Preferences, now: Date): { day: IsoDate; from: Date; until: Date } | null {
  const local = DateTime.fromJSDate(now, { zone: preferences.timeZone });
  const usual = local.set({ ...AT, second: 0, millisecond: 0 });
  const planned = usual < local ? usual.plus({ days: 1 }) : usual;
  const received = mayReceive(preferences, "nudges", planned.toJSDate());
  const from = received.ok ? planned.toJSDate() : received.until;
  const until = planned.endOf("day").toJSDate();
  const day = planned.toISODate();
  return from === null || from > until || day === null ? null : { day, from, until };
}

/** What is decided for one person: a nudge, to be sent or held back, or none. */
export function decide(
  desk: Desk,
  given: Pick<Picking, "history" | "retired"> & {
    readonly preferences: Preferences;
    readonly orgId: string;
    readonly now: Date;
  },
): Decision | null {
  const { preferences, orgId, now, history, retired } = given;
  if (preferences.weeklyBudget === 0) return null;
  const turn = turnOf(preferences, now);
  if (!turn) return null;
  const { day } = turn;
  const { weeklyBudget } = preferences;
  const picked = pick({ found: findOccasions(desk), history, day, weeklyBudget, retired });
  if (!picked) return null;
  const { rule, occasion } = picked;
  const nudge: NewNudge = {
    personId: desk.person.id,
    rule: rule.name,
    subject: occasion.subject,
    decidedOn: day,
    heldBack: isHeldBack(orgId, desk.person.id, rule.name, desk.period.key),
    memory: occasion.memory,
    judgeOn: addDays(day, templateOf(rule).window_days),
  };
  return { nudge, notBefore: turn.from, expiresAt: turn.until };
}
