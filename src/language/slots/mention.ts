import type { Token } from "../text.js";

/** A word of the message while it is read: corrected spelling, and what it was taken for once something is recognised. */
export interface Word extends Token {
  /** The mask that stands in its place when the intent is decided: "<period>". Set on every word of a mention. */
  mask?: string;
}

/** Something recognised in the words `from` .. `to` (excluded). */
export interface Mention<T> {
  readonly from: number;
  readonly to: number;
  readonly value: T;
}

/** Marks the words of a mention as taken, so that nothing else reads them. */
export function take(words: Word[], from: number, to: number, mask: string): void {
  for (let i = from; i < to; i++) {
    const word = words[i];
    if (word) word.mask = mask;
  }
}

/** The text of a word that nothing has taken yet. */
export const free = (words: readonly Word[], index: number): string | undefined => {
  const word = words[index];
  return word && word.mask === undefined ? word.text : undefined;
};
