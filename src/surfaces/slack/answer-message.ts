import type { Answer } from "../../answer/answer.js";
import type { Chart } from "../../answer/chart.js";
import { isBlocksRefused } from "./calls.js";
import { nativeCharts } from "./charts.js";
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
  /** Tables and charts as the client draws them; Home tabs and windows take none. */
  readonly native?: boolean;
}

/** The answer as a message whose buttons carry ids, and the charts that it does not show. */
export async function messageOf(
  deps: Pick<SlackDeps, "store" | "now">,
  answer: Answer,
  { owner, rated, native = true }: Options,
): Promise<{ readonly message: SlackMessage; readonly undrawn: readonly Chart[] }> {
  const { message, id } = await withIds(deps, renderSlack(answer, { native }), answer, owner);
  const charts = answer.charts ?? [];
  const { blocks, left } = native ? nativeCharts(charts) : { blocks: [], left: charts };
  const asks = rated && answer.outcome === "answer" && !UNRATED.has(answer.skill);
  return {
    message: { ...message, blocks: [...message.blocks, ...blocks, ...(asks ? [feedbackBlock(id)] : [])] },
    undrawn: left,
  };
}

/** Once more with plainer blocks when Slack refuses the first ones; a refused message was not posted. Gives what is left to draw. */
export async function drawn(
  deps: Pick<SlackDeps, "store" | "now">,
  answer: Answer,
  options: Options,
  send: (message: SlackMessage) => Promise<unknown>,
): Promise<readonly Chart[]> {
  const attempt = async (how: Options) => {
    const { message, undrawn } = await messageOf(deps, answer, how);
    await send(message);
    return undrawn;
  };
  try {
    return await attempt(options);
  } catch (error) {
    if (!isBlocksRefused(error)) throw error;
    return await attempt({ ...options, rated: false, native: false });
  }
}
