import { randomBytes } from "node:crypto";
import { InstallProvider, type InstallURLOptions, type StateStore } from "@slack/oauth";
import type { Express } from "express";
import { clientOptions, quietLogger } from "../client-options.js";
import type { InstallDeps } from "./deps.js";
import { failureSentence, installationStore } from "./installation-store.js";
import { sendPage } from "./page.js";
import { BOT_SCOPES } from "./scopes.js";
import { findTicket } from "./ticket.js";

export const INSTALL_PATH = "/slack/install";
const REDIRECT_PATH = "/slack/oauth_redirect";
const STATE_KIND = "slack_oauth";
const STATE_MS = 10 * 60_000;

/** The address that Slack sends the browser back to; the app's settings must list it. */
const redirectUri = (publicUrl: string): string => `${publicUrl}${REDIRECT_PATH}`;

/**
 * The two pages of an installation. The first needs the ticket of an installation link; the second takes Slack's consent back,
 * once, from the browser that was sent there.
 */
export function mountInstall(app: Express, deps: InstallDeps): void {
  const { config, install, log } = deps;
  const { retryConfig: _retries, rejectRateLimitedCalls: _limits, ...options } = clientOptions(config, log);
  const installer = new InstallProvider({
    clientId: install.clientId,
    clientSecret: install.clientSecret,
    installationStore: installationStore(deps),
    stateStore: stateStore(deps),
    directInstall: true,
    logger: quietLogger(log),
    clientOptions: { ...options, retryConfig: { retries: 0 } },
    ...(config.apiUrl ? { authorizationUrl: new URL("/oauth/v2/authorize", config.apiUrl).href } : {}),
  });

  app.get(INSTALL_PATH, async (request, response) => {
    const ticket = typeof request.query.ticket === "string" ? request.query.ticket : "";
    if (!(await findTicket(deps, ticket)))
      return sendPage(
        response,
        403,
        "This installation link does not work (any more)",
        "A link works once and for a day. Your Pacer admin makes a new one with: pacer slack connect",
      );
    return installer.handleInstallPath(request, response, undefined, {
      scopes: [...BOT_SCOPES],
      redirectUri: redirectUri(install.publicUrl),
      metadata: ticket,
    });
  });

  app.get(REDIRECT_PATH, (request, response) =>
    installer.handleCallback(request, response, {
      success: ({ team, enterprise }) =>
        sendPage(
          response,
          200,
          `Pacer is installed in ${team?.name ?? enterprise?.name ?? "your workspace"}`,
          "Close this page and write to Pacer in Slack: How close am I to quota?",
        ),
      failure: (error) => sendPage(response, 400, "Pacer was not installed", failureSentence(error, deps)),
    }),
  );
}

/** States in the store: any process takes the browser back, and a state is good once. */
function stateStore({ store, clock }: InstallDeps): StateStore {
  return {
    async generateStateParam(options) {
      const now = clock();
      const id = randomBytes(24).toString("base64url");
      const expiresAt = new Date(now.getTime() + STATE_MS);
      await store.shortStates.save({ id, kind: STATE_KIND, orgId: null, owner: null, data: options, expiresAt }, now);
      return id;
    },
    async verifyStateParam(_now, id) {
      const state = await store.shortStates.take(STATE_KIND, id, clock());
      if (!state) throw new Error("the state is unknown, used or too old");
      return state.data as InstallURLOptions;
    },
  };
}
