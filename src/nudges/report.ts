import { addDays, type IsoDate } from "../core/calendar.js";
import type { OrgStore } from "../store/store.js";
import type { Group, NudgeCounts } from "./effect.js";
import { NUDGE_KIND_PREFIX } from "./kind-name.js";
import { nudgeRules } from "./rules/index.js";

/** What is measured is of one year. */
const YEAR_DAYS = 365;
const NOBODY: Group = { decided: 0, judged: 0, acted: 0, helped: 0 };

/** Every kind with how it did over the year before `today`, by name. */
export async function nudgeCounts(store: OrgStore, today: IsoDate): Promise<readonly NudgeCounts[]> {
  const rows = await store.countNudges(addDays(today, -YEAR_DAYS), NUDGE_KIND_PREFIX);
  return [...nudgeRules.keys()].sort().map((rule) => {
    const [nudged, heldBack] = [false, true].map((held) =>
      rows.find((row) => row.rule === rule && row.heldBack === held),
    );
    return {
      rule,
      nudged: nudged ?? NOBODY,
      heldBack: heldBack ?? NOBODY,
      delivered: nudged?.delivered ?? 0,
      useful: nudged?.useful ?? 0,
      notUseful: nudged?.notUseful ?? 0,
      stopped: nudged?.stopped ?? 0,
    };
  });
}
