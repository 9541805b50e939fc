import type { KnownBlock, ModalView } from "@slack/types";
import type { Answer } from "../../answer/answer.js";
import type { Delivery, Inbound } from "../answer-question.js";
import { answerQuestion } from "../answer-question.js";
import { messageOf } from "./answer-message.js";
import type { SlackDeps } from "./deps.js";
import { redrawAfter } from "./home-tab.js";
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

/** What a window asks, as whoever has it open: the answer, or a sentence in its place. */
export async function answerFor(
  deps: SlackDeps,
  workspace: SlackWorkspace,
  asked: {
    readonly userId: string;
    readonly eventKey: string;
    readonly pressed: NonNullable<Inbound["pressed"]>;
  },
): Promise<Answer | string> {
  const { userId, eventKey, pressed } = asked;
  let said: Answer | string = "I am on it already.";
  const take = async (what: Answer | string) => {
    said = what;
  };
  const delivery: Delivery = {
    account: () => accountIn(workspace, userId),
    rechecks: true,
    inPlace: take,
    privately: take,
    plainly: take,
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
  redrawAfter(deps, workspace, userId, said);
  return said;
}

export async function viewOf(
  deps: SlackDeps,
  workspace: SlackWorkspace,
  userId: string,
  said: Answer | string,
): Promise<ModalView> {
  if (typeof said === "string") return windowOf(sentenceOf(said).blocks);
  const options = { owner: ownerOf(workspace, userId), rated: false, native: false };
  return windowOf((await messageOf(deps, said, options)).message.blocks);
}

/** A question whose answer is shown in a window that is open already. */
export async function answerInWindow(
  deps: SlackDeps,
  workspace: SlackWorkspace,
  { viewId, ...asked }: { readonly viewId: string } & Parameters<typeof answerFor>[2],
): Promise<void> {
  const said = await answerFor(deps, workspace, asked);
  await workspace.api.updateView(viewId, undefined, await viewOf(deps, workspace, asked.userId, said));
}
