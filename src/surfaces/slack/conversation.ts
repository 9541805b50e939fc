import type { RespondFn } from "@slack/bolt";
import type { Answer } from "../../answer/answer.js";
import { trace } from "../../failure.js";
import type { Channel } from "../../question.js";
import type { Delivery, Inbound } from "../answer-question.js";
import { plain } from "../plain.js";
import type { SurfaceDeps } from "../surface.js";
import { within } from "../within.js";
import { CALL_TIMEOUT_MS, isBlocksRefused, type SlackApi } from "./api.js";
import { mentionedUsers, readMarkup, type SlackAsk } from "./parse.js";
import { renderSlack, type SlackMessage } from "./render.js";
import { SLACK_LIMITS } from "./render-limits.js";
import { escapeText, plainText } from "./render-text.js";

export interface SlackWorkspace {
  readonly api: SlackApi;
  readonly teamId: string;
  readonly botUserId: string;
  readonly botId: string;
}

/** Where a question was asked and the ways back. `respond` reaches the presser or the user of a command, anywhere. */
export interface Place {
  readonly workspace: SlackWorkspace;
  readonly ask: SlackAsk;
  readonly respond?: RespondFn;
}

/** The question in words (none asks for help), people by name, the kind of place settled. */
export async function inboundOf(deps: SurfaceDeps, place: Place): Promise<Inbound> {
  const { ask, workspace } = place;
  return {
    platform: "slack",
    workspaceId: workspace.teamId,
    userId: ask.userId,
    eventKey: ask.eventKey,
    conversation: `slack:${workspace.teamId}:${ask.channelId}`,
    channel: await channelOf(deps, place),
    text: async () => readMarkup(ask.markup, workspace.botUserId, await namesOf(deps, place)) || "help",
    ...(ask.pressed ? { pressed: ask.pressed } : {}),
  };
}

/**
 * A command or a button may come from a direct conversation between two people, which looks like one with Pacer: it counts
 * as one-to-one only when it is the very conversation that Slack opens between Pacer and the asker. In doubt: public.
 */
async function channelOf({ log }: SurfaceDeps, { ask, workspace }: Place): Promise<Channel> {
  if (ask.kind === "message") return "dm";
  if (ask.channelId.startsWith("D")) {
    try {
      return (await workspace.api.openDirect(ask.userId)) === ask.channelId ? "dm" : "group";
    } catch (error) {
      log.warn({ event: "slack_direct_unknown", ...trace(error) }, "could not tell whose direct conversation it is");
      return "public";
    }
  }
  if (ask.channelName === "privategroup") return "private";
  return ask.channelName?.startsWith("mpdm-") ? "group" : "public";
}

/** Names of the people mentioned in a question, as far as they are linked: "what about @Dana" means the person behind it. */
async function namesOf({ store, log }: SurfaceDeps, { ask, workspace }: Place): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  try {
    const organisation = await store.findWorkspace("slack", workspace.teamId);
    if (!organisation) return names;
    const org = store.forOrganisation(organisation);
    for (const userId of mentionedUsers(ask.markup, workspace.botUserId)) {
      const linked = await store.findIdentity("slack", workspace.teamId, userId);
      const person =
        linked?.orgId === organisation.id
          ? await org.findPerson(linked.personId)
          : await personByEmail(org, (await workspace.api.account(userId, workspace.teamId)).emails[0]);
      if (person) names.set(userId, person.name);
    }
  } catch (error) {
    // The question is asked with what is known; whose name is missing is asked back by the answer.
    log.warn({ event: "slack_mention_unknown", ...trace(error) }, "could not look up who is mentioned");
  }
  return names;
}

async function personByEmail(
  org: ReturnType<SurfaceDeps["store"]["forOrganisation"]>,
  email: string | undefined,
): Promise<{ name: string } | null> {
  const person = email ? await org.findPersonByEmailOrName(email) : null;
  return person?.email?.toLowerCase() === email?.toLowerCase() ? person : null;
}

export function deliveryOf({ workspace, ask, respond }: Place, channel: Channel): Delivery {
  const { api, teamId } = workspace;
  const here = (message: SlackMessage) => {
    if (channel !== "dm" && respond) return privateLine(respond, message);
    return api.post(ask.channelId, ask.threadTs, message);
  };
  return {
    account: () => api.account(ask.userId, teamId),
    inPlace: (answer) => drawn(answer, here),
    async privately(answer) {
      const direct = await api.openDirect(ask.userId);
      await drawn(answer, (message) => api.post(direct, undefined, message));
    },
    plainly: (sentence) =>
      ask.kind === "mention"
        ? api.postEphemeral(ask.channelId, ask.userId, sentenceOf(sentence))
        : here(sentenceOf(sentence)),
  };
}

const sentenceOf = (sentence: string): SlackMessage => ({
  text: escapeText(plain(sentence)),
  blocks: [{ type: "section", text: plainText(sentence, SLACK_LIMITS.sectionText) }],
});

/** Once more with plainer blocks when Slack refuses the first ones; a refused message was not posted. */
async function drawn(answer: Answer, send: (message: SlackMessage) => Promise<void>): Promise<void> {
  try {
    await send(renderSlack(answer));
  } catch (error) {
    if (!isBlocksRefused(error)) throw error;
    await send(renderSlack(answer, { native: false }));
  }
}

async function privateLine(respond: RespondFn, { text, blocks }: SlackMessage): Promise<void> {
  await within(CALL_TIMEOUT_MS, respond({ response_type: "ephemeral", replace_original: false, text, blocks }));
}
