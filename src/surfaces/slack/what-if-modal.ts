import type { KnownBlock, ModalView, PlainTextOption } from "@slack/types";
import { z } from "zod";
import type { WhatIfFields, WhatIfResult } from "../../forms/what-if.js";
import { slackWord } from "./calls.js";
import type { SlackDeps } from "./deps.js";
import { windowOf } from "./modal.js";
import type { FieldValues, Press } from "./press.js";
import { renderSlack } from "./render.js";
import { SLACK_LIMITS } from "./render-limits.js";
import { plainText } from "./render-text.js";
import { sentenceOf } from "./sentence.js";
import { find, GONE, openForm, ownerOf } from "./states.js";
import { whoIs } from "./who.js";
import type { SlackWorkspace } from "./workspaces.js";

export const WHAT_IF_FORM = "what_if";
const KIND = "slack_what_if";
const DEAL = "deal";
const AMOUNT = "amount";

const Deals = z.array(z.object({ key: z.string(), name: z.string() }));
type Deals = z.infer<typeof Deals>;

/** The form with what it comes to so far. Options carry their place in the list, which the state holds. */
function whatIfView(stateId: string, deals: Deals, chosen: number | null, result: WhatIfResult): ModalView {
  const options = deals
    .slice(0, SLACK_LIMITS.options)
    .map(({ name }, i): PlainTextOption => ({ text: plainText(name, SLACK_LIMITS.optionText), value: String(i) }));
  const initial = chosen === null ? undefined : options[chosen];
  return {
    type: "modal",
    callback_id: WHAT_IF_FORM,
    private_metadata: stateId,
    title: plainText("What if…", SLACK_LIMITS.viewTitle),
    submit: plainText("Send it to me", SLACK_LIMITS.viewTitle),
    close: plainText("Close", SLACK_LIMITS.viewTitle),
    blocks: [
      ...(options.length > 0
        ? [
            {
              type: "input" as const,
              block_id: DEAL,
              dispatch_action: true,
              optional: true,
              label: plainText("I close this deal", 100),
              element: {
                type: "static_select" as const,
                action_id: DEAL,
                placeholder: plainText("One of your open deals", 150),
                options,
                ...(initial ? { initial_option: initial } : {}),
              },
            },
          ]
        : []),
      {
        type: "input",
        block_id: AMOUNT,
        dispatch_action: true,
        optional: true,
        label: plainText(options.length > 0 ? "for this amount" : "I close a deal of this amount", 100),
        hint: plainText("Such as 50k. Leave it empty to use the amount on the deal.", SLACK_LIMITS.inputHint),
        element: {
          type: "plain_text_input",
          action_id: AMOUNT,
          max_length: 40,
          dispatch_action_config: { trigger_actions_on: ["on_enter_pressed", "on_character_entered"] },
        },
      },
      { type: "divider" },
      ...resultBlocks(result),
    ],
  };
}

function resultBlocks(result: WhatIfResult): KnownBlock[] {
  if (result.kind === "empty")
    return sentenceOf("Choose a deal or type an amount, and I show what it adds to your payout.").blocks;
  if (result.kind === "wrong")
    return sentenceOf([result.errors.deal, result.errors.amount].filter(Boolean).join(" ")).blocks;
  return renderSlack({ ...result.answer, actions: [] }, { native: false }).blocks;
}

/** Opens the form; `text` is a message that may name one of the asker's deals. */
export async function openWhatIf(
  deps: SlackDeps,
  workspace: SlackWorkspace,
  asked: { readonly userId: string; readonly triggerId: string; readonly text?: string },
): Promise<void> {
  const { userId, triggerId, text } = asked;
  // A trigger is good for three seconds: the window first, what is in it then.
  const { id: viewId } = await workspace.api.openView(triggerId, windowOf(sentenceOf("One moment…").blocks));
  const show = (view: ModalView) => workspace.api.updateView(viewId, undefined, view);
  const who = await whoIs(deps, workspace, userId);
  if (!who.ok) return await show(windowOf(sentenceOf(who.message).blocks));
  const asker = { orgId: who.orgId, personId: who.personId, now: deps.now() };
  const [open, named] = await Promise.all([
    deps.whatIf.deals(asker),
    text === undefined ? [] : deps.whatIf.dealsIn(asker, text),
  ]);
  const chosen = open.findIndex(({ key }) => named.some((deal) => deal.key === key));
  const deals = [...open];
  const stateId = await openForm(deps, KIND, ownerOf(workspace, userId), deals);
  const result =
    chosen < 0
      ? ({ kind: "empty" } as const)
      : await deps.whatIf.result(asker, { deal: deals[chosen]?.key ?? null, amount: "" });
  const view = whatIfView(stateId, deals, chosen < 0 ? null : chosen, result);
  const unnamed = text !== undefined && chosen < 0;
  await show(unnamed ? { ...view, blocks: [...sentenceOf(notNamed(named)).blocks, ...view.blocks] } : view);
}

const notNamed = (named: readonly { readonly name: string }[]): string =>
  named[0]
    ? `${named[0].name} is not open any more. You can try another deal here, or ask me what you earned on it.`
    : "I don't find an open deal of yours in that message. Choose one here.";

/** A field changed: the same form with what it comes to now. */
export async function changeWhatIf(
  deps: SlackDeps,
  workspace: SlackWorkspace,
  { userId, view }: Press & { readonly view: NonNullable<Press["view"]> },
): Promise<void> {
  const found = await find(deps, KIND, Deals, view.stateId, ownerOf(workspace, userId));
  if (!found.ok)
    return await workspace.api.updateView(view.id, view.hash, windowOf(sentenceOf(GONE[found.why]).blocks));
  const outcome = await evaluate(deps, workspace, userId, found.data, view.values);
  if (!outcome.ok)
    return await workspace.api.updateView(view.id, view.hash, windowOf(sentenceOf(outcome.message).blocks));
  try {
    await workspace.api.updateView(view.id, view.hash, whatIfView(view.stateId, found.data, null, outcome.result));
  } catch (error) {
    // Something newer was typed meanwhile, and is on its way here.
    if (slackWord(error) !== "hash_conflict") throw error;
  }
}

/** What the form is worth when it is sent: fields to mend, or the answer. */
export async function submitWhatIf(
  deps: SlackDeps,
  workspace: SlackWorkspace,
  { userId, view }: { readonly userId: string; readonly view: NonNullable<Press["view"]> },
): Promise<{ readonly errors: Readonly<Record<string, string>> } | Extract<WhatIfResult, { kind: "answer" }>> {
  const found = await find(deps, KIND, Deals, view.stateId, ownerOf(workspace, userId));
  if (!found.ok) return { errors: { [AMOUNT]: GONE[found.why] } };
  const outcome = await evaluate(deps, workspace, userId, found.data, view.values);
  if (!outcome.ok) return { errors: { [AMOUNT]: outcome.message } };
  const { result } = outcome;
  if (result.kind === "answer") return result;
  if (result.kind === "empty") return { errors: { [AMOUNT]: "Choose a deal or type an amount." } };
  const { deal, amount } = result.errors;
  // A form without deals has no such field, and Slack takes errors for fields that are there alone.
  const field = deal && found.data.length > 0 ? DEAL : AMOUNT;
  return { errors: { ...(amount ? { [AMOUNT]: amount } : {}), ...(deal ? { [field]: deal } : {}) } };
}

async function evaluate(
  deps: SlackDeps,
  workspace: SlackWorkspace,
  userId: string,
  deals: Deals,
  values: FieldValues,
): Promise<{ ok: true; result: WhatIfResult } | { ok: false; message: string }> {
  const who = await whoIs(deps, workspace, userId);
  if (!who.ok) return who;
  const chosen = values[DEAL];
  const fields: WhatIfFields = {
    deal: chosen && /^\d{1,3}$/.test(chosen) ? (deals[Number(chosen)]?.key ?? null) : null,
    amount: values[AMOUNT] ?? "",
  };
  const asker = { orgId: who.orgId, personId: who.personId, now: deps.now() };
  return { ok: true, result: await deps.whatIf.result(asker, fields) };
}
