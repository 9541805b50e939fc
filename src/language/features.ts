import type { ConceptIndex } from "./concepts.js";

/** Places that features are hashed into. */
export const BUCKETS = 1 << 16;

/** 32-bit FNV-1a, folded to a bucket. */
function bucket(feature: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < feature.length; i++) {
    hash ^= feature.charCodeAt(i);
    hash = Math.imul(hash, 0x01000193);
  }
  return (hash ^ (hash >>> 16)) & (BUCKETS - 1);
}

/** Words beyond this many add nothing to what is asked. */
const MAX_WORDS = 60;

/**
 * What a message looks like to the classifier: its words, pairs of neighbours, pairs with one word between, how words begin,
 * runs of three and four letters (which carry inflection, compounds and slips), and the concepts that the words touch, alone,
 * together and one after the other, which carry over from one language to another.
 */
export function featuresOf(all: readonly string[], concepts: ConceptIndex): Int32Array {
  const words = all.slice(0, MAX_WORDS);
  const found = new Set<number>();
  const add = (feature: string) => void found.add(bucket(feature));
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? "";
    add(word);
    add(`${words[i - 1] ?? "^"} ${word}`);
    if (i > 1) add(`${words[i - 2]} _ ${word}`);
    if (word.startsWith("<")) continue;
    if (word.length > 4) add(`${word.slice(0, 4)}*`);
    const letters = `_${word}_`;
    for (let at = 0; at + 3 <= letters.length; at++) add(`'${letters.slice(at, at + 3)}`);
    for (let at = 0; at + 4 <= letters.length; at++) add(`'${letters.slice(at, at + 4)}`);
  }
  add(`${words.at(-1) ?? ""} $`);
  if (words.length <= 2) add(`#${words.length}`);
  addConcepts(concepts.of(words), add);
  return Int32Array.from(found);
}

function addConcepts(touched: readonly (readonly number[])[], add: (feature: string) => void): void {
  const all = [...new Set(touched.flat())].sort((a, b) => a - b);
  for (const [i, one] of all.entries()) {
    add(`C${one}`);
    for (const other of all.slice(i + 1)) add(`C${one}&${other}`);
  }
  const inOrder = touched.filter((list) => list.length > 0);
  for (const [i, list] of inOrder.entries())
    for (const one of list) for (const next of inOrder[i + 1] ?? []) add(`C${one}>${next}`);
}
