import type { PlatformAccount } from "../identity.js";
import { type Identified, identify, organisationOf } from "../identity.js";
import type { AnsweringDeps } from "../surface.js";
import type { SlackWorkspace } from "./workspaces.js";

/** What Slack says about a user, as the workspace sees it. */
export const accountIn = (workspace: SlackWorkspace, userId: string): Promise<PlatformAccount> =>
  workspace.api.account(userId, workspace);

/** Who a Slack user is, for what is not a question: a Home tab, a form, an opinion about an answer. */
export async function whoIs(deps: AnsweringDeps, workspace: SlackWorkspace, userId: string): Promise<Identified> {
  const organisation = await organisationOf(deps, "slack", workspace.key);
  return identify({
    store: deps.store,
    log: deps.log,
    organisation,
    platform: "slack",
    workspaceId: workspace.key,
    userId,
    now: deps.now(),
    account: () => accountIn(workspace, userId),
    rechecks: true,
  });
}
