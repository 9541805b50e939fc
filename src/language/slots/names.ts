import Fuse from "fuse.js";
import { editDistance, slipsAllowed } from "../spelling.js";
import { cleanText, tokenise } from "../text.js";
import { free, type Mention, take, type Word } from "./mention.js";

/** Something with a name that people shorten and misspell: a deal, a team. */
export interface Named {
  readonly key: string;
  readonly name: string;
}

/** What a message names. `several` are equally good; `unknown` was meant as a name but is nobody's. */
export type Naming<T> =
  | { readonly kind: "one"; readonly item: T }
  | { readonly kind: "several"; readonly said: string; readonly items: readonly T[] }
  | { readonly kind: "unknown"; readonly said: string };

/** Guesses that are kept at most. */
const GUESSES_KEPT = 1_000;
/** Longer words are not guessed at. */
export const LONGEST = 30;

/** Words that name nothing by themselves. */
const COMMON = new Set([
  "the",
  "and",
  "of",
  "inc",
  "llc",
  "ltd",
  "gmbh",
  "co",
  "corp",
  "group",
  "deal",
  "team",
  "new",
  "a",
  "for",
  "renewal",
  "expansion",
  "upsell",
]);

/** The names of one list, ready for looking up words of a message. */
export class NameIndex<T extends Named> {
  readonly #byWord = new Map<string, T[]>();
  #fuse: Fuse<{ word: string }> | undefined;
  /** Words of one message are looked at more than once; the index lives as long as a message or a directory does. */
  readonly #guessed = new Map<string, readonly T[]>();

  constructor(readonly items: readonly T[]) {
    for (const item of items) {
      for (const { text } of tokenise(cleanText(item.name))) {
        if (text.length < 2 || COMMON.has(text)) continue;
        const list = this.#byWord.get(text);
        if (!list) this.#byWord.set(text, [item]);
        else if (list.at(-1) !== item) list.push(item);
      }
    }
  }

  /** Made when a word has to be guessed, which most messages do not need. */
  #near(word: string) {
    this.#fuse ??= new Fuse(
      [...this.#byWord.keys()].map((known) => ({ word: known })),
      { keys: ["word"], threshold: 0.34, distance: 8 },
    );
    return this.#fuse.search(word, { limit: 5 });
  }

  get isEmpty(): boolean {
    return this.#byWord.size === 0;
  }

  /** Items with a word of this name: as written, by its beginning (from four letters), or with a slip of the fingers. */
  byWord(word: string, fuzzy: boolean): readonly T[] {
    const exact = this.#byWord.get(word);
    if (exact || !fuzzy || word.length < 4 || word.length > LONGEST) return exact ?? [];
    const known = this.#guessed.get(word);
    if (known) return known;
    const guess = this.#guess(word);
    if (this.#guessed.size >= GUESSES_KEPT) this.#guessed.clear();
    this.#guessed.set(word, guess);
    return guess;
  }

  #guess(word: string): readonly T[] {
    for (const { item } of this.#near(word)) {
      const near =
        item.word.startsWith(word) || editDistance(word, item.word, slipsAllowed(word)) <= slipsAllowed(word);
      if (near) return this.#byWord.get(item.word) ?? [];
    }
    return [];
  }

  /**
   * The name that the words from `start` on speak of: the item that most consecutive words point to. Words in `ordinary`
   * (vocabulary of questions) never start a name by themselves unless written with a capital within a sentence.
   */
  at(
    words: readonly Word[],
    start: number,
    ordinary: (index: number) => boolean,
    fuzzy: boolean,
  ): { items: readonly T[]; to: number } | null {
    const text = free(words, start);
    if (!text || COMMON.has(text)) return null;
    let items = this.byWord(text, fuzzy && !ordinary(start));
    if (items.length === 0) return null;
    let to = start + 1;
    let distinctive = !ordinary(start);
    for (let next = free(words, to); next !== undefined; next = free(words, to)) {
      const narrowed = COMMON.has(next)
        ? items
        : this.byWord(next, fuzzy && !ordinary(to)).filter((item) => items.includes(item));
      if (narrowed.length === 0) break;
      if (!COMMON.has(next)) {
        items = narrowed;
        distinctive = true;
      }
      to++;
    }
    while (to > start + 1 && COMMON.has(words[to - 1]?.text ?? "")) to--;
    const wholeName = items.filter((item) => tokenise(cleanText(item.name)).length === to - start);
    if (!distinctive && wholeName.length === 0) return null;
    return { items: wholeName.length > 0 ? wholeName : items, to };
  }
}

/** Every name of the index in the message, in order; taken words are masked with `mask`. */
export function findNames<T extends Named>(
  words: Word[],
  index: NameIndex<T>,
  mask: string,
  ordinary: (index: number) => boolean,
  fuzzy: boolean,
): Mention<Naming<T>>[] {
  const found: Mention<Naming<T>>[] = [];
  if (index.isEmpty) return found;
  for (let i = 0; i < words.length; i++) {
    const hit = index.at(words, i, ordinary, fuzzy);
    if (!hit) continue;
    const said = words
      .slice(i, hit.to)
      .map((word) => word.raw)
      .join(" ");
    const [item] = hit.items;
    if (!item) continue;
    take(words, i, hit.to, mask);
    found.push({
      from: i,
      to: hit.to,
      value: hit.items.length === 1 ? { kind: "one", item } : { kind: "several", said, items: hit.items },
    });
    i = hit.to - 1;
  }
  return found;
}
