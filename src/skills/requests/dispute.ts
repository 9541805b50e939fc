import { plainWords } from "./plain-words.js";

type Reason = "missing_credit" | "wrong_amount" | "wrong_split" | "quota" | "payout" | "other";

/** What a message wants of disputes. */
export type DisputeRequest =
  | { readonly verb: "open"; readonly reason: Reason }
  | { readonly verb: "list"; readonly waiting: boolean; readonly olderThanDays: number | null }
  | { readonly verb: "show" | "withdraw"; readonly number: number | null }
  /** `text`: the words after the number and the verb, as they were written; null where there are none. */
  | { readonly verb: "reply" | "accept" | "reject"; readonly number: number | null; readonly text: string | null }
  | { readonly verb: "assign"; readonly number: number | null };

const NAMED =
  /\b(?:disputes?|inquir(?:y|ies)|claims?|cases?|tickets?|reklamation\w*|einspruch\w*|disputas?|reclam(?:o|os|acion|aciones)|litiges?|reclamations?|contestations?)\b/;
const NUMBER =
  /(?:#|\b(?:no\.?|number|nr\.?|n°)\s*)(\d{1,7})\b|\b(?:dispute|inquiry|claim|case|disputa|reclamo|litige|reklamation)\s+(\d{1,7})\b/;
const LIST =
  /\b(?:list|show|any|which|what(?:'s| is| are| about| happen\w*)|status|where|see|all|unresolved|pending|waiting|welche|zeig\w*|offene\w*|cuales|muestra\w*|pendientes|quels?|montre\w*|en cours)\b/;
const WAITING =
  /\b(?:waiting|for me to|assigned|to (?:answer|resolve|review)|unresolved|all|team'?s?|everyone'?s?|pending|wartet|offene\w*|pendientes|en attente)\b/;
const OLDER = /\b(?:older|more|longer|alter|mas|plus)\b\D{0,20}(\d{1,3})\s*(?:days?|tage?|dias?|jours?)/;
const VERBS: readonly (readonly ["withdraw" | "accept" | "reject" | "assign", RegExp])[] = [
  ["withdraw", /\b(?:withdraw|take back|retract|cancel|drop|zuruckzieh\w*|ziehe .* zuruck|retir\w*)\b/],
  ["reject", /\b(?:reject|decline|deny|dismiss|ablehnen|rechaz\w*|rejete\w*)\b/],
  [
    "accept",
    /\b(?:accept|approve|grant|uphold|resolve|annehmen|genehmig\w*|acepta\w*|aprueba\w*|accepte\w*|approuve\w*)\b/,
  ],
  ["assign", /\b(?:assign|hand|give|forward|zuweis\w*|asigna\w*|attribue\w*)\b/],
];

const REASONS: readonly (readonly [Reason, RegExp])[] = [
  ["wrong_split", /\b(?:splits?|shared?|share|\d{1,3}\s*\/\s*\d{1,3}|halft\w*|aufteilung|repart\w*|partage\w*)\b/],
  ["quota", /\b(?:quotas?|quote|cuota|target|ramp)\b/],
  [
    "missing_credit",
    /\b(?:missing|not (?:showing|there|counted|credited|in|on)|isn't|wasn't|never (?:counted|credited|showed)|didn't (?:count|get|show)|left out|no credit|fehl\w*|falta\w*|manqu\w*|no (?:aparece|cuenta))\b/,
  ],
  [
    "payout",
    /\b(?:pay|paid|payout|check|cheque|paycheck|commission|short|auszahlung|provision|pago|comision|paie|commission)\b/,
  ],
  [
    "wrong_amount",
    /\b(?:wrong|incorrect|off|mistake|error|should(?:'ve| have| be)|too (?:low|little|high)|falsch\w*|stimmt nicht|mal|incorrect\w*|faux|erreur)\b/,
  ],
];

/** Reads what a message wants of disputes, in English and the plainest words of German, Spanish and French. */
export function disputeRequest(message: string): DisputeRequest {
  const plain = plainWords(message);
  const found = NUMBER.exec(plain);
  const number = found ? Number(found[1] ?? found[2]) : null;
  const named = NAMED.test(plain) || number !== null;
  const verb = named ? VERBS.find(([, pattern]) => pattern.test(plain))?.[0] : undefined;
  if (verb === "withdraw" || verb === "assign") return { verb, number };
  if (verb) return { verb, number, text: after(message, BECAUSE) };
  const replied = number !== null ? after(message, COLON) : null;
  if (replied) return { verb: "reply", number, text: replied };
  if (number !== null) return { verb: "show", number };
  const listing =
    named &&
    LIST.test(plain) &&
    !/\b(?:open|file|raise|start|submit|create|want to|like to|need to)\b.*\b(?:dispute|claim|inquiry)\b/.test(plain);
  if (listing) {
    const older = OLDER.exec(plain)?.[1];
    return {
      verb: "list",
      waiting: WAITING.test(plain) && !/\bmy (?:\w+ )?(?:disputes?|claims?)\b/.test(plain),
      olderThanDays: older ? Number(older) : null,
    };
  }
  return { verb: "open", reason: REASONS.find(([, pattern]) => pattern.test(plain))?.[0] ?? "other" };
}

const COLON = /^[^:]{0,60}#?\d{1,7}\s*[:,–-]\s*(.{2,1000})$/s;
const BECAUSE = /(?::|\b(?:because|since|as|reason|weil|porque|parce que|car)\b:?)\s*(.{3,1000})$/is;

const after = (message: string, pattern: RegExp): string | null => pattern.exec(message.trim())?.[1]?.trim() ?? null;
