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
import type { TeamsAsk } from "./parse.js";
import { renderTeams } from "./render.js";

/** The two connector calls that have no name of their own on the turn. */
interface Connector {
  readonly conversations: {
    createConversation(parameters: ConversationParameters): Promise<{ id: string }>;
    sendToConversation(conversationId: string, activity: Partial<BotActivity>): Promise<unknown>;
  };
}

export function deliveryOf(context: TurnContext, ask: TeamsAsk, tenantId: string): Delivery {
  const sendHere = async (message: Partial<BotActivity>): Promise<void> => {
    await once(() => context.sendActivity({ ...message }));
  };
  return {
    account: () => accountOf(context, ask, tenantId),
    inPlace: (answer) => sendHere(messageOf(answer)),
    async privately(answer) {
      const connector = context.turnState.get<Connector>(context.adapter.ConnectorClientKey);
      const { from, recipient } = context.activity;
      const conversation = await repeatable(() =>
        connector.conversations.createConversation({
          isGroup: false,
          bot: recipient,
          members: [from],
          tenantId,
          channelData: { tenant: { id: tenantId } },
        } as ConversationParameters),
      );
      const message = { ...messageOf(answer), from: recipient, conversation: { id: conversation.id } };
      await once(() => connector.conversations.sendToConversation(conversation.id, message as Partial<BotActivity>));
    },
    plainly: (sentence) => sendHere({ type: "message", textFormat: "plain", text: plain(sentence) }),
  };
}

/** `summary` is what notifications show; `text` beside a card would be shown twice. */
function messageOf(answer: Answer): Partial<BotActivity> {
  const { text, card } = renderTeams(answer);
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
