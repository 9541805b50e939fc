import type { AnyNudgeRule } from "../define-rule.js";
import { closeDatePassed } from "./close-date-passed.js";
import { dealGoneQuiet } from "./deal-gone-quiet.js";
import { drawRecovery } from "./draw-recovery.js";
import { paceFell } from "./pace-fell.js";
import { pipelineThin } from "./pipeline-thin.js";
import { planUnacknowledged } from "./plan-unacknowledged.js";
import { rampMilestone } from "./ramp-milestone.js";
import { streak } from "./streak.js";
import { tierInReach } from "./tier-in-reach.js";

const all: readonly AnyNudgeRule[] = [
  tierInReach,
  planUnacknowledged,
  closeDatePassed,
  dealGoneQuiet,
  paceFell,
  pipelineThin,
  drawRecovery,
  rampMilestone,
  streak,
];

/** Every kind of nudge by its name, one file each. */
export const nudgeRules: ReadonlyMap<string, AnyNudgeRule> = new Map(all.map((rule) => [rule.name, rule]));
