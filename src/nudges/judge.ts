import type { IsoDate } from "../core/calendar.js";
import type { OrgStore } from "../store/store.js";
import { loadDesks } from "./load-desks.js";
import { nudgeRules } from "./rules/index.js";

const AT_ONCE = 500;

/**
 * Judges the nudges whose window is over, sent or held back alike, by what the data says now. Whoever has left the plan since took no
 * step. Gives how many were judged.
 */
export async function judge(store: OrgStore, today: IsoDate): Promise<number> {
  let judged = 0;
  for (;;) {
    const nudges = await store.listNudgesToJudge(today, AT_ONCE);
    if (nudges.length === 0) return judged;
    const desks = await loadDesks(store, [...new Set(nudges.map(({ personId }) => personId))], today);
    const effects = nudges.map(({ id, rule: name, personId, memory }) => {
      const [rule, desk] = [nudgeRules.get(name), desks.get(personId)];
      return rule && desk
        ? { id, acted: rule.acted(memory, desk), helped: rule.helped(memory, desk) }
        : { id, acted: false, helped: false };
    });
    await store.write((writes) => writes.judgeNudges(effects, today));
    judged += nudges.length;
  }
}
