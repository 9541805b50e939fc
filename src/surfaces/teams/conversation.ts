import {
  type Activity as BotActivity,
  CardFactory,
  type ConversationParameters,
  TeamsInfo,
  type TurnContext,
} from "botbuilder";
import { z } from "zod";
import type { Answer } from "../../answer/answer.js";
import type { Delivery } from "../answer-question.js";
import type { PlatformAccount } from "../identity.js";
import { plain } from "../plain.js";
import { once, repeatable } from "./connector.js";
import { fileOffers } from "./files.js";
import type { TeamsAsk } from "./parse.js";
import { renderTeams, type TeamsLook } from "./render.js";

/** The two connector calls that have no name of their own on the turn. */
export interface Connector {
  readonly conversations: {
    createConversation(parameters: ConversationParameters): Promise<{ id: string }>;
    sendToConversation(conversationId: string, activity: Partial<BotActivity>): Promise<{ id?: string }>;
  };
}

/** The one-to-one conversation of the bot and a member: Teams gives the same each time. */
export async function openDirect(
  { conversations }: Connector,
  bot: BotActivity["recipient"],
  member: BotActivity["from"],
  tenantId: string,
): Promise<string> {
  const { id } = await conversations.createConversation({
    isGroup: false,
    bot,
    members: [member],
    tenantId,
    channelData: { tenant: { id: tenantId } },
  } as ConversationParameters);
  return id;
}

/** The ways to the asker, and any activity of Teams' own. */
export interface TeamsDelivery extends Delivery {
  send(message: Partial<BotActivity>): Promise<void>;
}

export function deliveryOf(context: TurnContext, ask: TeamsAsk, tenantId: string): TeamsDelivery {
  const viewer = context.activity.from.id;
  const look = ask.page === undefined ? {} : { page: ask.page };
  const sendHere = async (message: Partial<BotActivity>): Promise<void> => {
    await once(() => context.sendActivity({ ...message }));
  };
  return {
    account: () => accountOf(context, ask, tenantId),
    send: sendHere,
    async inPlace(answer) {
      const isDirect = ask.channel === "dm";
      await sendHere(messageOf(answer, isDirect ? { ...look, viewer } : look));
      if (isDirect) for (const offer of fileOffers(answer)) await sendHere(offer);
    },
    async privately(answer) {
      const connector = context.turnState.get<Connector>(context.adapter.ConnectorClientKey);
      const { from, recipient } = context.activity;
      const id = await repeatable(() => openDirect(connector, recipient, from, tenantId));
      for (const part of [messageOf(answer, { viewer }), ...fileOffers(answer)]) {
        const message = { ...part, from: recipient, conversation: { id } };
        await once(() => connector.conversations.sendToConversation(id, message as Partial<BotActivity>));
      }
    },
    plainly: (sentence) => sendHere({ type: "message", textFormat: "plain", text: plain(sentence) }),
  };
}

/** `summary` is what notifications show; `text` beside a card would be shown twice. */
export function messageOf(answer: Answer, look: TeamsLook): Partial<BotActivity> {
  const { text, card } = renderTeams(answer, look);
  return { type: "message", summary: text, attachments: [CardFactory.adaptiveCard(card)] };
}

const Member = z.object({
  aadObjectId: z.string().nullish(),
  objectId: z.string().nullish(),
  tenantId: z.string().nullish(),
  userRole: z.string().nullish(),
  email: z.string().nullish(),
  userPrincipalName: z.string().nullish(),
});

/**
 * What the directory says about the asker. Both addresses count, the sign-in name and the mailbox: each is given out by the
 * tenant's own administrators. A guest keeps a sign-in name with `#EXT#` in it.
 */
async function accountOf(context: TurnContext, ask: TeamsAsk, tenantId: string): Promise<PlatformAccount> {
  const member = Member.parse(await repeatable(() => TeamsInfo.getMember(context, context.activity.from.id)));
  const objectId = member.aadObjectId ?? member.objectId;
  const { email, userPrincipalName } = member;
  const emails = [email, userPrincipalName].filter((address): address is string => Boolean(address));
  if (objectId?.toLowerCase() !== ask.userId.toLowerCase()) return { emails: [], standing: "outsider" };
  if (member.tenantId?.toLowerCase() !== tenantId) return { emails: [], standing: "outsider" };
  const isGuest = /^(guest|anonymous)$/i.test(member.userRole ?? "") || /#EXT#/i.test(userPrincipalName ?? "");
  return { emails, standing: isGuest ? "guest" : "member" };
}
