import type { CauseKind } from "../moment.js";
import { dealAmount } from "./deal-amount.js";
import { dealCancelled } from "./deal-cancelled.js";
import { dealDate } from "./deal-date.js";
import { dealDetails } from "./deal-details.js";
import { dealLines } from "./deal-lines.js";
import { dealPayment } from "./deal-payment.js";
import { dealSplit } from "./deal-split.js";
import { decision } from "./decision.js";
import { employment } from "./employment.js";
import { fx } from "./fx.js";
import { leave } from "./leave.js";
import { ledger } from "./ledger.js";
import { newDeal } from "./new-deal.js";
import { otherFacts } from "./other-facts.js";
import { planVersion } from "./plan-version.js";
import { priorEarning } from "./prior-earning.js";
import { quota } from "./quota.js";
import { removedDeal } from "./removed-deal.js";
import { score } from "./score.js";
import { targetIncentive } from "./target-incentive.js";
import { teamMember } from "./team-member.js";

const named: readonly CauseKind[] = [
  newDeal,
  removedDeal,
  dealAmount,
  dealSplit,
  dealDate,
  dealLines,
  dealPayment,
  dealCancelled,
  dealDetails,
  quota,
  targetIncentive,
  employment,
  leave,
  fx,
  ledger,
  score,
  decision,
  priorEarning,
  teamMember,
  planVersion,
];

/** Every kind of cause. What no named kind answers for is found field by field, so that no difference goes unexplained. */
export const causeKinds: readonly CauseKind[] = [...named, otherFacts(named)];
