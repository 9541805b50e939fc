import { plainWords } from "./plain-words.js";

export interface AdminRequest {
  readonly verb: "adjust" | "reopen" | "close" | "import" | "status" | "map" | "quota" | "plan" | "undo" | "other";
  /** Of an adjustment: the words after "because", "for" or a colon. */
  readonly reason: string | null;
  /** A platform account's id. */
  readonly account: string | null;
}

const VERBS: readonly (readonly [AdminRequest["verb"], RegExp])[] = [
  ["undo", /\b(?:undo|revert|roll ?back|ruckgangig|deshaz\w*|annule\w* (?:ca|cela))\b/],
  ["reopen", /\b(?:re-?open\w*|unlock|unfreeze|wieder offnen|reabr\w*|rouvr\w*)\b/],
  ["map", /\b(?:map|link|connect|verknupf\w*|vincul\w*|relie\w*)\b/],
  [
    "status",
    /\b(?:status|how (?:old|fresh|current|recent)|last import|data age|when (?:was|did)|up to date|wie alt|actualizad\w*|a jour|latest (?:data|import))\b/,
  ],
  ["close", /\b(?:close|lock|freeze|finali[sz]e|abschliess\w*|cierr\w*|clotur\w*)\b/],
  ["quota", /\bquotas?\b/],
  ["plan", /\b(?:assign|plan|onboard)\b/],
  ["import", /\b(?:import|upload|load|sync|refresh|ingest|file|importier\w*|importa\w*|importe\w*)\b/],
  [
    "adjust",
    /\b(?:adjust\w*|credit|pay|post|correction|true.?up|bonus|spiff|deduct\w*|claw ?back|anpass\w*|korrektur|ajust\w*|correg\w*)\b/,
  ],
];
const NEGATIVE =
  /(?:-\s*[$€£]?\d|\b(?:deduct|minus|take back|subtract|reduce|claw ?back|abzieh\w*|descuent\w*|deduis)\b)/;
const REASON =
  /(?::|,|\b(?:because(?: of)?|for the|reason|due to|wegen|porque|por|a cause de|parce que)\b:?)\s*(.{5,300})$/is;
const ACCOUNT = /\b([UW][A-Z0-9]{6,14})\b|\b([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\b/;

/** Reads what an admin wants done. */
export function adminRequest(message: string): AdminRequest & { readonly negative: boolean } {
  const plain = plainWords(message);
  const explicit =
    /\badjust\w*|\badjustment\b/.test(plain) && !/\breopen|re-open/.test(plain) ? ("adjust" as const) : undefined;
  const account = ACCOUNT.exec(message);
  return {
    verb: explicit ?? VERBS.find(([, pattern]) => pattern.test(plain))?.[0] ?? "other",
    reason: REASON.exec(message.trim())?.[1]?.trim() ?? null,
    account: account?.[1] ?? account?.[2] ?? null,
    negative: NEGATIVE.test(plain),
  };
}
