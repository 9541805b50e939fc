import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";

const ConceptFile = z.record(z.string(), z.array(z.string().min(1)).min(1));

interface Phrase {
  readonly words: readonly string[];
  readonly concept: number;
}

/**
 * What words have to do with, whatever the language: "commission", "provisión" and "paycheck" are all about pay. Read from
 * `prompts/lexicon/concepts.yaml`. Looking a word up costs a map access for each of its beginnings.
 */
export class ConceptIndex {
  readonly names: readonly string[];
  readonly #exact = new Map<string, number[]>();
  readonly #stems = new Map<string, number[]>();
  readonly #phrases = new Map<string, Phrase[]>();

  constructor(file: Readonly<Record<string, readonly string[]>>) {
    this.names = Object.keys(file);
    for (const [concept, words] of Object.values(file).entries())
      for (const word of words) {
        const parts = word.split(" ");
        if (parts.length > 1) put(this.#phrases, parts[0] ?? "", { words: parts, concept });
        else if (word.endsWith("*")) put(this.#stems, word.slice(0, -1), concept);
        else put(this.#exact, word, concept);
      }
  }

  /** The concepts that each word touches, in the order of the words. */
  of(words: readonly string[]): number[][] {
    return words.map((word, i) => {
      const found = new Set(this.#exact.get(word));
      for (let end = 2; end <= Math.min(word.length, LONGEST_STEM); end++)
        for (const concept of this.#stems.get(word.slice(0, end)) ?? []) found.add(concept);
      for (const { words: parts, concept } of this.#phrases.get(word) ?? [])
        if (parts.every((part, j) => matches(part, words[i + j]))) found.add(concept);
      return [...found];
    });
  }
}

const LONGEST_STEM = 16;
const matches = (part: string, word: string | undefined): boolean =>
  word !== undefined && (part.endsWith("*") ? word.startsWith(part.slice(0, -1)) : part === word);

function put<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

export const readConcepts = (): ConceptIndex =>
  new ConceptIndex(
    ConceptFile.parse(parse(readFileSync(new URL("../../prompts/lexicon/concepts.yaml", import.meta.url), "utf8"))),
  );
