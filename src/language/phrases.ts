import { readdirSync, readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import { LANGUAGES, type Language } from "./lexicon.js";

const FOLDER = new URL("../../prompts/phrases/", import.meta.url);

/** A file of `plain/`: one skill, its lines by language. */
const BySkill = z.partialRecord(z.enum(LANGUAGES), z.array(z.string().min(1)));
/** A file beside it: one way of speaking, its phrases by skill, one a line. */
const BySource = z.strictObject({ language: z.enum(LANGUAGES), phrases: z.record(z.string(), z.string()) });

/** A way to ask for a skill. `{period}` and the like are masks, as the reader of messages sets them. */
export interface Phrase {
  readonly skill: string;
  readonly language: Language;
  /** Who speaks so: the name of the file, "plain" for the first collection. Held out as a whole to measure how well the rest carries. */
  readonly source: string;
  readonly text: string;
}

/** Phrases that one line of a file may grow into. More would let a single line outweigh the others. */
const MAX_PER_LINE = 8;

/**
 * Every phrase under `prompts/phrases/`, in a fixed order. A line may hold alternatives in brackets, "how (near|close) am i
 * (to quota|)", which multiply; of many combinations an evenly spread sample is taken, always the same.
 */
export function readPhrases(folder = FOLDER): Phrase[] {
  const files = (of: URL) =>
    readdirSync(of)
      .filter((name) => name.endsWith(".yaml"))
      .sort();
  const plain = new URL("plain/", folder);
  const bySkill = files(plain).flatMap((name) => {
    const file = BySkill.parse(read(new URL(name, plain)));
    return LANGUAGES.flatMap((language) =>
      phrasesOf(file[language] ?? [], { skill: stem(name), language, source: "plain" }),
    );
  });
  const bySource = files(folder).flatMap((name) => {
    const { language, phrases } = BySource.parse(read(new URL(name, folder)));
    return Object.entries(phrases).flatMap(([skill, lines]) =>
      phrasesOf(lines.split("\n"), { skill, language, source: stem(name) }),
    );
  });
  return [...bySkill, ...bySource];
}

const read = (file: URL): unknown => parse(readFileSync(file, "utf8"), { schema: "failsafe" });
const stem = (name: string): string => name.slice(0, -".yaml".length);
const phrasesOf = (lines: readonly string[], about: Omit<Phrase, "text">): Phrase[] =>
  lines.filter((line) => line.trim() !== "").flatMap((line) => expand(line).map((text) => ({ ...about, text })));

/** The combinations of a line's alternatives, at most `limit` of them. Alternatives do not nest. */
function expand(line: string, limit = MAX_PER_LINE): string[] {
  const parts = line.split(/\(([^()]*)\)/).map((part, i) => (i % 2 === 1 ? part.split("|") : [part]));
  const total = parts.reduce((product, options) => product * options.length, 1);
  const count = Math.min(total, limit);
  const texts = new Set<string>();
  for (let n = 0; n < count; n++) {
    let index = Math.floor((n * total) / count);
    // A step that shares no factor with the number of options walks through every alternative of every bracket.
    if (total > limit) index = (n * (Math.floor(total / count) | 1) + n) % total;
    const text = parts
      .map((options) => {
        const option = options[index % options.length] ?? "";
        index = Math.floor(index / options.length);
        return option;
      })
      .join("");
    texts.add(text.replace(/\s+/g, " ").trim());
  }
  return [...texts];
}
