import type { KnownBlock, ModalView } from "@slack/types";
import type { Answer } from "../../answer/answer.js";
import type { Delivery, Inbound } from "../answer-question.js";
import { answerQuestion } from "../answer-question.js";
import { messageOf } from "./answer-message.js";
import type { SlackDeps } from "./deps.js";
import { SLACK_LIMITS } from "./render-limits.js";
import { plainText } from "./render-text.js";
import { sentenceOf } from "./sentence.js";
import { ownerOf } from "./states.js";
import { accountIn } from "./who.js";
import type { SlackWorkspace } from "./workspaces.js";

/** A window that shows something and asks nothing. Only whoever opened it sees it. */
export const windowOf = (blocks: KnownBlock[]): ModalView => ({
  type: "modal",
  callback_id: "answer",
  title: plainText("Pacer", SLACK_LIMITS.viewTitle),
  close: plainText("Close", SLACK_LIMITS.viewTitle),
  blocks: blocks.slice(0, SLACK_LIMITS.viewBlocks),
});

export const waitingWindow = (): ModalView => windowOf(sentenceOf("Working it out…").blocks);

/** A question whose answer is shown in a window that is open already. */
export async function answerInWindow(
  deps: SlackDeps,
  workspace: SlackWorkspace,
  asked: {
    readonly userId: string;
    readonly viewId: string;
    readonly eventKey: string;
    readonly pressed: NonNullable<Inbound["pressed"]>;
  },
): Promise<void> {
  const { userId, viewId, eventKey, pressed } = asked;
  const show = (blocks: KnownBlock[]) => workspace.api.updateView(viewId, undefined, windowOf(blocks));
  const draw = async (answer: Answer) => {
    const options = { owner: ownerOf(workspace, userId), rated: false, native: false };
    await show((await messageOf(deps, answer, options)).message.blocks);
  };
  const delivery: Delivery = {
    account: () => accountIn(workspace, userId),
    rechecks: true,
    inPlace: draw,
    privately: draw,
    plainly: (sentence) => show(sentenceOf(sentence).blocks),
  };
  await answerQuestion(
    deps,
    {
      platform: "slack",
      workspaceId: workspace.key,
      userId,
      eventKey,
      conversation: `slack:${workspace.key}:${userId}:window`,
      channel: "dm",
      text: async () => "",
      pressed,
    },
    delivery,
  );
}
