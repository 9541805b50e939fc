import { type Activity as BotActivity, CloudAdapter, type TurnContext } from "botbuilder";
import express from "express";
import { fillIn } from "../../answer/fields.js";
import { trace } from "../../failure.js";
import { answerQuestion, type Delivery, timeOf } from "../answer-question.js";
import { BODY_LIMIT, type Http } from "../http.js";
import type { SurfaceDeps } from "../surface.js";
import { Turns } from "../turns.js";
import { deliveryOf, type TeamsDelivery } from "./conversation.js";
import { dialogCard } from "./dialog.js";
import { handOver } from "./files.js";
import type { Authenticated, Door } from "./gate.js";
import { continued, inTheCard, inTheDialog, inTime, type ResponseShape, toast } from "./invoke.js";
import { likenessOf } from "./likeness.js";
import { Activity, eventOf, type TeamsAsk, type TeamsEvent, tenantOf } from "./parse.js";
import type { References } from "./references.js";
import type { DialogData } from "./render-elements.js";

/** An authentic activity with what answers it. */
interface Taken {
  readonly door: Door;
  readonly authenticated: Authenticated;
  readonly activity: Activity;
  readonly receivedAt: Date;
}

/**
 * Takes activities on `/api/messages`. What a door's gate lets in is acknowledged before it is worked on, since Teams sends again what
 * takes it long; a press that the card or a dialog shows the answer to is answered in the response, within a bounded time.
 */
export function receiveActivities(
  deps: SurfaceDeps & { http: Http; references: References },
  doors: ReadonlyMap<string, Door>,
): { idle(patienceMs: number): Promise<void> } {
  const { http, log, references } = deps;
  const turns = new Turns();
  const adapters = new Map([...doors].map(([tenantId, { gate }]) => [tenantId, new CloudAdapter(gate.framework)]));

  http.app.post("/api/messages", express.json({ limit: BODY_LIMIT }), async (request, response) => {
    const parsed = Activity.safeParse(request.body);
    if (!parsed.success) return response.status(400).end();
    const activity = parsed.data;
    const receivedAt = timeOf(deps);
    const refuse = (status: number, reason: string, error?: unknown) => {
      log.warn({ event: "teams_refused", status, reason, ...(error ? trace(error) : {}) }, "an activity was refused");
      return response.status(status).end();
    };
    const door = doors.get(tenantOf(activity) ?? "");
    if (!door) return refuse(403, "tenant");
    const checked = await door.gate.check(activity, request.get("authorization") ?? "");
    if (!checked.ok) return refuse(checked.status, checked.reason, checked.error);

    void references.note(door.tenantId, activity);
    const event = eventOf(activity, door.tenantId);
    const taken = { door, authenticated: checked.authenticated, activity, receivedAt };
    const body = event ? await take(taken, event) : undefined;
    return activity.type === "invoke" ? response.json(body ?? {}) : response.status(200).end();
  });
  return turns;

  /** Gives the response's body; what is answered by a message goes on after it. */
  async function take(taken: Taken, event: TeamsEvent): Promise<unknown> {
    const { door, activity } = taken;
    const viewer = activity.conversation.conversationType === "personal" ? activity.from.id : undefined;
    switch (event.kind) {
      case "ask":
        void turns.run(`${event.ask.userId}:${event.ask.conversationId}`, () => runTurn(taken, event.ask));
        return toast("On it…");
      case "show":
        return respond(taken, event.ask, inTheCard(event.page, viewer));
      case "open_dialog":
        return event.dialog.form
          ? respond(taken, { ...event.ask, pressed: questionOf(event.dialog) }, inTheDialog(event.dialog, {}))
          : continued(event.dialog, dialogCard(event.dialog));
      case "dialog_filled": {
        const { dialog, values, ask } = event;
        const filled = fillIn({ ask: { skill: dialog.skill, input: dialog.input }, ...dialog }, values);
        if (!filled.ok) return continued(dialog, dialogCard(dialog, { values, faults: filled.faults }));
        return respond(taken, { ...ask, pressed: filled.ask }, inTheDialog(dialog, values));
      }
      case "file_accepted":
        void turns.run(event.ask.eventKey, () =>
          runTurn(taken, event.ask, {
            through: (usual) => ({
              ...usual,
              inPlace: (answer) => handOver(answer, event.upload, usual, door.gate),
            }),
            conversation: `${event.ask.conversationId}:file`,
          }),
        );
        return undefined;
      case "removed":
        await references.forget(door.tenantId, event.userId);
        return undefined;
    }
  }

  /** Beside the conversation: what a card shows anew is not what its reader last asked. */
  function respond(taken: Taken, ask: TeamsAsk, shape: ResponseShape): Promise<unknown> {
    return inTime(shape, (through) =>
      turns.run(ask.eventKey, () => runTurn(taken, ask, { through, conversation: `${ask.conversationId}:card` })),
    );
  }

  async function runTurn(
    { door, authenticated, activity, receivedAt }: Taken,
    ask: TeamsAsk,
    {
      through = usual,
      conversation = ask.conversationId,
    }: { through?: (usual: TeamsDelivery) => Delivery; conversation?: string } = {},
  ): Promise<void> {
    const { tenantId, orgSlug } = door;
    const answer = (context: TurnContext) =>
      answerQuestion(
        { ...deps, orgSlug },
        {
          platform: "teams",
          workspaceId: tenantId,
          userId: ask.userId,
          eventKey: ask.eventKey,
          receivedAt,
          // A card shows itself anew with the same press each time, and each is answered.
          ...(through === usual ? { likeness: likenessOf(activity) } : {}),
          conversation: `teams:${tenantId}:${conversation}`,
          channel: ask.channel,
          text: async () => ask.text,
          ...(ask.pressed ? { pressed: ask.pressed } : {}),
        },
        through(deliveryOf(context, ask, tenantId)),
      );
    try {
      await adapters.get(tenantId)?.processActivityDirect(authenticated, activity as unknown as BotActivity, answer);
    } catch (error) {
      // `answerQuestion` does not reject, so this is the SDK failing before it; there is no way to the asker yet.
      log.error({ event: "teams_turn_failed", ...trace(error) }, "a Teams activity could not be taken");
    }
  }
}

const questionOf = ({ skill, input }: DialogData) => ({ skill, input });

const usual = (delivery: TeamsDelivery): Delivery => delivery;
