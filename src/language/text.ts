/** The longest message that is read; anything after it is cut off. Questions are short, and work must stay bounded. */
const MAX_CHARACTERS = 2_000;
/** Words beyond this many are left out: what is asked stands at the beginning, and reading a word costs more than a character. */
const MAX_WORDS = 160;

/** A word, number, handle or address of a message. `text` is lower case and without accents for comparing, `raw` as written. */
export interface Token {
  readonly text: string;
  readonly raw: string;
  /** Position of the first character in the cleaned message. */
  readonly at: number;
  /** Written with the ending of possession: "Dana's". */
  readonly possessive?: boolean;
}

/** "oct '25", "Q3'25": the century that was left out. */
const SHORTENED_YEAR = /(\b(?:\p{L}{3,10}|[a-z]\d))\.? {0,1}'(\d{2})(?![\d\p{L}%'])/giu;

/** Latin letters and those of other scripts that look the same, which hide a word from a reader that compares. */
const LOOKALIKES: Readonly<Record<string, string>> = Object.fromEntries(
  [..."АаВЕеКкМНОоРрСсТХхуіѕјԁΑΒΕΖΗΙΚΜΝΟΡΤΥΧο"].map((letter, i) => [
    letter,
    [..."AaBEeKkMHOoPpCcTXxyisjdABEZHIKMNOPTYXo"][i] ?? letter,
  ]),
);
const LOOKALIKE = new RegExp(`[${Object.keys(LOOKALIKES).join("")}]`, "gu");
const MONEY_PICTURES = /[\u{1F4B0}\u{1F4B5}\u{1F4B8}\u{1F4B2}\u{1F911}]/gu;

/**
 * The message as it is read: at most `MAX_CHARACTERS`, compatibility forms unified, nothing invisible (controls, zero-width
 * and direction marks, Unicode tags, variation selectors), straight quotes, and look-alike letters of other scripts made
 * Latin in words that mix scripts.
 */
export function cleanText(text: string): string {
  return text
    .slice(0, MAX_CHARACTERS)
    .normalize("NFKC")
    .replace(MONEY_PICTURES, " money ")
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, " ")
    .replace(/\p{Cf}|\p{Cs}|\p{Co}|\p{Cn}|\p{Variation_Selector}/gu, "")
    .replace(/[\u2018\u2019\u02BC\u00B4`]/g, "'")
    .replace(/[\u201C\u201D\u00AB\u00BB\u201E]/g, '"')
    .replace(/[\u2010-\u2015\u2212]/g, "-")
    .replace(SHORTENED_YEAR, "$1 20$2")
    .replace(/[\p{L}]+/gu, (word) =>
      /[a-z]/i.test(word) ? word.replace(LOOKALIKE, (letter) => LOOKALIKES[letter] ?? letter) : word,
    )
    .trim();
}

/** Lower case, accents off, a run of three or more equal letters made one: "Quotaaaa" -> "quota", "comisión" -> "comision". */
export const fold = (word: string): string =>
  word
    .toLowerCase()
    .replaceAll("ß", "ss")
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/(\p{L})\1{2,}/gu, "$1");

// An address, a handle, an ISO day or month, a number with its sign and suffix, a word. Each alternative is linear.
const TOKEN =
  /[\p{L}\p{N}][\p{L}\p{N}._+-]*@[\p{L}\p{N}.-]+|<@[A-Z0-9]+(?:\|[^>]{0,80})?>|@[\p{L}\p{N}][\p{L}\p{N}._-]*|\d{4}-\d{2}(?:-\d{2})?(?![\p{L}\p{N}])|\d{1,4}[/.]\d{1,2}[/.]\d{2,4}(?![\p{L}\p{N}.])|[$€£¥]?\d+(?:[.,]\d+)*(?:[$€£¥%]|[\p{L}]{1,6})?|[\p{L}\p{N}]+(?:'[\p{L}]+)*|[$€£¥%]/gu;

/** Small letters and single blanks, which most lines of the phrase files are: nothing in them needs folding. */
const PLAIN_WORDS = /^(?!.*([a-z])\1\1)[a-z]+(?: [a-z]+)*$/;

function plainTokens(message: string): Token[] {
  let at = 0;
  return message.split(" ", MAX_WORDS).map((text) => {
    const token = { text, raw: text, at };
    at += text.length + 1;
    return token;
  });
}

/** Contractions whose ending is a verb and not possession. */
const IS = new Set([
  "what",
  "how",
  "who",
  "where",
  "when",
  "that",
  "it",
  "there",
  "here",
  "why",
  "which",
  "he",
  "she",
  "let",
  "everything",
  "everyone",
  "everybody",
]);

/** Splits a cleaned message into tokens. "Dana's" is one token marked possessive; "what's" is "what" and "is". */
export function tokenise(message: string): Token[] {
  if (PLAIN_WORDS.test(message)) return plainTokens(message);
  const tokens: Token[] = [];
  for (const match of message.matchAll(TOKEN)) {
    if (tokens.length >= MAX_WORDS) break;
    const raw = match[0];
    const at = match.index;
    const apostrophe = raw.indexOf("'");
    if (apostrophe < 0 || raw.startsWith("@")) {
      tokens.push({ text: fold(raw.replace(/[.-]+$/, "")), raw, at });
      continue;
    }
    const head = raw.slice(0, apostrophe);
    const tail = raw.slice(apostrophe + 1).toLowerCase();
    const text = fold(head);
    if (tail === "s" && !IS.has(text)) tokens.push({ text, raw: head, at, possessive: true });
    else if (CONTRACTED[tail] !== undefined && !FRENCH.test(text)) {
      // "can't", "won't": the n belongs to "not".
      const stem =
        tail === "t" && text.endsWith("n")
          ? text === "won"
            ? "will"
            : text === "can"
              ? "can"
              : text.slice(0, -1)
          : text;
      tokens.push({ text: stem, raw: head, at }, { text: CONTRACTED[tail] ?? tail, raw: tail, at: at + apostrophe });
    } else {
      tokens.push({ text, raw: head, at });
      if (tail) tokens.push({ text: fold(tail), raw: raw.slice(apostrophe + 1), at: at + apostrophe + 1 });
    }
  }
  return tokens;
}

const CONTRACTED: Readonly<Record<string, string>> = {
  s: "is",
  re: "are",
  m: "am",
  ve: "have",
  ll: "will",
  d: "would",
  t: "not",
};
const FRENCH = /^(?:l|d|j|n|c|s|t|m|qu|jusqu)$/;
