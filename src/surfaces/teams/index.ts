import { type Activity as BotActivity, CloudAdapter, type TurnContext } from "botbuilder";
import express from "express";
import type { TeamsConfig } from "../../config.js";
import { trace } from "../../failure.js";
import { answerQuestion } from "../answer-question.js";
import { BODY_LIMIT, type Http } from "../http.js";
import { organisationOf } from "../identity.js";
import type { RunningSurface, SurfaceDeps } from "../surface.js";
import { Turns } from "../turns.js";
import { type Authenticated, TeamsAuth } from "./auth.js";
import { deliveryOf } from "./conversation.js";
import { Activity, askFromActivity, type TeamsAsk } from "./parse.js";

const STOP_PATIENCE_MS = 10_000;

/** What Teams shows where a card's button was pressed, at once; the answer follows as a message. */
const PRESS_TAKEN = { statusCode: 200, type: "application/vnd.microsoft.activity.message", value: "On it…" };

/**
 * Receives Teams activities on `/api/messages` and answers them. Only a token that Teams signed for this app, for an
 * activity of the configured tenant, is let in; it is acknowledged before it is worked on, since Teams sends again what
 * takes it long.
 */
export async function startTeams(given: SurfaceDeps & { config: TeamsConfig; http: Http }): Promise<RunningSurface> {
  const { config, http, log } = given;
  const auth = new TeamsAuth(config);
  const adapter = new CloudAdapter(auth.framework);
  const tenantId = config.tenantId.toLowerCase();
  await organisationOf(given, "teams", tenantId);

  const turns = new Turns();
  http.app.post("/api/messages", express.json({ limit: BODY_LIMIT }), async (request, response) => {
    const parsed = Activity.safeParse(request.body);
    if (!parsed.success) return response.status(400).end();
    const activity = parsed.data;
    const checked = await auth.check(activity, request.get("authorization") ?? "");
    if (!checked.ok) {
      const { status, reason, error } = checked;
      log.warn({ event: "teams_refused", status, reason, ...(error ? trace(error) : {}) }, "an activity was refused");
      return response.status(status).end();
    }

    const ask = askFromActivity(activity, tenantId);
    if (ask) {
      const { authenticated } = checked;
      const turn = () =>
        runTurn(given, adapter, { authenticated, activity: request.body as BotActivity, ask, tenantId });
      void turns.run(`${ask.userId}:${ask.conversationId}`, turn);
    }
    return activity.type === "invoke" ? response.json(ask ? PRESS_TAKEN : {}) : response.status(200).end();
  });

  log.info({ event: "teams_ready", tenantId }, "Teams is connected");
  return { stop: () => turns.idle(STOP_PATIENCE_MS) };
}

async function runTurn(
  deps: SurfaceDeps & { config: TeamsConfig },
  adapter: CloudAdapter,
  turn: {
    authenticated: Authenticated;
    activity: BotActivity;
    ask: TeamsAsk;
    tenantId: string;
  },
): Promise<void> {
  const { authenticated, activity, ask, tenantId } = turn;
  const answer = (context: TurnContext) =>
    answerQuestion(
      deps,
      {
        platform: "teams",
        workspaceId: tenantId,
        userId: ask.userId,
        eventKey: ask.eventKey,
        conversation: `teams:${tenantId}:${ask.conversationId}`,
        channel: ask.channel,
        text: async () => ask.text,
        ...(ask.pressed ? { pressed: ask.pressed } : {}),
      },
      deliveryOf(context, ask, tenantId),
    );
  try {
    await adapter.processActivityDirect(authenticated, activity, answer);
  } catch (error) {
    // `answerQuestion` does not reject, so this is the SDK failing before it; there is no way to the asker yet.
    deps.log.error({ event: "teams_turn_failed", ...trace(error) }, "a Teams activity could not be taken");
  }
}
