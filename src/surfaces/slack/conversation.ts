import type { RespondFn } from "@slack/bolt";
import { trace } from "../../failure.js";
import type { Channel } from "../../question.js";
import type { Delivery, Inbound } from "../answer-question.js";
import { drawn } from "./answer-message.js";
import type { SlackDeps } from "./deps.js";
import { handOver } from "./files.js";
import { GrowingMessage } from "./growing-message.js";
import { redrawAfter } from "./home-tab.js";
import { mentionedUsers, readMarkup, type SlackAsk } from "./parse.js";
import type { SlackMessage } from "./render.js";
import { privateLine, sentenceOf } from "./sentence.js";
import { ownerOf } from "./states.js";
import { accountIn } from "./who.js";
import type { SlackWorkspace } from "./workspaces.js";

/** Where a question was asked and the ways back. `respond` reaches the presser or the user of a command, anywhere. */
export interface Place {
  readonly workspace: SlackWorkspace;
  readonly ask: SlackAsk;
  readonly respond?: RespondFn;
}

/** The question in words (none asks for help), people by name, the kind of place settled. */
export async function inboundOf(deps: SlackDeps, place: Place): Promise<Inbound> {
  const { ask, workspace } = place;
  return {
    platform: "slack",
    workspaceId: workspace.key,
    userId: ask.userId,
    eventKey: ask.eventKey,
    conversation: `slack:${workspace.key}:${ask.channelId}`,
    channel: await channelOf(deps, place),
    text: async () => readMarkup(ask.markup, workspace.botUserId, await namesOf(deps, place)) || "help",
    ...(ask.pressed ? { pressed: ask.pressed } : {}),
  };
}

/**
 * A command or a button may come from a direct conversation between two people, which looks like one with Pacer: it counts
 * as one-to-one only when it is the very conversation that Slack opens between Pacer and the asker. In doubt: public.
 */
async function channelOf({ log }: SlackDeps, { ask, workspace }: Place): Promise<Channel> {
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
async function namesOf({ store, log }: SlackDeps, { ask, workspace }: Place): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  try {
    const organisation = await store.findWorkspace("slack", workspace.key);
    if (!organisation) return names;
    const org = store.forOrganisation(organisation);
    for (const userId of mentionedUsers(ask.markup, workspace.botUserId)) {
      const linked = await store.findIdentity("slack", workspace.key, userId);
      const person =
        linked?.orgId === organisation.id
          ? await org.findPerson(linked.personId)
          : await personByEmail(org, (await accountIn(workspace, userId)).emails[0]);
      if (person) names.set(userId, person.name);
    }
  } catch (error) {
    // The question is asked with what is known; whose name is missing is asked back by the answer.
    log.warn({ event: "slack_mention_unknown", ...trace(error) }, "could not look up who is mentioned");
  }
  return names;
}

async function personByEmail(
  org: ReturnType<SlackDeps["store"]["forOrganisation"]>,
  email: string | undefined,
): Promise<{ name: string } | null> {
  const person = email ? await org.findPersonByEmailOrName(email) : null;
  return person?.email?.toLowerCase() === email?.toLowerCase() ? person : null;
}

const WORKING = ["Looking up your deals…", "Reading the plan…", "Working it out…"] as const;

export function deliveryOf(deps: SlackDeps, { workspace, ask, respond }: Place, channel: Channel): Delivery {
  const { api } = workspace;
  const owner = ownerOf(workspace, ask.userId);
  const here = async (message: SlackMessage): Promise<void> => {
    if (channel !== "dm" && respond) await privateLine(respond, message);
    else await api.post(ask.channelId, ask.threadTs, message);
  };
  const growing = growingOf(deps, { workspace, ask }, channel);
  return {
    account: () => accountIn(workspace, ask.userId),
    rechecks: true,
    working: () => showWorking(deps, { workspace, ask }),
    ...(growing ? { onProgress: (sentence: string) => growing.add(sentence) } : {}),
    async inPlace(answer) {
      redrawAfter(deps, workspace, ask.userId, answer);
      const isOwn = channel === "dm";
      const undrawn = await drawn(deps, answer, { owner: isOwn ? owner : null, rated: isOwn }, async (message) => {
        if (growing?.hasBegun && (await growing.finish(message))) return;
        await here(message);
      });
      if (isOwn)
        await handOver({ api, log: deps.log }, { channel: ask.channelId, threadTs: ask.threadTs }, answer, undrawn);
    },
    async privately(answer) {
      redrawAfter(deps, workspace, ask.userId, answer);
      const direct = await api.openDirect(ask.userId);
      let threadTs: string | undefined;
      const undrawn = await drawn(deps, answer, { owner, rated: true }, async (message) => {
        threadTs = (await api.post(direct, undefined, message)).ts;
      });
      await handOver({ api, log: deps.log }, { channel: direct, threadTs }, answer, undrawn);
    },
    async plainly(sentence) {
      const message = sentenceOf(sentence);
      if (ask.kind === "mention") return await api.postEphemeral(ask.channelId, ask.userId, message);
      if (growing?.hasBegun && (await growing.finish(message))) return;
      await here(message);
    },
  };
}

/** Only where the asker reads along alone, and in the thread that Slack's agent view shows. */
function growingOf({ log }: SlackDeps, { workspace, ask }: Place, channel: Channel): GrowingMessage | null {
  if (channel !== "dm" || ask.kind !== "message" || !ask.threadTs) return null;
  const recipient = { userId: ask.userId, teamId: workspace.teamId };
  return new GrowingMessage({ api: workspace.api, channel: ask.channelId, threadTs: ask.threadTs, recipient, log });
}

/** A courtesy that nothing waits for: workspaces without the agent view refuse it. */
function showWorking({ log }: SlackDeps, { workspace, ask }: Place): void {
  if (ask.kind !== "message" || !ask.threadTs) return;
  workspace.api.setStatus(ask.channelId, ask.threadTs, "is working it out…", WORKING).catch((error: unknown) => {
    log.debug({ event: "slack_status_refused", ...trace(error) }, "no status was shown");
  });
}
