import { setTimeout as sleep } from "node:timers/promises";
import type { Answer } from "../../answer/answer.js";
import { trace } from "../../failure.js";
import type { SlackDeps } from "./deps.js";
import { actionsOf, homeBlocks, homeOf } from "./home-blocks.js";
import { sentenceOf } from "./sentence.js";
import { ownerOf, withIds } from "./states.js";
import { whoIs } from "./who.js";
import type { SlackWorkspace } from "./workspaces.js";

/** Homes not opened for so long are drawn when they are opened again. */
const WARM_MS = 14 * 86_400_000;
const CHECK_EVERY_MS = 30_000;
/** Slack takes about a hundred a minute from one app in a workspace. */
const AT_ONCE = 20;
const BETWEEN_MS = 700;

/** Draws the Home tab of whoever opened it; whoever is unknown is told so there. */
export async function showHome(deps: SlackDeps, workspace: SlackWorkspace, userId: string): Promise<void> {
  const who = await whoIs(deps, workspace, userId);
  if (!who.ok) return await workspace.api.publishHome(userId, homeOf(sentenceOf(who.message).blocks));
  await publish(deps, workspace, userId, who);
  const { orgId, personId } = who;
  await deps.store.slackHomes.opened(
    { orgId, personId, workspaceId: workspace.key, teamId: workspace.teamId, userId },
    deps.now(),
  );
}

async function publish(
  deps: SlackDeps,
  workspace: SlackWorkspace,
  userId: string,
  { orgId, personId }: { readonly orgId: string; readonly personId: string },
): Promise<void> {
  const home = await deps.home.viewOf({ orgId, personId, now: deps.now() });
  const drawn = { text: home.headline, blocks: homeBlocks(home) };
  const actions = actionsOf(home);
  const { message } = await withIds(deps, drawn, { skill: "home", actions }, ownerOf(workspace, userId));
  await workspace.api.publishHome(userId, homeOf(message.blocks));
}

/**
 * Draws the asker's own Home anew where an answer says that something was changed by it, if they ever opened it. Nothing waits for it:
 * the tab is drawn again whenever it is opened.
 */
export function redrawAfter(
  deps: SlackDeps,
  workspace: SlackWorkspace,
  userId: string,
  said: Pick<Answer, "changed"> | string,
): void {
  if (typeof said === "string" || !said.changed) return;
  void deps.turns.run(`${workspace.key}:${userId}:home`, async () => {
    try {
      const who = await whoIs(deps, workspace, userId);
      if (!who.ok) return;
      const homes = await deps.store.slackHomes.listOfPerson(who.personId);
      if (homes.some((home) => home.workspaceId === workspace.key && home.userId === userId))
        await publish(deps, workspace, userId, who);
    } catch (error) {
      deps.log.warn({ event: "slack_home_stale", ...trace(error) }, "a home was not drawn");
    }
  });
}

/** Suggested prompts for whoever opened the conversation; without them Slack shows those of the manifest. */
export async function suggest(
  deps: SlackDeps,
  workspace: SlackWorkspace,
  userId: string,
  channel: string,
): Promise<void> {
  const who = await whoIs(deps, workspace, userId);
  if (!who.ok) return;
  const { title, prompts } = await deps.home.promptsOf({ orgId: who.orgId, personId: who.personId, now: deps.now() });
  if (prompts.length > 0) await workspace.api.setPrompts(channel, title, prompts);
}

/** Draws opened Home tabs again when data came in, whichever process took it in. */
export function keepHomesFresh(deps: SlackDeps): { stop(): void } {
  let busy = false;
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    void refreshHomes(deps)
      .catch((error: unknown) => deps.log.warn({ event: "slack_homes_stale", ...trace(error) }, "homes were not drawn"))
      .finally(() => {
        busy = false;
      });
  }, CHECK_EVERY_MS);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}

/** One round: each outdated home once, whoever else is at it; one that fails is drawn when it is opened. */
export async function refreshHomes(deps: SlackDeps, betweenMs = BETWEEN_MS): Promise<number> {
  const since = new Date(deps.now().getTime() - WARM_MS);
  const outdated = await deps.store.slackHomes.claimOutdated(since, AT_ONCE);
  for (const [i, { workspaceId, teamId, userId }] of outdated.entries()) {
    if (i > 0) await sleep(betweenMs);
    try {
      const workspace = await deps.workspaces.get(workspaceId, teamId);
      const who = workspace && (await whoIs(deps, workspace, userId));
      if (workspace && who?.ok) await publish(deps, workspace, userId, who);
    } catch (error) {
      deps.log.warn({ event: "slack_home_stale", ...trace(error) }, "a home was not drawn");
    }
  }
  return outdated.length;
}
