import { AskError } from "../../errors.js";
import { trace } from "../../failure.js";
import type { Logger } from "../../log.js";
import type { Person, Store } from "../../store/store.js";
import { sentenceOf } from "./sentence.js";
import { accountIn } from "./who.js";
import type { SlackWorkspace } from "./workspaces.js";

/**
 * Moves a person's link to another account of the workspace, which an admin decides: an address alone does not. The accounts
 * that had it are told in their own conversation, so that a move nobody asked for is noticed. Gives how many were told.
 */
export async function relink(
  { store, log, now }: { readonly store: Store; readonly log: Logger; readonly now: () => Date },
  workspace: SlackWorkspace,
  moved: { readonly orgId: string; readonly person: Person; readonly userId: string; readonly actor: string },
): Promise<{ readonly before: number; readonly told: number }> {
  const { orgId, person, userId, actor } = moved;
  const { standing } = await accountIn(workspace, userId);
  if (standing !== "member" && standing !== "unconfirmed")
    throw new AskError(
      `${userId} is no full member of the workspace (${standing}).`,
      "Give the id of a member's account.",
    );
  const at = {
    platform: "slack",
    workspaceId: workspace.key,
    userId,
    orgId,
    personId: person.id,
    now: now(),
    actor,
  } as const;
  const before = await store.relinkIdentity(at);
  log.info(
    { event: "identity_relinked", orgId, personId: person.id, before: before.length },
    "a person's link was moved",
  );
  let told = 0;
  for (const old of before) {
    try {
      const direct = await workspace.api.openDirect(old.userId);
      await workspace.api.post(direct, undefined, sentenceOf(MOVED));
      told += 1;
    } catch (error) {
      log.warn({ event: "relink_untold", ...trace(error) }, "an account that lost its link could not be told");
    }
  }
  return { before: before.length, told };
}

const MOVED =
  "Your Pacer admin has moved your connection to Pacer to another Slack account, so I don't answer here any more. If you did not expect that, please tell your admin now.";
