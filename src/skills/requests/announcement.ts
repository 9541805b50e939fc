import { plainWords } from "./plain-words.js";

export interface AnnouncementRequest {
  readonly verb: "show" | "cancel" | "draft";
  /** What is to be said, as it was written; null where the message says nothing yet. */
  readonly text: string | null;
  readonly role: "rep" | "manager" | null;
}

const CANCEL = /\b(?:cancel|take back|retract|stop|don't send|abbrechen|cancela\w*|annule\w*)\b/;
const SHOW =
  /\b(?:show|list|status|who (?:has )?(?:acknowledged|seen|signed|read)|announcements|ankundigungen|anuncios|annonces)\b/;
const ROLES: readonly (readonly ["rep" | "manager", RegExp])[] = [
  [
    "manager",
    /\b(?:to|all|every|an|a|an alle|a los|aux) (?:the |all )?(?:managers?|leaders?|fuhrungskraft\w*|gerentes|responsables)\b/,
  ],
  [
    "rep",
    /\b(?:to|all|every|an|a|an alle|a los|aux|les|los) (?:the |all )?(?:reps?|sellers?|salespeople|verkaufer\w*|vendedores|commerciaux|vendeurs)\b/,
  ],
];
const SAID = /(?::|\b(?:that|dass|que)\b)\s*(.{10,2000})$/is;

/** Reads what an admin wants announced; whom it is for by plan, team and region is matched against what there is. */
export function announcementRequest(message: string): AnnouncementRequest {
  const plain = plainWords(message);
  const text = SAID.exec(message.trim())?.[1]?.trim() ?? null;
  const role = ROLES.find(([, pattern]) => pattern.test(plain))?.[0] ?? null;
  if (text === null && CANCEL.test(plain)) return { verb: "cancel", text: null, role };
  if (text === null && SHOW.test(plain)) return { verb: "show", text: null, role };
  return { verb: "draft", text, role };
}

/** The first of `names` that the message names as a whole word, case and accents aside; the longest where one is in another. */
export function namedIn(message: string, names: readonly string[]): string | null {
  const plain = ` ${plainWords(message).replace(/[^\p{L}\p{N}.]+/gu, " ")} `;
  const found = names.filter((name) => {
    const said = plainWords(name)
      .replace(/[^\p{L}\p{N}.]+/gu, " ")
      .trim();
    return said.length > 1 && plain.includes(` ${said} `);
  });
  return found.sort((a, b) => b.length - a.length)[0] ?? null;
}
