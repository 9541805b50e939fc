import type { Language } from "./lexicon.js";
import { LANGUAGES, wordTables } from "./lexicon.js";
import { type Amount, findAmounts } from "./slots/amounts.js";
import type { Word } from "./slots/mention.js";
import { cleanText, tokenise } from "./text.js";

/**
 * The amount that a field of a form holds: "50k", "$1.2m", "120%", "fünfzig tausend" in the language of `locale`. Null when it
 * holds none, several, or anything else beside it.
 */
export function readAmount(text: string, locale: string): Amount | null {
  const language: Language = LANGUAGES.find((known) => locale.startsWith(known)) ?? "en";
  const words: Word[] = tokenise(cleanText(text)).map((token) => ({ ...token }));
  const [found, ...others] = findAmounts(words, wordTables(), language);
  // Reading a message a dash is a dash; here it can only be a sign.
  if (!found || others.length > 0 || /^\s*[-\u2212\u2013(]/.test(text)) return null;
  return found.from === 0 && found.to === words.length ? found.value : null;
}
