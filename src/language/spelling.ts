/**
 * Edits that make `a` into `b` (insert, delete, replace, swap neighbours: optimal string alignment), or `limit` + 1 when
 * there are more. Swaps count once because they are the commonest slip of the fingers.
 */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let best = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (beforeLast[j - 2] ?? 0) + 1);
      row.push(cost);
      if (cost < best) best = cost;
    }
    if (best > limit) return limit + 1;
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? limit + 1;
}

/** Slips allowed in a word: none up to three letters, one up to six, two beyond. */
export const slipsAllowed = (word: string): number => (word.length <= 3 ? 0 : word.length <= 6 ? 1 : 2);

/** Finds the nearest known word. Looks only at words of a near length that share the first or the last letter. */
export class WordIndex {
  readonly #byLength = new Map<number, string[]>();
  readonly #words: ReadonlySet<string>;
  #bySkeleton: ReadonlyMap<string, string> | undefined;

  constructor(words: Iterable<string>) {
    this.#words = new Set(words);
    for (const word of this.#words) {
      const bucket = this.#byLength.get(word.length);
      if (bucket) bucket.push(word);
      else this.#byLength.set(word.length, [word]);
    }
  }

  has(word: string): boolean {
    return this.#words.has(word);
  }

  /** The word that a hurried one leaves the vowels out of: "mch" is "much", "wrk" is "work". Of several the first in order. */
  withVowels(word: string): string | null {
    if (word.length < 2 || word.length > LONGEST_SKELETON || (word.match(VOWEL)?.length ?? 0) > 1) return null;
    this.#bySkeleton ??= skeletons(this.#words);
    return this.#bySkeleton.get(skeletonOf(word)) ?? null;
  }

  /** Two words written as one: "winrate", "dealsize". Null where neither or more than one way to part it is known. */
  parted(word: string): readonly [string, string] | null {
    if (word.length < 2 * SHORTEST_HALF || word.length > LONGEST_PARTED) return null;
    const ways = Array.from({ length: word.length - 2 * SHORTEST_HALF + 1 }, (_, i) => SHORTEST_HALF + i)
      .map((at) => [word.slice(0, at), word.slice(at)] as const)
      .filter((halves) => halves.every((half) => this.#words.has(half)));
    return ways.length === 1 ? (ways[0] ?? null) : null;
  }

  /** The nearest word and its distance, or null when none is near enough. Of equally near words the first in order is taken. */
  nearest(word: string): { word: string; distance: number } | null {
    const limit = slipsAllowed(word);
    if (limit === 0) return null;
    let found: { word: string; distance: number } | null = null;
    // A letter left out is commoner than one too many, so longer words are looked at before shorter ones.
    for (const step of [0, 1, -1, 2, -2].slice(0, 2 * limit + 1)) {
      for (const candidate of this.#byLength.get(word.length + step) ?? []) {
        if (candidate[0] !== word[0] && candidate.at(-1) !== word.at(-1)) continue;
        const distance = editDistance(word, candidate, found ? found.distance - 1 : limit);
        if (distance <= (found ? found.distance - 1 : limit)) found = { word: candidate, distance };
        if (found?.distance === 1 && candidate[0] === word[0]) return found;
      }
    }
    return found;
  }
}

const VOWEL = /[aeiou]/g;
const LONGEST_SKELETON = 5;
const SHORTEST_HALF = 3;
const LONGEST_PARTED = 24;

/** The first letter and the consonants after it. */
const skeletonOf = (word: string): string => word.slice(0, 1) + word.slice(1).replace(VOWEL, "");

function skeletons(words: ReadonlySet<string>): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const word of words) {
    const skeleton = skeletonOf(word);
    if (skeleton.length >= 2 && word.length <= skeleton.length + 3 && !found.has(skeleton)) found.set(skeleton, word);
  }
  return found;
}
