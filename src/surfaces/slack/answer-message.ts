import type { Answer } from "../../answer/answer.js";
import { isBlocksRefused } from "./calls.js";
import type { SlackDeps } from "./deps.js";
import { feedbackBlock } from "./feedback-blocks.js";
import { renderSlack, type SlackMessage } from "./render.js";
import { withIds } from "./states.js";

/** Answers that nobody needs an opinion about. */
const UNRATED = new Set(["smalltalk", "forget", "clarify"]);

interface Options {
  /** Whose buttons they are; null = whoever sees the message. */
  readonly owner: string | null;
  /** Asks whether the answer helped. */
  readonly rated: boolean;
  /** Tables as the client draws them; Home tabs and modals take none. */
  readonly native?: boolean;
}

/** The answer as a message whose buttons carry ids. */
export async function messageOf(
  deps: Pick<SlackDeps, "store" | "now">,
  answer: Answer,
  { owner, rated, native = true }: Options,
): Promise<SlackMessage> {
  const { message, id } = await withIds(deps, renderSlack(answer, { native }), answer, owner);
  if (!rated || answer.outcome !== "answer" || UNRATED.has(answer.skill)) return message;
  return { ...message, blocks: [...message.blocks, feedbackBlock(id)] };
}

/** Once more with plainer blocks when Slack refuses the first ones; a refused message was not posted. */
export async function drawn<T>(
  deps: Pick<SlackDeps, "store" | "now">,
  answer: Answer,
  options: Options,
  send: (message: SlackMessage) => Promise<T>,
): Promise<T> {
  try {
    return await send(await messageOf(deps, answer, options));
  } catch (error) {
    if (!isBlocksRefused(error)) throw error;
    return await send(await messageOf(deps, answer, { ...options, rated: false, native: false }));
  }
}
