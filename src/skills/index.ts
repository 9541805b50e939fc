import { adminOpsSkill } from "./admin-ops.js";
import { announceSkill } from "./announce.js";
import { approvalsSkill } from "./approvals.js";
import { attainmentSkill } from "./attainment.js";
import { clarifySkill } from "./clarify.js";
import { coachSkill } from "./coach.js";
import { dealsSkill } from "./deals.js";
import type { AnySkill } from "./define-skill.js";
import { disputeSkill } from "./dispute.js";
import { forecastSkill } from "./forecast.js";
import { forgetSkill } from "./forget.js";
import { gapToGoalSkill } from "./gap-to-goal.js";
import { goalSetSkill } from "./goal-set.js";
import { helpSkill } from "./help.js";
import { kpiSkill } from "./kpi.js";
import { nudgeReplySkill } from "./nudge-reply.js";
import { outOfScopeSkill } from "./out-of-scope.js";
import { paydaySkill } from "./payday.js";
import { payoutSkill } from "./payout.js";
import { payoutExplainSkill } from "./payout-explain.js";
import { pipelineSkill } from "./pipeline.js";
import { pipelineMovementSkill } from "./pipeline-movement.js";
import { planChangeSkill } from "./plan-change.js";
import { planExplainSkill } from "./plan-explain.js";
import { planRadarSkill } from "./plan-radar.js";
import { quotaDetailSkill } from "./quota-detail.js";
import { rankSkill } from "./rank.js";
import { settingsSkill } from "./settings.js";
import { smalltalkSkill } from "./smalltalk.js";
import { statementSkill } from "./statement.js";
import { teamForecastSkill } from "./team-forecast.js";
import { teamKpiSkill } from "./team-kpi.js";
import { teamRiskSkill } from "./team-risk.js";
import { teamSummarySkill } from "./team-summary.js";
import { territorySkill } from "./territory.js";
import { trendSkill } from "./trend.js";
import { whatIfSkill } from "./what-if.js";

const all: readonly AnySkill[] = [
  attainmentSkill,
  payoutSkill,
  payoutExplainSkill,
  gapToGoalSkill,
  whatIfSkill,
  dealsSkill,
  pipelineSkill,
  teamSummarySkill,
  quotaDetailSkill,
  kpiSkill,
  teamKpiSkill,
  teamRiskSkill,
  coachSkill,
  forecastSkill,
  teamForecastSkill,
  goalSetSkill,
  disputeSkill,
  approvalsSkill,
  adminOpsSkill,
  announceSkill,
  settingsSkill,
  pipelineMovementSkill,
  rankSkill,
  trendSkill,
  planExplainSkill,
  planChangeSkill,
  paydaySkill,
  statementSkill,
  territorySkill,
  planRadarSkill,
  helpSkill,
  forgetSkill,
  nudgeReplySkill,
  clarifySkill,
  outOfScopeSkill,
  smalltalkSkill,
];

/** Every question that is answered, by the name of its skill. */
export const skills: ReadonlyMap<string, AnySkill> = new Map(all.map((skill) => [skill.name, skill]));
