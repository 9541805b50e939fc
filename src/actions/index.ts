import { addCommitment } from "./add-commitment.js";
import { addNote } from "./add-note.js";
import { adjust } from "./adjust.js";
import { announce } from "./announce.js";
import { answerGoal } from "./answer-goal.js";
import { answerPlan } from "./answer-plan.js";
import { assignDispute } from "./assign-dispute.js";
import { cancelAnnouncement } from "./cancel-announcement.js";
import { changeDefaults } from "./change-defaults.js";
import { changeGoal } from "./change-goal.js";
import { changeSettings } from "./change-settings.js";
import type { AnyAction } from "./define-action.js";
import { endCommitment } from "./end-commitment.js";
import { endGoal } from "./end-goal.js";
import { mapIdentity } from "./map-identity.js";
import { openDispute } from "./open-dispute.js";
import { openNotes } from "./open-notes.js";
import { rateNudge } from "./rate-nudge.js";
import { replyToDispute } from "./reply-to-dispute.js";
import { resolveDispute } from "./resolve-dispute.js";
import { setGoal } from "./set-goal.js";
import { shareNote } from "./share-note.js";
import { withdrawDispute } from "./withdraw-dispute.js";

const all: readonly AnyAction[] = [
  changeSettings,
  changeDefaults,
  setGoal,
  changeGoal,
  endGoal,
  answerGoal,
  openDispute,
  replyToDispute,
  resolveDispute,
  withdrawDispute,
  assignDispute,
  answerPlan,
  adjust,
  mapIdentity,
  rateNudge,
  announce,
  cancelAnnouncement,
  addCommitment,
  endCommitment,
  addNote,
  shareNote,
  openNotes,
];

/** Every change that can be asked for and confirmed, by its name. */
export const actions: ReadonlyMap<string, AnyAction> = new Map(all.map((action) => [action.name, action]));
