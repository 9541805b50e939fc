import type { SlackDeps } from "./deps.js";
import { FEEDBACK_ACTION, feedbackForm, REASONS, readFeedback } from "./feedback-blocks.js";
import type { Press } from "./press.js";
import { findAnswer, ownerOf } from "./states.js";
import { whoIs } from "./who.js";
import type { SlackWorkspace } from "./workspaces.js";

/** One of the two buttons below an answer. The one for "not helpful" asks what was wrong. */
export async function rate(deps: SlackDeps, workspace: SlackWorkspace, press: Press): Promise<void> {
  const said = press.actionId === FEEDBACK_ACTION ? readFeedback(press.value) : null;
  if (!said) return;
  if (!said.helpful) await workspace.api.openView(press.triggerId, feedbackForm(said.answerId));
  await keep(deps, workspace, press.userId, said.answerId, { helpful: said.helpful, reason: null, comment: null });
}

/** What was wrong, in words. */
export async function rateInWords(
  deps: SlackDeps,
  workspace: SlackWorkspace,
  { userId, view }: { readonly userId: string; readonly view: NonNullable<Press["view"]> },
): Promise<void> {
  const { reason, comment } = view.values;
  await keep(deps, workspace, userId, view.stateId, {
    helpful: false,
    reason: REASONS.some(({ key }) => key === reason) ? (reason ?? null) : null,
    comment: comment?.trim().slice(0, 500) || null,
  });
}

/** Only of an answer that the person was given, and as the person they are. */
async function keep(
  deps: SlackDeps,
  workspace: SlackWorkspace,
  userId: string,
  answerId: string,
  said: { readonly helpful: boolean; readonly reason: string | null; readonly comment: string | null },
): Promise<void> {
  const found = await findAnswer(deps, answerId, ownerOf(workspace, userId));
  if (!found.ok) return;
  const who = await whoIs(deps, workspace, userId);
  const organisation = who.ok ? await deps.store.findWorkspace("slack", workspace.key) : null;
  if (!who.ok || organisation?.id !== who.orgId) return;
  await deps.store.forOrganisation(organisation).saveFeedback({
    personId: who.personId,
    answerId,
    platform: "slack",
    skill: found.data.skill,
    ...said,
    at: deps.now(),
  });
  deps.log.info({ event: "answer_rated", skill: found.data.skill, helpful: said.helpful }, "an answer was rated");
}
