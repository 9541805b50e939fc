import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { ModalView } from "@slack/types";
import type { Action } from "../../answer/answer.js";
import { answerQuestion } from "../answer-question.js";
import { deliveryOf, inboundOf } from "./conversation.js";
import type { SlackDeps } from "./deps.js";
import { errorsOf, fieldsView } from "./fields-modal.js";
import { type FieldsState, saveFields } from "./fields-state.js";
import { answerFor, viewOf, waitingWindow } from "./modal.js";
import type { Press } from "./press.js";
import type { AskState } from "./states.js";
import type { SlackWorkspace } from "./workspaces.js";

/** Slack shows an error where a form that was sent is not taken within three seconds. */
const PATIENCE_MS = 2_000;

type Pressed = Pick<Press, "userId" | "triggerId" | "message" | "view">;

/** What has to be filled in before a button's question is asked. In a window it takes the window's place. */
export async function openFields(
  deps: SlackDeps,
  workspace: SlackWorkspace,
  press: Pressed,
  asked: AskState,
): Promise<void> {
  const { userId, triggerId, message, view } = press;
  const inWindow = view?.type === "modal";
  const state = { ...asked, label: "Before I answer", inWindow, ...(message ? { message } : {}) };
  const id = await saveFields(deps, workspace, userId, state);
  if (inWindow) await workspace.api.updateView(view.id, undefined, fieldsView(id, state));
  else await workspace.api.openView(triggerId, fieldsView(id, state));
}

/** A form of its own: the window first, since a trigger is good for three seconds, then what is to be filled in. */
export async function openFormOf(
  deps: SlackDeps,
  workspace: SlackWorkspace,
  { userId, triggerId, view }: Pressed,
  pressed: Action["ask"],
): Promise<void> {
  const { id } = view?.type === "modal" ? view : await workspace.api.openView(triggerId, waitingWindow());
  const shown = await answerFor(deps, workspace, { userId, eventKey: keyOf(workspace), pressed });
  const [fillIn] = typeof shown === "string" ? [] : (shown.actions ?? []);
  if (typeof shown === "string" || !fillIn?.fields)
    return await workspace.api.updateView(id, undefined, await viewOf(deps, workspace, userId, shown));
  const { headline, body } = shown;
  const state = { ...toState(fillIn), label: headline, inWindow: true, ...(body ? { about: body } : {}) };
  const stateId = await saveFields(deps, workspace, userId, state);
  await workspace.api.updateView(id, undefined, fieldsView(stateId, state));
}

const toState = ({ ask, fields = [] }: Action): AskState => ({ ask, fields: [...fields] as AskState["fields"] });

/** How Slack is told what becomes of a window that was sent: its fields to mend, or what takes its place. */
export type Taken =
  | { readonly response_action: "errors"; readonly errors: Record<string, string> }
  | { readonly response_action: "update"; readonly view: ModalView };

/** The answer in the window that was sent. One that takes longer than Slack waits is shown when it is there. */
export async function answerFilledIn(
  deps: SlackDeps,
  workspace: SlackWorkspace,
  { userId, viewId }: { readonly userId: string; readonly viewId: string },
  state: FieldsState,
): Promise<{ readonly taken: Taken; readonly rest?: () => Promise<void> }> {
  // A form may be sent again as it is, once what it is about has changed; doing a thing twice is prevented where it is done.
  const answering = answerFor(deps, workspace, { userId, eventKey: keyOf(workspace), pressed: state.ask });
  const inTime = await Promise.race([answering, sleep(PATIENCE_MS, null, { ref: false })]);
  if (inTime === null)
    return {
      taken: { response_action: "update", view: waitingWindow() },
      rest: async () =>
        workspace.api.updateView(viewId, undefined, await viewOf(deps, workspace, userId, await answering)),
    };
  if (typeof inTime !== "string" && inTime.faults)
    return { taken: { response_action: "errors", errors: errorsOf(state, inTime.faults) } };
  return { taken: { response_action: "update", view: await viewOf(deps, workspace, userId, inTime) } };
}

const keyOf = ({ key }: SlackWorkspace): string => `slack:${key}:window:${randomUUID()}`;

/** The question as it was filled in, answered where the button stood. */
export async function askFilledIn(
  deps: SlackDeps,
  workspace: SlackWorkspace,
  userId: string,
  stateId: string,
  { ask: pressed, message }: FieldsState,
): Promise<void> {
  const channelId = message?.channelId ?? (await workspace.api.openDirect(userId));
  const ask = {
    kind: "button" as const,
    // A form is sent once: an hour later its state is gone, and until then this key is taken.
    eventKey: `slack:${workspace.key}:form:${stateId}`,
    userId,
    channelId,
    ...(message?.threadTs ? { threadTs: message.threadTs } : {}),
    markup: "",
    pressed,
  };
  const inbound = await inboundOf(deps, { workspace, ask });
  // Without a response address a channel gets its line for the asker alone, as for a mention.
  const delivery = deliveryOf(
    deps,
    { workspace, ask: inbound.channel === "dm" ? ask : { ...ask, kind: "mention" } },
    inbound.channel,
  );
  await answerQuestion(deps, inbound, delivery);
}
