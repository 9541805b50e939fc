import { App, type BlockAction, ExpressReceiver, type RespondFn, SocketModeReceiver } from "@slack/bolt";
import type { SlackConfig } from "../../config.js";
import { trace } from "../../failure.js";
import { answerQuestion } from "../answer-question.js";
import { BODY_LIMIT, type Http } from "../http.js";
import { organisationOf } from "../identity.js";
import type { RunningSurface, SurfaceDeps } from "../surface.js";
import { Turns } from "../turns.js";
import { clientOptions, quietLogger, SlackApi } from "./api.js";
import { deliveryOf, inboundOf, type SlackWorkspace } from "./conversation.js";
import { askFromCommand, askFromMessage, askFromPress, type SlackAsk } from "./parse.js";
import { refuseWrongTime } from "./signature-time.js";

const EVENTS_PATH = "/slack/events";
const STOP_PATIENCE_MS = 10_000;

/**
 * Receives Slack events and answers them: over Socket Mode when an app token is configured, otherwise over HTTP on
 * `/slack/events`, where every request is signed. Events are acknowledged before they are worked on.
 */
export async function startSlack(given: SurfaceDeps & { config: SlackConfig; http: Http }): Promise<RunningSurface> {
  const { config, http, log } = given;
  const api = new SlackApi(config, log);
  const workspace: SlackWorkspace = { api, ...(await signIn(api)) };
  const { teamId, botUserId, botId } = workspace;
  await organisationOf(given, "slack", teamId);

  const receiver = receiverFor(config, http, given);
  const bolt = new App({
    receiver,
    authorize: async () => ({ botToken: config.botToken, botId, botUserId, teamId }),
    clientOptions: clientOptions(config, log),
    logger: quietLogger(log),
    convoStore: false,
  });
  bolt.error(async (error) => {
    log.error({ event: "slack_event_failed", ...trace(error) }, "a Slack event could not be taken");
  });

  const turns = new Turns();
  const take = (ask: SlackAsk | null, respond?: RespondFn): void => {
    if (!ask) return;
    void turns.run(`${ask.userId}:${ask.channelId}`, () => answer(given, workspace, ask, respond));
  };
  bolt.event("message", async ({ body }) => take(askFromMessage(body, teamId)));
  bolt.event("app_mention", async ({ body }) => take(askFromMessage(body, teamId)));
  bolt.command("/pacer", async ({ ack, body, respond }) => {
    await ack();
    take(askFromCommand(body, teamId), respond);
  });
  // Every press is acknowledged, a link button's too; only those that carry a question are answered.
  bolt.action<BlockAction>({ type: "block_actions", action_id: /.*/ }, async ({ ack, body, respond }) => {
    await ack();
    take(askFromPress(body, teamId), respond);
  });

  const overSocket = receiver instanceof SocketModeReceiver;
  if (overSocket) await receiver.start();
  log.info({ event: "slack_ready", teamId, by: overSocket ? "socket" : EVENTS_PATH }, "Slack is connected");
  return {
    async stop() {
      if (overSocket)
        await receiver.stop().catch((error: unknown) => log.warn({ event: "slack_stop", ...trace(error) }));
      await turns.idle(STOP_PATIENCE_MS);
    },
  };
}

async function signIn(api: SlackApi) {
  try {
    return await api.whoAmI();
  } catch (cause) {
    const why = trace(cause).code ?? "no answer";
    throw new Error(`Slack did not accept SLACK_BOT_TOKEN, or could not be reached: auth.test failed (${why})`, {
      cause,
    });
  }
}

function receiverFor(config: SlackConfig, http: Http, { log }: SurfaceDeps): ExpressReceiver | SocketModeReceiver {
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

async function answer(deps: SurfaceDeps, workspace: SlackWorkspace, ask: SlackAsk, respond?: RespondFn): Promise<void> {
  const place = { workspace, ask, ...(respond ? { respond } : {}) };
  const inbound = await inboundOf(deps, place);
  await answerQuestion(deps, inbound, deliveryOf(place, inbound.channel));
}
