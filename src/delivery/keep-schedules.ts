import { isDeepStrictEqual } from "node:util";
import { DateTime } from "luxon";
import type { MessageKinds } from "../messages/index.js";
import { type Preferences, settled } from "../preferences/preferences.js";
import type { StoredSchedule } from "../store/schedules.js";
import type { OrgStore, Person } from "../store/store.js";
import { Rule } from "./calendar/rule.js";
import { saveSchedule } from "./schedules.js";

/**
 * Brings the schedules of an organisation in step with who works there, who leads, and what each of them chose: what somebody gets by
 * the calendar has a row, what they no longer get has none, and a changed day, hour or zone counts from the next occasion on. Only
 * kinds that say when they come are looked at. Gives how many rows were changed; run again it changes nothing.
 */
export async function keepSchedules(store: OrgStore, kinds: MessageKinds, now: Date): Promise<number> {
  const scheduled = [...kinds.values()].flatMap(({ name, topic, schedule }) =>
    schedule ? [{ name, topic, schedule }] : [],
  );
  const today = DateTime.fromJSDate(now, { zone: store.organisation.timeZone }).toISODate() ?? "";
  const people = (await store.listPeople()).filter((person) => worksHere(person, today));
  const ids = people.map(({ id }) => id);
  const tomorrow = DateTime.fromISO(today).plus({ days: 1 }).toISODate() ?? "";
  const [chosen, lines, stored] = await Promise.all([
    store.listChosenPreferences(ids),
    store.listLinesBelow(ids, 1, { start: today, end: tomorrow }),
    store.listSchedulesOf(scheduled.map(({ name }) => name)),
  ]);
  const leaders = new Set(lines.map(({ managerId }) => managerId));
  const left = new Map(stored.map((schedule) => [keyOf(schedule.personId, schedule.kind), schedule]));
  let changed = 0;
  for (const person of people) {
    const none = { own: {}, defaults: {} };
    const preferences = settled(chosen.get(person.id) ?? none, person, store.organisation);
    for (const { name, topic, schedule } of scheduled) {
      const isOn = topic === "notices" || (preferences.kinds[topic] && !preferences.stopped);
      if (!isOn || !schedule.wantedBy(person, leaders.has(person.id))) continue;
      const key = keyOf(person.id, name);
      const rule = schedule.rule(preferences);
      const known = left.get(key);
      left.delete(key);
      if (known && isSame(known, rule, preferences)) continue;
      const { catchUpMinutes } = schedule;
      await saveSchedule(store, {
        personId: person.id,
        kind: name,
        timeZone: preferences.timeZone,
        rule,
        catchUpMinutes,
        now,
      });
      changed++;
    }
  }
  for (const { personId, kind } of left.values()) await store.removeSchedule(personId, kind);
  return changed + left.size;
}

const keyOf = (personId: string, kind: string): string => `${personId} ${kind}`;

const worksHere = ({ hiredOn, leftOn }: Person, on: string): boolean =>
  (hiredOn === null || hiredOn <= on) && (leftOn === null || leftOn > on);

const isSame = ({ rule, timeZone }: StoredSchedule, wanted: unknown, preferences: Preferences): boolean =>
  timeZone === preferences.timeZone && isDeepStrictEqual(Rule.parse(rule), Rule.parse(wanted));
