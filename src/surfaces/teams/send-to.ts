import { CloudAdapter, type ConversationReference, type TurnContext } from "botbuilder";
import type { Answer } from "../../answer/answer.js";
import { trace } from "../../failure.js";
import type { TeamsReference } from "../../store/teams-references.js";
import type { SurfaceDeps } from "../surface.js";
import { ConnectorError, neverArrived, repeatable } from "./connector.js";
import { type Connector, messageOf, openDirect } from "./conversation.js";
import type { Door } from "./gate.js";
import type { References } from "./references.js";

/** What became of a message that nobody asked for. Whatever is not known for certain is `doubt`. */
export type SentTo =
  | { readonly kind: "sent"; readonly messageRef: string }
  | { readonly kind: "limited"; readonly retryInMs: number }
  /** Certainly not taken, by nobody's fault. */
  | { readonly kind: "unreached"; readonly reason: string }
  /** Never will be taken: the person has no chat with Pacer, or took Pacer away. */
  | { readonly kind: "refused"; readonly reason: string }
  /** Teams takes nothing from Pacer for this tenant. */
  | { readonly kind: "shut_out"; readonly reason: string }
  /** It may have been taken; from `certainInMs` on, what is not there will not come. */
  | { readonly kind: "doubt"; readonly reason: string; readonly certainInMs: number };

/** A call has ended one way or the other after this. */
const CALL_ENDS_MS = 11_000;
const UNSTATED_WAIT_MS = 5_000;

/** Sends an answer to a person's own chat without having been asked. Repeats nothing, and says what is known of the call. */
export type SendTo = (to: { readonly workspaceId: string; readonly userId: string }, answer: Answer) => Promise<SentTo>;

export function sendToOf(
  deps: Pick<SurfaceDeps, "store" | "log"> & { readonly references: References },
  doors: ReadonlyMap<string, Door>,
): SendTo {
  const adapters = new Map([...doors].map(([tenantId, { gate }]) => [tenantId, new CloudAdapter(gate.framework)]));
  return async ({ workspaceId, userId }, answer) => {
    const tenantId = workspaceId.toLowerCase();
    const door = doors.get(tenantId);
    const adapter = adapters.get(tenantId);
    if (!door || !adapter) return { kind: "refused", reason: "tenant_not_connected" };
    const reference = await deps.store.teamsReferences.find(tenantId, userId);
    if (!reference) return { kind: "refused", reason: "never_met" };
    // A host that was Teams' when it was stored has to be so still: the token goes with the message.
    if (!door.gate.mayReceive(reference.serviceUrl)) return { kind: "refused", reason: "service_url" };
    try {
      let messageRef = "";
      await adapter.continueConversationAsync(door.appId, frameOf(reference, tenantId), async (context) => {
        messageRef = await send(context, reference, tenantId, answer);
      });
      return { kind: "sent", messageRef };
    } catch (error) {
      const outcome = outcomeOf(error);
      if (outcome.kind === "refused") await deps.references.forget(tenantId, userId);
      deps.log.info({ event: "teams_send_failed", outcome: outcome.kind, ...trace(error) }, "a message was not sent");
      return outcome;
    }
  };
}

/** Our own record as the SDK wants it. */
const frameOf = ({ serviceUrl, userId, botId, conversationId }: TeamsReference, tenantId: string) =>
  ({
    channelId: "msteams",
    serviceUrl,
    bot: { id: botId, name: "Pacer" },
    user: { id: userId, name: "" },
    conversation: { id: conversationId ?? userId, conversationType: "personal", isGroup: false, tenantId, name: "" },
  }) satisfies Partial<ConversationReference>;

async function send(
  context: TurnContext,
  { userId, botId, conversationId }: TeamsReference,
  tenantId: string,
  answer: Answer,
): Promise<string> {
  const connector = context.turnState.get<Connector>(context.adapter.ConnectorClientKey);
  const from = { id: botId, name: "Pacer" };
  const id =
    conversationId ?? (await repeatable(() => openDirect(connector, from, { id: userId, name: "" }, tenantId)));
  const sent = await connector.conversations.sendToConversation(id, {
    ...messageOf(answer, { viewer: userId }),
    from,
    conversation: { id },
  } as Parameters<Connector["conversations"]["sendToConversation"]>[1]);
  return `${id}/${sent.id ?? ""}`;
}

function outcomeOf(error: unknown): SentTo {
  if (neverArrived(error)) return { kind: "unreached", reason: "unreachable" };
  if (!(error instanceof ConnectorError)) throw error;
  const { statusCode, retryAfterMs } = error;
  if (statusCode === 429) return { kind: "limited", retryInMs: retryAfterMs ?? UNSTATED_WAIT_MS };
  if (statusCode === 401) return { kind: "shut_out", reason: "unauthorised" };
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500 && statusCode !== 412)
    return {
      kind: "refused",
      reason: statusCode === 403 || statusCode === 404 ? "not_installed" : `status_${statusCode}`,
    };
  return {
    kind: "doubt",
    reason: statusCode === undefined ? "no_answer" : `status_${statusCode}`,
    certainInMs: CALL_ENDS_MS,
  };
}
