import type { App, RespondFn } from "@slack/bolt";
import { timeOf } from "../../answer-question.js";
import type { SlackDeps } from "../deps.js";
import { rate } from "../feedback.js";
import { FEEDBACK_ACTION } from "../feedback-blocks.js";
import { openFields, openFormOf } from "../fields-flow.js";
import { OPEN_WHAT_IF } from "../home-blocks.js";
import { answerInWindow, waitingWindow, windowOf } from "../modal.js";
import { type Press, pressOf, shortcutOf } from "../press.js";
import { ASK_ACTION } from "../render.js";
import { privateLine, sentenceOf } from "../sentence.js";
import { findAnswer, GONE, ownerOf } from "../states.js";
import { changeWhatIf, openWhatIf, WHAT_IF_FORM } from "../what-if-modal.js";
import type { SlackWorkspace } from "../workspaces.js";
import type { Taking } from "./taking.js";

/** Buttons, changed fields and the shortcut on messages. Every press is acknowledged; only those of ours do something. */
export function listenToPresses(bolt: App, deps: SlackDeps, { answer, inWorkspace, later }: Taking): void {
  bolt.action({ type: "block_actions", action_id: /.*/ }, async ({ ack, body, respond, context }) => {
    await ack();
    await inWorkspace(context, (workspace) => {
      const press = pressOf(body, workspace);
      if (press) take(workspace, press, respond);
    });
  });

  bolt.shortcut("ask_about_deal", async ({ ack, body, context }) => {
    await ack();
    const shortcut = shortcutOf(body);
    if (!shortcut) return;
    await inWorkspace(context, (workspace) =>
      later(`${workspace.key}:${shortcut.userId}:form`, "shortcut", () => openWhatIf(deps, workspace, shortcut)),
    );
  });

  function take(workspace: SlackWorkspace, press: Press, respond: RespondFn): void {
    const { userId, actionId, triggerId, view } = press;
    const line = (what: string) => `${workspace.key}:${userId}:${what}`;
    if (ASK_ACTION.test(actionId)) later(line("press"), "press", () => askAgain(workspace, press, respond));
    else if (actionId === FEEDBACK_ACTION) later(line("feedback"), "feedback", () => rate(deps, workspace, press));
    else if (actionId === OPEN_WHAT_IF)
      later(line("form"), "what_if", () => openWhatIf(deps, workspace, { userId, triggerId }));
    else if (view?.callbackId === WHAT_IF_FORM)
      later(line("form"), "what_if", () => changeWhatIf(deps, workspace, { ...press, view }));
  }

  /** The question of a button, asked as whoever pressed: below a message in its conversation, elsewhere in a window. */
  async function askAgain(workspace: SlackWorkspace, press: Press, respond: RespondFn): Promise<void> {
    const { userId, actionId, triggerId, eventKey, value, message, view } = press;
    const found = await findAnswer(deps, value, ownerOf(workspace, userId));
    const asked = found.ok ? found.data.asks[actionId] : undefined;
    if (asked?.form) return await openFormOf(deps, workspace, press, asked.ask);
    if (asked?.fields?.length) return await openFields(deps, workspace, press, asked);
    const pressed = asked?.ask;
    const opened = view?.type === "home" ? await workspace.api.openView(triggerId, waitingWindow()) : view;
    if (pressed && opened)
      return await answerInWindow(deps, workspace, { userId, viewId: opened.id, eventKey, pressed });
    if (pressed && message)
      return answer(workspace, { kind: "button", eventKey, userId, ...message, markup: "", pressed }, respond);
    if (!(await deps.store.takeEvent(eventKey, timeOf(deps)))) return;
    const { blocks, text } = sentenceOf(GONE[found.ok ? "gone" : found.why]);
    if (opened) await workspace.api.updateView(opened.id, undefined, windowOf(blocks));
    else await privateLine(respond, { blocks, text });
  }
}
