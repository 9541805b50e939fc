/** "Since", "now that", "given that": what follows is taken for granted and not asked. In four languages, without accents. */
const GRANTED =
  /\b(?:since|now that|given that|seeing as|considering|because|after|ya que|ahora que|dado que|puesto que|como ya|despues de que|da ich|weil ich|nachdem|jetzt wo|puisque|maintenant que|vu que|comme|etant donne que|apres que)\b/g;
/** How far after such a word a claim may stand, in characters. */
const REACH = 90;

const CLAIMS: readonly (readonly [claim: string, words: RegExp])[] = [
  [
    "quota_met",
    /\b(?:hit|made|met|reached|beat|crushed|cleared|passed|exceeded|attained|achieved|finished|at|over|above|past)\b(?: \w+){0,3} (?:quota|my number|100 ?%)|\b(?:alcance|cumpli|llegue a|supere|pase)\b(?: \w+){0,2} (?:cuota|meta|objetivo)|\b(?:quote|ziel|vorgabe)\b(?: \w+){0,3} (?:erreicht|geschafft|ubertroffen|erfullt)|\b(?:atteint|depasse|fait|realise)\b(?: \w+){0,2} (?:quota|objectif)/,
  ],
  [
    "in_accelerator",
    /\b(?:in|into|on|hit|reached|unlocked|got|earning) (?:my |the |an? |our )?accel\w*|\baccel\w* (?:kicked in|is on|are on|started|has started|applies|apply)|\b(?:en|alcance|active) (?:el |los )?acelerad\w*|\b(?:im|den|in den) beschleuniger\w*|\bbeschleuniger\w*(?: \w+){0,2} (?:erreicht|greift)|\b(?:dans|atteint|declenche) (?:l'|les |l |mon )?accelerat\w*/,
  ],
  [
    "draw_cleared",
    /\bdraws?\b(?: \w+){0,3} (?:forgiven|paid (?:back|off)|cleared|recovered|gone|repaid|settled|over)|\b(?:paid (?:back|off)|cleared|repaid) (?:my |the )?draws?|\banticipo\w*(?: \w+){0,3} (?:perdonad\w*|pagad\w*|recuperad\w*|devuelt\w*)|\bvorschuss\w*(?: \w+){0,3} (?:erlassen|zuruckgezahlt|getilgt)|\bavances?\b(?: \w+){0,3} (?:annulee?s?|remboursee?s?|soldee?s?)/,
  ],
  [
    "capped",
    /\b(?:i am|i'm|im|been|got) capped\b|\b(?:hit|reached|at|over) (?:my |the )?cap\b|\b(?:alcance|llegue al) (?:el |mi )?tope|\b(?:bin|ist) gedeckelt|\bobergrenze(?: \w+){0,2} erreicht|\batteint (?:le |mon )?plafond/,
  ],
];
/** After these a goal is as likely still to come ("what do I earn after I hit quota"); a draw that was forgiven is not. */
const AFTER = new Set(["after", "nachdem", "despues de que", "apres que"]);
/** Messages that take more for granted than this are read no further. */
const MOST = 6;
/** Takes a claim back: "if I hit", "have I hit", "not". */
const OPEN = /\b(?:if|unless|whether|would|once|not|never|until|si|wenn|falls|ob|nicht|no|pas|jusqu)\b/;

/** A claim and the characters of the message that make it. */
export interface Claim {
  readonly claim: string;
  readonly from: number;
  readonly to: number;
}

/** What a message takes for granted about the asker, in order. `plain` is the text in small letters and without accents. */
export function claimsIn(plain: string): readonly Claim[] {
  return [...plain.matchAll(GRANTED)].slice(0, MOST).flatMap(({ 0: lead, index: from }): Claim[] => {
    const stretch = plain.slice(from, from + REACH).split(/[,;.?!\n]/, 1)[0] ?? "";
    if (OPEN.test(stretch)) return [];
    return CLAIMS.filter(([claim]) => claim === "draw_cleared" || !AFTER.has(lead)).flatMap(([claim, words]) => {
      const found = words.exec(stretch);
      return found ? [{ claim, from, to: from + found.index + found[0].length }] : [];
    });
  });
}
