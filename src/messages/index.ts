import { nudgeRules } from "../nudges/rules/index.js";
import { dealCredited } from "./deal-credited.js";
import type { AnyMessageKind } from "./define-message.js";
import { goalProgress } from "./goal-progress.js";
import { nudgeMessage } from "./nudge.js";
import { payoutCalculated } from "./payout-calculated.js";
import { payoutChanged } from "./payout-changed.js";
import { quotaReached } from "./quota-reached.js";
import { statementReady } from "./statement-ready.js";
import { tierReached } from "./tier-reached.js";

export type MessageKinds = ReadonlyMap<string, AnyMessageKind>;

const all: readonly AnyMessageKind[] = [
  dealCredited,
  tierReached,
  quotaReached,
  goalProgress,
  payoutCalculated,
  payoutChanged,
  statementReady,
  ...[...nudgeRules.values()].map(nudgeMessage),
];

/** Every kind of message by name, one file each; of nudges, one rule each. */
export const messageKinds: MessageKinds = new Map(all.map((kind) => [kind.name, kind]));
