import type { OrgStore, Person } from "../store/store.js";
import type { Proposal } from "../store/written/proposals.js";

export interface WrittenReply {
  readonly press: "confirm" | "cancel";
  /** The word written with it. */
  readonly typed: string | null;
  /** It means a preview wherever one is open; otherwise only right after it: "yes". */
  readonly explicit: boolean;
}

const CONFIRM =
  /^(?:(?:yes|ja|s[ií]|oui)[,.]?\s+)?(?:i\s+)?(?:confirm(?:ed)?|bestätigen|bestätige|bestätigt|ich bestätige|confirmar|confirmo|confirmado|confirmer|je confirme|confirmé)(?:\s+(\p{L}*\d+|\p{L}{2,30}))?[.!]*$/iu;
const CANCEL =
  /^(?:(?:no|nein|non)[,.]?\s+)?(?:cancel|abbrechen|cancelar|cancela|annuler|annule)(?: (?:it|that|this))?[.!]*$/iu;
const YES =
  /^(?:yes|yep|yeah|yup|ok(?:ay)?|sure|do it|go ahead|yes,? (?:please|do it|go ahead)|ja,? ?(?:bitte|gerne|mach das)?|s[ií],? ?(?:por favor|hazlo)?|oui,? ?(?:s'il te plaît|vas-y)?)[.!]*$/iu;
const NO = /^(?:no|nope|nah|no,? thanks?|don't|never ?mind|nein,? ?(?:danke)?|no,? gracias|non,? ?(?:merci)?)[.!]*$/iu;

/** The whole message as a reply to a preview, in four languages; null when it says anything else. */
export function readReply(message: string): WrittenReply | null {
  const text = message.trim().replaceAll("’", "'");
  const confirmed = CONFIRM.exec(text);
  if (confirmed) return { press: "confirm", typed: confirmed[1] ?? null, explicit: true };
  if (CANCEL.test(text)) return { press: "cancel", typed: null, explicit: true };
  if (YES.test(text)) return { press: "confirm", typed: null, explicit: false };
  return NO.test(text) ? { press: "cancel", typed: null, explicit: false } : null;
}

/** The preview that a written reply means: the newest of the conversation, for a mere "yes" only where it was the last thing shown. */
export async function proposalMeant(
  reply: WrittenReply,
  store: OrgStore,
  asker: Person,
  conversation: string | null,
): Promise<Proposal | null> {
  const proposal = await store.findLatestProposal(asker.id, conversation);
  // A number is the word of a preview that asks for one; another preview is not meant by it.
  if (proposal && proposal.typed === null && /\d/.test(reply.typed ?? "")) return null;
  if (!proposal || reply.explicit) return proposal;
  const turn = conversation === null ? null : await store.findConversation(asker.id, conversation);
  return turn?.at.getTime() === proposal.createdAt.getTime() ? proposal : null;
}
