import { readdirSync, readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import { LANGUAGES, type Language } from "./lexicon.js";

const File = z.partialRecord(z.enum(LANGUAGES), z.array(z.string().min(1)));

/** A way to ask for a skill. `{period}` and the like are masks, as the reader of messages sets them. */
export interface Phrase {
  readonly skill: string;
  readonly language: Language;
  readonly text: string;
}

/** Phrases that one line of a file may grow into. More would let a single line outweigh the others. */
const MAX_PER_LINE = 8;

/**
 * Every phrase of `prompts/phrases/<skill>.yaml`. A line may hold alternatives in brackets, "how (near|close) am i (to quota|)",
 * which multiply; of many combinations an evenly spread sample is taken, always the same.
 */
export function readPhrases(folder = new URL("../../prompts/phrases/", import.meta.url)): Phrase[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".yaml"))
    .sort()
    .flatMap((name) => {
      const skill = name.slice(0, -".yaml".length);
      const file = File.parse(parse(readFileSync(new URL(name, folder), "utf8"), { schema: "failsafe" }));
      return LANGUAGES.flatMap((language) =>
        (file[language] ?? []).flatMap((line) => expand(line).map((text) => ({ skill, language, text }))),
      );
    });
}

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
