import type { Answer } from "../answer/answer.js";
import { formatMoment } from "../answer/format.js";
import { AskError } from "../errors.js";
import { denial } from "../skills/refusal.js";
import type { OrgStore } from "../store/store.js";
import type { Proposal } from "../store/written/proposals.js";
import type { ActionContext, ActionScope, AnyAction } from "./define-action.js";
import { actions } from "./index.js";
import { settle } from "./settle.js";

/**
 * Does what a preview showed, once: by whoever asked for it, while it is fresh, and with permission and facts looked at anew.
 * `typed` is the word that was written with it, null for a press. Several at once do it once; the others are told so.
 */
export async function confirm(id: string, typed: string | null, context: ActionContext): Promise<Answer> {
  const { store, asker } = context;
  const proposal = await store.findProposal(id);
  // Somebody else's is not told from one that never was.
  if (!proposal || proposal.personId !== asker.id) return NOT_YOURS(context);
  const over = ended(proposal, context);
  if (over) return over;
  if (proposal.typed !== null && typed?.toLowerCase() !== proposal.typed.toLowerCase())
    return say(context, proposal.action, {
      outcome: "clarify",
      headline: `To go ahead, write: confirm ${proposal.typed}`,
      body: "It reaches many people, so a button is not enough.",
    });
  const action = actions.get(proposal.action);
  if (!action) throw new Error(`no action ${proposal.action}`);
  const settled = await settle(action, proposal.input, context);
  if (!settled.allow)
    return {
      ...denial(settled.reason, context.language),
      skill: action.name,
      asOf: context.today,
      locale: context.locale,
    };
  const done = await perform(store, proposal, action, settled.input, settled.scope).catch(async (error: unknown) => {
    // What another press has done meanwhile may be the reason why it cannot be done: then that is what to say.
    if (error instanceof AskError && (await endedNow(id, context))) return null;
    throw error;
  });
  if (done) return say(context, action.name, { ...done, outcome: "answer", changed: true });
  return (await endedNow(id, context)) ?? NOT_YOURS(context);
}

async function endedNow(id: string, context: ActionContext): Promise<Answer | null> {
  const proposal = await context.store.findProposal(id);
  return proposal && ended(proposal, context);
}

/** Takes back what was only shown. */
export async function cancel(id: string, context: ActionContext): Promise<Answer> {
  const { store, asker, now } = context;
  const proposal = await store.findProposal(id);
  if (!proposal || proposal.personId !== asker.id) return NOT_YOURS(context);
  if (await store.cancelProposal(id, now))
    return say(context, proposal.action, { headline: "Cancelled. Nothing was changed." });
  return (await endedNow(id, context)) ?? NOT_YOURS(context);
}

/** The change, its audit row and the mark that it is done, all or none. Null when it was done, cancelled or had expired before. */
async function perform(
  store: OrgStore,
  { id }: Proposal,
  action: AnyAction,
  input: Record<string, unknown>,
  scope: ActionScope,
) {
  const facts = await action.load(input, scope);
  return store.write(async (writes) => {
    if (!(await writes.takeProposal(id, scope.now))) return null;
    const { said, audit } = await action.perform(facts, writes, scope, input);
    const actor = scope.asker.email ?? scope.asker.key;
    await writes.addAudit({ at: scope.now, actor, action: action.name, ...audit });
    return said;
  });
}

/** Why a proposal can no longer be confirmed; null while it can. */
function ended({ doneAt, cancelledAt, expiresAt, action }: Proposal, context: ActionContext): Answer | null {
  const when = (moment: Date) => formatMoment(moment, context.locale);
  if (doneAt)
    return say(context, action, {
      headline: `That is already done: you confirmed it on ${when(doneAt)}.`,
      body: "It was done once and is not done again.",
    });
  if (cancelledAt)
    return say(context, action, { headline: `You cancelled that on ${when(cancelledAt)}. Nothing was changed.` });
  if (expiresAt <= context.now)
    return say(context, action, {
      headline: "That preview is too old to confirm. Nothing was changed.",
      body: "Ask again, and I will show you what it would do now.",
    });
  return null;
}

const NOT_YOURS = (context: ActionContext): Answer => ({
  ...say(context, "confirm", {
    headline: "There is nothing here for you to confirm.",
    body: "Only the person who asked for a change can confirm it, from the preview they were shown.",
  }),
  outcome: "denied",
  confidential: false,
});

const say = (
  { today, locale }: ActionContext,
  skill: string,
  words: Partial<Answer> & Pick<Answer, "headline">,
): Answer => ({ outcome: "answer", figures: [], confidential: true, ...words, skill, input: {}, asOf: today, locale });
