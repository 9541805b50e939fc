import { plainWords } from "./plain-words.js";

export interface ApprovalRequest {
  readonly verb: "show" | "acknowledge" | "decline" | "dispute";
  /** What is asked with a refusal, as it was written. */
  readonly text: string | null;
}

const DISPUTE = /\b(?:disputes?|inquir(?:y|ies)|claims?|reklamation\w*|disputas?|reclam\w*|litiges?)\b/;
const DECLINE =
  /\b(?:decline|reject|refuse|disagree|don't (?:agree|accept)|do not (?:agree|accept)|won't sign|not sign\w*|lehne|ablehn\w*|nicht einverstanden|rechaz\w*|no acepto|refuse\w*|pas d'accord)\b/;
const ACKNOWLEDGE =
  /\b(?:acknowledg\w*|ack|sign(?: it| off| my| the)|i (?:accept|agree|approve|have read|sign|understand)|approve (?:my|the|it)|got it|bestatig\w*|akzeptier\w*|stimme .*zu|unterschreib\w*|acepto|firmo|confirmo|accepte|signe|j'ai lu)\b/;
const ASKS =
  /\b(?:what|which|anything|something|do i|have i|is there|any|show|list|pending|waiting|history|was|welche|gibt es|hay|tengo|quoi|y a-t-il)\b|\?$/;
const AFTER = /(?::|,|\b(?:because|since|but|weil|porque|parce que)\b)\s*(.{3,1000})$/is;

/** Reads what a message wants of what waits for a signature. */
export function approvalRequest(message: string): ApprovalRequest {
  const plain = plainWords(message);
  const text = AFTER.exec(message.trim())?.[1]?.trim() ?? null;
  if (DISPUTE.test(plain)) return { verb: "dispute", text: null };
  if (ASKS.test(plain) && !/\bi (?:acknowledge|decline)\b/.test(plain)) return { verb: "show", text: null };
  if (DECLINE.test(plain)) return { verb: "decline", text };
  return { verb: ACKNOWLEDGE.test(plain) ? "acknowledge" : "show", text: null };
}
