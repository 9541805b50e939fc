import { App, ExpressReceiver, SocketModeReceiver } from "@slack/bolt";
import type { SlackConfig } from "../../config.js";
import { trace } from "../../failure.js";
import type { WhatIfForm } from "../../forms/what-if.js";
import type { Home } from "../../home/home.js";
import type { Logger } from "../../log.js";
import { BODY_LIMIT, type Http } from "../http.js";
import { organisationOf } from "../identity.js";
import type { RunningSurface, SurfaceDeps } from "../surface.js";
import { Turns } from "../turns.js";
import { clientOptions, quietLogger } from "./client-options.js";
import type { SlackDeps } from "./deps.js";
import { keepHomesFresh } from "./home-tab.js";
import { mountInstall } from "./install/routes.js";
import { listen } from "./listeners/index.js";
import { openWorkspaces } from "./open-workspaces.js";
import { sendersOf } from "./senders.js";
import { refuseWrongTime } from "./signature-time.js";
import type { SlackSender } from "./transport.js";

const EVENTS_PATH = "/slack/events";
const STOP_PATIENCE_MS = 10_000;

interface Given extends SurfaceDeps {
  readonly config: SlackConfig;
  readonly http: Http;
  readonly home: Home;
  readonly whatIf: WhatIfForm;
}

export interface RunningSlack extends RunningSurface {
  /** How messages that answer nothing go out; null for a workspace without the app. */
  senderFor(workspaceId: string): Promise<SlackSender | null>;
}

/**
 * Receives Slack events and answers them: over Socket Mode when an app token is configured, otherwise over HTTP on
 * `/slack/events`, where every request is signed. One workspace with its bot token, or any number that install the app.
 */
export async function startSlack(given: Given): Promise<RunningSlack> {
  const { config, http, log } = given;
  const opened = await openWorkspaces(config, given);
  const { workspaces } = opened;
  // The one workspace is connected to the configured organisation by being there; those that install bring theirs along.
  const orgSlug = opened.kind === "one" ? given.orgSlug : null;
  if (opened.kind === "one") await organisationOf(given, "slack", opened.key);
  else mountInstall(http.app, opened.install);
  const turns = new Turns();
  const deps: SlackDeps = { ...given, orgSlug, workspaces, turns };
  const receiver = receiverFor(config, http, log);
  const bolt = new App({
    receiver,
    // Without an installation there is nothing to authorise with; listeners leave such an event alone.
    authorize: async ({ teamId, enterpriseId, isEnterpriseInstall }) => {
      const found = await workspaces.find({ teamId, enterpriseId, isEnterpriseInstall });
      const place = { ...(teamId ? { teamId } : {}), ...(enterpriseId ? { enterpriseId } : {}) };
      return found ? { ...place, botToken: found.botToken, botId: found.botId, botUserId: found.botUserId } : place;
    },
    clientOptions: clientOptions(config, log),
    logger: quietLogger(log),
    convoStore: false,
  });
  bolt.error(async (error) => {
    log.error({ event: "slack_event_failed", ...trace(error) }, "a Slack event could not be taken");
  });
  listen(bolt, deps);
  const homes = keepHomesFresh(deps);

  const overSocket = receiver instanceof SocketModeReceiver;
  if (overSocket) await receiver.start();
  log.info({ event: "slack_ready", by: overSocket ? "socket" : EVENTS_PATH }, "Slack is connected");
  return {
    senderFor: sendersOf(workspaces, config, log),
    async stop() {
      homes.stop();
      if (overSocket)
        await receiver.stop().catch((error: unknown) => log.warn({ event: "slack_stop", ...trace(error) }));
      await turns.idle(STOP_PATIENCE_MS);
    },
  };
}

function receiverFor(config: SlackConfig, http: Http, log: Logger): ExpressReceiver | SocketModeReceiver {
  const logger = quietLogger(log);
  if (config.appToken) {
    // Reconnecting is the library's own affair: its default keeps trying for as long as the process lives.
    const { retryConfig: _retries, rejectRateLimitedCalls: _limits, ...options } = clientOptions(config, log);
    return new SocketModeReceiver({ appToken: config.appToken, logger, installerOptions: { clientOptions: options } });
  }
  if (!config.signingSecret) throw new Error("Slack over HTTP needs SLACK_SIGNING_SECRET");
  http.app.post(EVENTS_PATH, refuseWrongTime);
  return new ExpressReceiver({
    signingSecret: config.signingSecret,
    app: http.app,
    endpoints: EVENTS_PATH,
    bodyLimit: BODY_LIMIT,
    logger,
  });
}
