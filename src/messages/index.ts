import { adminDigest } from "./admin-digest.js";
import { announcement } from "./announcements/announcement.js";
import { planAnnouncement } from "./announcements/plan-announcement.js";
import { planEscalation } from "./announcements/plan-escalation.js";
import { planReminder } from "./announcements/plan-reminder.js";
import { dealCredited } from "./deal-credited.js";
import type { AnyMessageKind } from "./define-message.js";
import { repBrief } from "./rep-brief.js";
import { weeklyDigest } from "./weekly-digest.js";

export type MessageKinds = ReadonlyMap<string, AnyMessageKind>;

/** Every kind of message by name, one file each. */
export const messageKinds: MessageKinds = new Map(
  (
    [
      dealCredited,
      weeklyDigest,
      repBrief,
      adminDigest,
      announcement,
      planAnnouncement,
      planReminder,
      planEscalation,
    ] as readonly AnyMessageKind[]
  ).map((kind) => [kind.name, kind]),
);
