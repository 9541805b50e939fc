import type { AmountInput } from "../define-skill.js";
import { plainWords } from "./plain-words.js";

/** What a message wants of goals. Null target with a kind: the kind is clear and the number is not. */
export interface GoalRequest {
  readonly verb: "show" | "set" | "change" | "drop" | "done" | "accept" | "decline";
  readonly kind: string | null;
  /** A decimal numeral in the kind's own terms. */
  readonly target: string | null;
  readonly what: string | null;
  /** It asks for another quota, which is no goal. */
  readonly ofQuota: boolean;
}

const GOAL = /\b(?:goals?|ziele?|metas?|objetivos?|objectifs?)\b/;
const SETS_QUOTA = /\b(?:set|change|make|lower|raise|reduce|cut|drop)\b.{0,20}\bquotas?\b.{0,20}\b(?:to|by)\b/;

const VERBS: readonly (readonly [GoalRequest["verb"], RegExp])[] = [
  ["decline", /\b(?:decline|reject|refuse|turn down|no to|lehne|ablehnen|rechaz\w*|refuse[rz]?)\b/],
  ["accept", /\b(?:accept|take (?:it |that |this |the \w+ )?up|agree to|annehmen|nehme|acepto|aceptar|accepte[rz]?)\b/],
  [
    "drop",
    /\b(?:drop(?!s? (?:to|from))|cancel|delete|remove|clear|abandon|forget|losch\w*|streich\w*|borra\w*|elimina\w*|quita\w*|supprime\w*|annule\w*|abandonne\w*)\b/,
  ],
  [
    "done",
    /\b(?:i did it|i'm done|is done|mark\b.* done|completed?|finished|achieved|erledigt|geschafft|cumplid\w*|hecho|termine\w*|fini|atteint)\b/,
  ],
  [
    "change",
    /\b(?:change|update|raise|lower|increase|decrease|move|make my goal|instead|ander\w*|erhoh\w*|senk\w*|cambia\w*|sube|baja|change[rz]?|modifie\w*|augmente\w*|baisse\w*)\b/,
  ],
  [
    "show",
    /\b(?:what(?:'s| is| are)|show|list|how (?:am i|far|close)|progress|status|welche|zeig\w*|was (?:ist|sind)|cuales|muestra\w*|que meta|quels?|montre\w*|ou en)\b/,
  ],
];

const PAY =
  /\b(?:earn\w*|make|making|commissions?|payout|pay|paid|ote|income|take home|verdien\w*|provision|ganar|gano|comision\w*|gagner|gagne|commission)\b/;
const COVERAGE = /\b(?:coverage|pipeline|abdeckung|cobertura|couverture)\b/;
const DEALS =
  /\b(?:deals?|logos?|customers?|clients?|clientes?|accounts?|abschlusse?|vertrage?|kunden|negocios|cierres?|ventas|affaires?|contrats?|sales)\b/;
const QUOTA = /\b(?:quota|attainment|target attainment|quote|cuota|zielerreichung)\b/;
/** What is done and counted. The word people use is kept. */
const ACTIVITY =
  /\b(meetings?|calls?|demos?|emails?|mails?|visits?|proposals?|sqls?|opportunit(?:y|ies)|prospects?|appointments?|discovery calls?|treffen|termine?|anrufe?|reuniones|reunion|llamadas?|rdv|rendez-vous|appels?)\b/;
const MEETING = /^(?:meetings?|treffen|termine?|reunion(?:es)?|rdv|rendez-vous|appointments?)$/;
const CALL = /^(?:calls?|anrufe?|llamadas?|appels?)$/;
const PRACTISE =
  /\b(?:get(?:ting)? better (?:at|in)|improve (?:my |on |at )?|work on (?:my )?|practi[cs]e (?:my )?|besser (?:in|bei) |mejorar (?:mi |mis |en )?|m'ameliorer (?:en|dans)|ameliorer (?:mes |ma |mon )?)\s*(.{3,60}?)(?=(?: (?:this|by|until|next|before|dies\w*|este|esta|ce|cette)\b)|[.,!?]|$)/;

const kindOf = (plain: string, unit: string | null, digits: number): { kind: string; what: string | null } | null => {
  if (COVERAGE.test(plain)) return { kind: "coverage", what: null };
  if (unit === "percent" || QUOTA.test(plain)) return { kind: "attainment", what: null };
  const activity = ACTIVITY.exec(plain)?.[1];
  if (activity && unit !== "money")
    return { kind: "activity", what: MEETING.test(activity) ? "meetings" : CALL.test(activity) ? "calls" : activity };
  if (PAY.test(plain)) return { kind: "pay", what: null };
  if (DEALS.test(plain) && unit !== "money") return { kind: "deals", what: null };
  if (unit === "money" || digits > 3) return { kind: "credited", what: null };
  return null;
};

/** Reads what a message wants of goals, in English, German, Spanish and French; the number was read before. */
export function goalRequest(message: string, amount: AmountInput): GoalRequest {
  const plain = plainWords(message);
  const practised = amount === null ? PRACTISE.exec(plain)?.[1]?.trim() : undefined;
  const said = VERBS.find(([, pattern]) => pattern.test(plain))?.[0];
  if (practised && said !== "drop" && said !== "done")
    return { verb: "set", kind: "skill", target: null, what: practised, ofQuota: false };
  const found = kindOf(plain, amount?.unit ?? null, amount?.value.replace(/\D.*/, "").length ?? 0);
  const target = amount && amount.value.startsWith("-") === false ? termsOf(amount.value, found?.kind ?? null) : null;
  // "What are my goals" after a message with a number still carries that number.
  const verb = said === undefined || (said === "show" && /\d/.test(plain)) ? (amount ? "set" : "show") : said;
  const ofQuota = SETS_QUOTA.test(plain) && !GOAL.test(plain);
  return { verb, kind: found?.kind ?? null, target, what: found?.what ?? null, ofQuota };
}

/** 110 percent is 1.1. */
function termsOf(value: string, kind: string | null): string {
  return kind === "attainment" ? percentAsRatio(value) : value;
}

/** A percentage as a ratio, digit for digit: "112.5" -> "1.125". */
export function percentAsRatio(value: string): string {
  const [whole = "0", fraction = ""] = value.split(".");
  const digits = whole.padStart(3, "0") + fraction;
  const point = digits.length - fraction.length - 2;
  return `${digits.slice(0, point).replace(/^0+(?=\d)/, "")}.${digits.slice(point)}`.replace(/\.?0+$/, "");
}
