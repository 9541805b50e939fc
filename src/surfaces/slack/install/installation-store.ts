import type { Installation, InstallationStore } from "@slack/oauth";
import { AskError } from "../../../errors.js";
import { trace } from "../../../failure.js";
import type { InstallDeps } from "./deps.js";
import { BOT_SCOPES } from "./scopes.js";
import { findTicket, takeTicket } from "./ticket.js";
import { sealTokens } from "./tokens.js";

/** Where Slack's library puts a finished installation. Reading is done by `installedWorkspaces`, which knows of rotation. */
export function installationStore(deps: InstallDeps): InstallationStore {
  return {
    storeInstallation: (installation) => keep(deps, installation),
    fetchInstallation: async () => {
      throw new Error("installations are read by installedWorkspaces");
    },
  };
}

/**
 * The tokens are sealed and the workspace speaks for the organisation whose admin made the installation link. A workspace that
 * speaks for another one already is left as it is: it would take its people's figures along.
 */
async function keep(deps: InstallDeps, installation: Installation<"v1" | "v2", boolean>): Promise<void> {
  const { store, keyring, log, clock } = deps;
  const { bot, enterprise, team, isEnterpriseInstall, user, metadata } = installation;
  const place = isEnterpriseInstall ? enterprise : team;
  if (!bot || !place) throw new AskError("Slack gave no bot token.", "Start again from the installation link.");
  const lacking = BOT_SCOPES.filter((scope) => !bot.scopes.includes(scope));
  if (lacking.length > 0)
    throw new AskError(
      `Slack did not grant everything Pacer needs (${lacking.join(", ")}).`,
      "Bring the app's settings up to date with manifest.json, then start again from the installation link.",
    );
  const ticket = await findTicket(deps, metadata);
  const speaksFor = await store.findWorkspace("slack", place.id);
  if (speaksFor && speaksFor.id !== ticket?.orgId)
    throw new AskError(
      "This workspace is connected to another organisation in Pacer.",
      "Its Pacer admin can disconnect it first, with: pacer slack disconnect",
    );
  if (!(await takeTicket(deps, metadata)))
    throw new AskError("This installation link has been used or has run out.", "Ask your Pacer admin for a new one.");
  const now = clock();
  await store.slackInstallations.save({
    key: place.id,
    orgWide: isEnterpriseInstall === true,
    name: place.name ?? place.id,
    botId: bot.id,
    botUserId: bot.userId,
    scopes: bot.scopes,
    ...sealTokens(keyring, place.id, { bot: bot.token, refresh: bot.refreshToken ?? null }),
    expiresAt: bot.expiresAt === undefined ? null : new Date(bot.expiresAt * 1000),
    installedBy: user.id,
    installedAt: now,
  });
  if (ticket) await store.linkWorkspace("slack", place.id, ticket.orgId);
  log.info(
    { event: "slack_installed", workspace: place.id, orgWide: isEnterpriseInstall === true },
    "a workspace installed the app",
  );
}

/** What the browser is told when an installation ends badly. */
export function failureSentence(error: unknown, deps: Pick<InstallDeps, "log">): string {
  const cause = error instanceof Error && "original" in error ? error.original : error;
  if (cause instanceof AskError) return [cause.message, cause.hint].filter(Boolean).join(" ");
  deps.log.warn({ event: "slack_install_failed", ...trace(error) }, "an installation in Slack failed");
  return "Nothing was installed. Please start again from the installation link that your Pacer admin gave you.";
}
