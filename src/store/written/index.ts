import { enqueue, type NewMessage } from "../outbox.js";
import type { Sql } from "../sql.js";
import type { Organisation } from "../store.js";
import {
  type AcknowledgementReads,
  type AcknowledgementWrites,
  acknowledgementReads,
  acknowledgementWrites,
} from "./acknowledgements.js";
import { type AdjustmentReads, type AdjustmentWrites, adjustmentReads, adjustmentWrites } from "./adjustments.js";
import {
  type AnnouncementReads,
  type AnnouncementWrites,
  announcementReads,
  announcementWrites,
} from "./announcements.js";
import { type AuditWrites, auditWrites } from "./audit.js";
import { type CoachingReads, type CoachingWrites, coachingReads, coachingWrites } from "./coaching.js";
import { type DisputeReads, type DisputeWrites, disputeReads, disputeWrites } from "./disputes.js";
import { type GoalReads, type GoalWrites, goalReads, goalWrites } from "./goals.js";
import { type IdentityReads, type IdentityWrites, identityReads, identityWrites } from "./identities.js";
import { type NudgeReads, type NudgeWrites, nudgeReads, nudgeWrites } from "./nudges.js";
import { type PreferenceReads, type PreferenceWrites, preferenceReads, preferenceWrites } from "./preferences.js";
import { type ProposalReads, type ProposalWrites, proposalReads, proposalWrites } from "./proposals.js";

/** The writes of one transaction, all of them or none. */
export interface Writes
  extends AcknowledgementWrites,
    AdjustmentWrites,
    AnnouncementWrites,
    AuditWrites,
    CoachingWrites,
    DisputeWrites,
    GoalWrites,
    IdentityWrites,
    NudgeWrites,
    PreferenceWrites,
    ProposalWrites {
  /** Puts messages in the outbox: they exist exactly when their cause does. Gives the ids of those that are new. */
  enqueue(messages: readonly NewMessage[]): Promise<readonly string[]>;
}

/** What people write in Pacer, as opposed to what is imported: read one by one, written together. */
export interface Written
  extends AcknowledgementReads,
    AdjustmentReads,
    AnnouncementReads,
    CoachingReads,
    DisputeReads,
    GoalReads,
    IdentityReads,
    NudgeReads,
    PreferenceReads,
    ProposalReads {
  /**
   * Runs `fn` in one transaction: committed when it resolves, undone when it throws. On the embedded database everybody else waits,
   * and a read through the store itself would wait for ever: within it read and write through what `fn` is given alone.
   */
  write<T>(fn: (writes: Writes) => Promise<T>): Promise<T>;
}

export function written(sql: Sql, organisation: Organisation): Written {
  return {
    ...acknowledgementReads(sql, organisation),
    ...adjustmentReads(sql, organisation),
    ...announcementReads(sql, organisation),
    ...coachingReads(sql, organisation),
    ...disputeReads(sql, organisation),
    ...goalReads(sql, organisation),
    ...identityReads(sql, organisation),
    ...nudgeReads(sql, organisation),
    ...preferenceReads(sql, organisation),
    ...proposalReads(sql, organisation),
    write: (fn) =>
      sql.withTransaction((transaction) =>
        fn({
          enqueue: (messages) => enqueue(transaction, organisation.id, messages),
          ...acknowledgementWrites(transaction, organisation),
          ...adjustmentWrites(transaction, organisation),
          ...announcementWrites(transaction, organisation),
          ...auditWrites(transaction, organisation),
          ...coachingWrites(transaction, organisation),
          ...disputeWrites(transaction, organisation),
          ...goalWrites(transaction, organisation),
          ...identityWrites(transaction, organisation),
          ...nudgeWrites(transaction, organisation),
          ...preferenceWrites(transaction, organisation),
          ...proposalWrites(transaction, organisation),
        }),
      ),
  };
}
