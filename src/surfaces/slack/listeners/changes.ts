import type { App } from "@slack/bolt";
import type { SlackDeps } from "../deps.js";
import { showHome, suggest } from "../home-tab.js";
import { queryOf, type Taking } from "./taking.js";

/** Pacer being opened, people changing, and the app being removed. */
export function listenToChanges(bolt: App, deps: SlackDeps, { inWorkspace, later }: Taking): void {
  bolt.event("app_home_opened", ({ event: { user, tab, channel }, context }) =>
    inWorkspace(context, (workspace) =>
      later(`${workspace.key}:${user}:home`, "home", () =>
        tab === "home" ? showHome(deps, workspace, user) : suggest(deps, workspace, user, channel),
      ),
    ),
  );
  bolt.event("user_change", ({ event, context }) =>
    inWorkspace(context, (workspace) => workspace.api.forgetAccount(event.user.id)),
  );
  bolt.event("app_uninstalled", ({ context }) => deps.workspaces.removed(queryOf(context)));
  bolt.event("tokens_revoked", async ({ event, context }) => {
    if ((event.tokens.bot ?? []).length > 0) await deps.workspaces.removed(queryOf(context));
  });
}
