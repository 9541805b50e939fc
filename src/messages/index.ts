import { nudgeRules } from "../nudges/rules/index.js";
import { adminDigest } from "./admin-digest.js";
import { announcement } from "./announcements/announcement.js";
import { planAnnouncement } from "./announcements/plan-announcement.js";
import { planEscalation } from "./announcements/plan-escalation.js";
import { planReminder } from "./announcements/plan-reminder.js";
import { dealCredited } from "./deal-credited.js";
import type { AnyMessageKind } from "./define-message.js";
import { goalProgress } from "./goal-progress.js";
import { nudgeMessage } from "./nudge.js";
import { payoutCalculated } from "./payout-calculated.js";
import { payoutChanged } from "./payout-changed.js";
import { quotaReached } from "./quota-reached.js";
import { repBrief } from "./rep-brief.js";
import { statementReady } from "./statement-ready.js";
import { tierReached } from "./tier-reached.js";
import { weeklyDigest } from "./weekly-digest.js";

export type MessageKinds = ReadonlyMap<string, AnyMessageKind>;

const all: readonly AnyMessageKind[] = [
  dealCredited,
  tierReached,
  quotaReached,
  goalProgress,
  payoutCalculated,
  payoutChanged,
  statementReady,
  weeklyDigest,
  repBrief,
  adminDigest,
  announcement,
  planAnnouncement,
  planReminder,
  planEscalation,
  ...[...nudgeRules.values()].map(nudgeMessage),
];

/** Every kind of message by name, one file each; of nudges, one rule each. */
export const messageKinds: MessageKinds = new Map(all.map((kind) => [kind.name, kind]));
