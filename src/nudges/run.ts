import { DateTime } from "luxon";
import { addDays, type IsoDate } from "../core/calendar.js";
import { settled } from "../preferences/preferences.js";
import type { OrgStore } from "../store/store.js";
import { decide } from "./decide.js";
import { retiredOf } from "./effect.js";
import { judge } from "./judge.js";
import { nudgeKindOf } from "./kind-name.js";
import { loadDesks } from "./load-desks.js";
import { payPeriodOver } from "./pay-period-over.js";
import { HISTORY_DAYS } from "./pick.js";
import { nudgeCounts } from "./report.js";

/** The hour of the organisation's day from which on its nudges are decided: the night's imports are in by then. */
const FROM_HOUR = 5;
/** People whose desks are in memory at the same time. */
const AT_ONCE = 200;

export interface NudgeRunResult {
  readonly decided: number;
  readonly heldBack: number;
  readonly judged: number;
}

/**
 * Decides the day's nudges of an organisation, once its day has begun: whatever is due to be judged is judged first, then everybody gets
 * one nudge at the most, with its message in the same transaction. Null where the day is done already or has not begun. Broken off and
 * run again it goes on; run by two at once, each person's nudge is decided by one of them.
 */
export async function runNudges(store: OrgStore, now: Date): Promise<NudgeRunResult | null> {
  const local = DateTime.fromJSDate(now, { zone: store.organisation.timeZone });
  const today = local.toISODate();
  if (today === null || local.hour < FROM_HOUR || (await store.hasNudgeRun(today))) return null;
  const judged = await judge(store, today);
  const retired = retiredOf(await nudgeCounts(store, today));
  const people = (await store.listPeople()).filter(({ leftOn }) => leftOn === null || leftOn > today);
  let decided = 0;
  let heldBack = 0;
  for (let i = 0; i < people.length; i += AT_ONCE) {
    const added = await decideFor(
      store,
      people.slice(i, i + AT_ONCE).map(({ id }) => id),
      { today, now, retired },
    );
    decided += added.length;
    heldBack += added.filter((nudge) => nudge.heldBack).length;
  }
  await store.write((writes) => writes.finishNudgeRun(today, now));
  return { decided, heldBack, judged };
}

async function decideFor(
  store: OrgStore,
  personIds: readonly string[],
  { today, now, retired }: { readonly today: IsoDate; readonly now: Date; readonly retired: ReadonlySet<string> },
) {
  const [desks, chosen, history] = await Promise.all([
    loadDesks(store, personIds, today),
    store.listChosenPreferences(personIds),
    store.listNudges(personIds, addDays(today, -HISTORY_DAYS)),
  ]);
  const orgId = store.organisation.id;
  const decisions = [...desks].flatMap(([id, desk]) => {
    const preferences = settled(chosen.get(id) ?? { own: {}, defaults: {} }, desk.person, store.organisation);
    const own = history.filter(({ personId }) => personId === id);
    return decide(desk, { preferences, orgId, now, history: own, retired }) ?? [];
  });
  const timesOf = new Map(
    decisions.map(({ nudge, notBefore, expiresAt }) => [nudge.personId, { notBefore, expiresAt }]),
  );
  return store.write(async (writes) => {
    const added = await writes.addNudges(decisions.map(({ nudge }) => nudge));
    await writes.enqueue(
      added.flatMap(({ id, rule, subject, personId, decidedOn, memory, heldBack }) => {
        const times = timesOf.get(personId);
        if (heldBack || !times) return [];
        const recipe = { nudge: id, subject, deal: memory.deal ?? null };
        return [{ kind: nudgeKindOf(rule), recipientId: personId, periodKey: decidedOn, recipe, ...times }];
      }),
    );
    await writes.enqueue([...desks.values()].flatMap((desk) => payPeriodOver(desk, store.organisation, now)));
    return added;
  });
}
