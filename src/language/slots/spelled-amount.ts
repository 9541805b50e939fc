import type { WordTables } from "../lexicon.js";
import type { Amount } from "./amounts.js";
import type { Mention, Word } from "./mention.js";
import { numberWord } from "./number-words.js";

type At = (index: number) => string | undefined;
type MultiplierOf = (word: string | undefined) => number | undefined;

/** Words that join the parts of a number, and articles that stand for one. */
const JOINING = new Set(["and", "y", "und", "et"]);
const ARTICLES = new Set(["a", "an", "un", "una", "une", "ein", "eine", "einer", "einem", "einen"]);

/** "the top five", "los tres mejores": a number beside a word that puts things in order counts them. */
function isRanked(from: number, to: number, words: readonly Word[], { ranked }: WordTables): boolean {
  return ranked.has(words[from - 1]?.text ?? "") || ranked.has(words[to]?.text ?? "");
}

/**
 * "five grand", "twenty five thousand", "half a million", "cien mil", "zweihundertfünfzigtausend", "quatre-vingt-dix mille",
 * "a hundred and twenty percent", "three deals". A number word that counts nothing is no amount. Whole numbers only, but for halves.
 */
export function spelledAmount(
  i: number,
  at: At,
  words: readonly Word[],
  tables: WordTables,
  multiplierOf: MultiplierOf,
): Mention<Amount> | null {
  const read = half(i, at, tables, multiplierOf) ?? whole(i, at, tables, multiplierOf);
  if (!read) return null;
  const { to, large, scaled } = read;
  const value = String(read.value);
  const percent = tables.percent.match(to, at);
  if (percent) return { from: i, to: to + percent.length, value: { value, unit: "percent", currency: null } };
  // "Un millón de euros".
  const named = at(to) === "de" || at(to) === "d" ? to + 1 : to;
  const currency = tables.currencies.get(at(named) ?? "") ?? null;
  if (currency) return { from: i, to: named + 1, value: { value, unit: "money", currency } };
  if (read.bare) return null;
  if (scaled) return { from: i, to, value: { value, unit: "money", currency: null } };
  const counts = tables.counted.has(at(to) ?? "") || (read.value > 1 && isRanked(i, to, words, tables));
  return large || counts ? { from: i, to, value: { value, unit: "count", currency: null } } : null;
}

interface Spelled {
  readonly value: number;
  readonly to: number;
  /** At least a hundred was said. */
  readonly large: boolean;
  /** Thousands or more were said. */
  readonly scaled: boolean;
  /** Nothing but "mil" or "thousand": a number before a currency alone. */
  readonly bare: boolean;
}

/** "half a million", "medio millón", "eine halbe Million", "un demi-million". */
function half(i: number, at: At, { halves }: WordTables, multiplierOf: MultiplierOf): Spelled | null {
  let to = ARTICLES.has(at(i) ?? "") ? i + 1 : i;
  if (!halves.has(at(to) ?? "")) return null;
  to++;
  if (at(to) === "of") to++;
  if (ARTICLES.has(at(to) ?? "")) to++;
  const times = multiplierOf(at(to));
  return times === undefined ? null : { value: times / 2, to: to + 1, large: true, scaled: true, bare: false };
}

function whole(i: number, at: At, tables: WordTables, multiplierOf: MultiplierOf): Spelled | null {
  let total = 0;
  let current = 0;
  let to = i;
  let large = false;
  let last = 0;
  const hundredOrMore = (word: string | undefined) =>
    multiplierOf(word) !== undefined || tables.numbers.get(word ?? "") === 100;
  const article = ARTICLES.has(at(i) ?? "") && hundredOrMore(at(i + 1));
  if (article) to++;
  const begin = to;
  for (let word = at(to); word !== undefined; word = at(to)) {
    const number = numberWord(word, tables.numbers);
    const times = multiplierOf(word);
    if (number === 100) {
      current = (current || 1) * 100;
      large = true;
    } else if (number === 20 && current % 100 === 4 && word.startsWith("vingt")) current += 76;
    else if (number !== null) current += number;
    else if (times !== undefined) {
      last = times;
      total += (current || 1) * times;
      current = 0;
      large = true;
    } else if (!(to > i && JOINING.has(word) && (large || isTens(current)))) break;
    else if (tables.halves.has(at(to + 1) ?? "") || tables.halves.has(at(to + 2) ?? "")) {
      // "A million and a half", "millón y medio".
      return {
        value: total + last / 2,
        to: to + (tables.halves.has(at(to + 1) ?? "") ? 2 : 3),
        large,
        scaled: true,
        bare: false,
      };
    } else if (numberWord(at(to + 1) ?? "", tables.numbers) === null) break;
    to++;
  }
  const value = total + current;
  if (to === i || value === 0 || value > MOST) return null;
  const bare = !article && to === begin + 1 && last > 0 && current === 0;
  return { value, to, large, scaled: total > 0 || value >= 1000, bare };
}
/** After "treinta" or "vingt" an "y" or "et" goes on with the number. */
const isTens = (number: number): boolean => number >= 20 && number < 100 && number % 10 === 0;
/** More than anybody is paid; keeps every step exact in a double. */
const MOST = 1_000_000_000_000;
