import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import { fold } from "../../language/text.js";

const list = z.array(z.string());
const Words = z.strictObject({
  approximately: list,
  particles: list,
  numbers: z.record(z.string(), list),
  numberLike: list,
  ratios: z.record(z.string(), list),
  bounds: list,
  elsewhen: list,
  promises: list,
  met: list,
  labels: z.record(z.string(), z.strictObject({ keys: list, words: list })),
  units: z.record(z.string(), list),
  openers: list,
});

const folded = (words: readonly string[]): ReadonlySet<string> => new Set(words.map(fold));

const FILE = new URL("../../../prompts/guard/words.yaml", import.meta.url);

function read() {
  const file = Words.parse(parse(readFileSync(FILE, "utf8"), { schema: "failsafe" }));
  return {
    approximately: folded(file.approximately),
    particles: folded(file.particles),
    /** 2 to 20 -> words. */
    numbers: new Map(Object.entries(file.numbers).map(([number, words]) => [Number(number), words])),
    numberLike: folded([...file.numberLike, ...Object.values(file.numbers).flat()]),
    /** Word -> ratio as a fraction of integers. */
    ratios: new Map(
      Object.entries(file.ratios).flatMap(([ratio, words]) => {
        const [n = 1, d = 1] = ratio.split("/").map(Number);
        return words.map((word) => [fold(word), n / d] as const);
      }),
    ),
    bounds: file.bounds,
    elsewhen: file.elsewhen,
    promises: folded(file.promises),
    met: file.met.map((source) => new RegExp(`(?<!\\p{L})${source}(?!\\p{L})`, "u")),
    labels: Object.values(file.labels).map(({ keys, words }) => ({ keys: new Set(keys), words: folded(words) })),
    units: new Map(Object.entries(file.units)),
    openers: folded(file.openers),
  };
}

let words: ReturnType<typeof read> | undefined;

/** What the guard knows of words, read once from `prompts/guard/words.yaml`. */
export function guardLists(): ReturnType<typeof read> {
  words ??= read();
  return words;
}
