import { type LanguageModel, trainModel } from "../../src/language/model.js";
import { type Phrase, readPhrases } from "../../src/language/phrases.js";
import { understand } from "../../src/language/understand.js";
import { company, fillings } from "./company.js";
import type { Suite, SuiteOptions } from "./suite.js";

/** Shares of the phrases of each intent that are learnt from. */
const SHARES = [0.125, 0.25, 0.5, 1] as const;

/** A phrase as a question: placeholders filled in turn, so that the same run always asks the same. */
function asked({ text, language }: Phrase, turn: number): string {
  let at = turn;
  return text.replace(/\{(\w+)\}/g, (whole, kind: string) => {
    const values = fillings[kind]?.[language] ?? fillings[kind]?.en ?? [whole];
    return values[at++ % values.length] ?? whole;
  });
}

/** Of every skill and language the given share, evenly spread. */
function thinned(phrases: readonly Phrase[], share: number): Phrase[] {
  const seen = new Map<string, number>();
  return phrases.filter(({ skill, language }) => {
    const key = `${skill} ${language}`;
    const before = seen.get(key) ?? 0;
    seen.set(key, before + share);
    return Math.floor(before + share) > Math.floor(before);
  });
}

async function accuracy(
  model: LanguageModel,
  heldOut: readonly Phrase[],
  { misses, print }: SuiteOptions,
  list: boolean,
  bins: Bins,
  groups: Groups,
) {
  let right = 0;
  for (const [turn, phrase] of heldOut.entries()) {
    const text = asked(phrase, turn);
    const { skill, confidence } = await understand(text, { ...company("Robin Vale"), previous: null }, model);
    if (list) bins.add(confidence, skill === phrase.skill);
    if (list) groups.add(phrase, skill === phrase.skill);
    if (skill === phrase.skill) right++;
    else if (misses && list)
      print(`- [${phrase.source}] "${text}": ${skill} (${confidence.toFixed(2)}), not ${phrase.skill}`);
  }
  return { right, of: heldOut.length };
}

/** How often readings of about the same confidence are right. */
class Bins {
  readonly #bins = Array.from({ length: 10 }, () => ({ right: 0, of: 0 }));

  add(confidence: number, right: boolean): void {
    const bin = this.#bins[Math.min(9, Math.floor(confidence * 10))];
    if (!bin) return;
    bin.of++;
    if (right) bin.right++;
  }

  lines(): string[] {
    return this.#bins.map(
      (bin, i) => `  ${(i / 10).toFixed(1)} to ${((i + 1) / 10).toFixed(1)} ${percent(bin)} of ${bin.of}`,
    );
  }
}

/** What share of each language and of each intent is right. */
class Groups {
  readonly #groups = new Map<string, { right: number; of: number }>();

  add({ language, skill }: Phrase, right: boolean): void {
    for (const name of [`language ${language}`, `intent ${skill}`]) {
      const group = this.#groups.get(name) ?? { right: 0, of: 0 };
      this.#groups.set(name, { right: group.right + (right ? 1 : 0), of: group.of + 1 });
    }
  }

  lines(): string[] {
    const sorted = [...this.#groups].sort(([a], [b]) => (a < b ? -1 : 1));
    return sorted.map(([name, group]) => `  ${name.padEnd(24)}${percent(group)} of ${group.of}`);
  }
}

const percent = ({ right, of }: { right: number; of: number }): string =>
  `${((100 * right) / Math.max(1, of)).toFixed(1)} %`.padStart(8);

export const curveSuite: Suite = {
  name: "curve",
  description:
    "what more phrases bring: each way of speaking in turn is held out as a whole, and a share of the others is learnt from",
  async run(options) {
    const phrases = readPhrases();
    const sources = [...new Set(phrases.map(({ source }) => source))].filter((source) => source !== "plain");
    options.print(`${"held out".padEnd(18)}${SHARES.map((share) => `${100 * share} %`.padStart(8)).join("")}`);
    const bins = new Bins();
    const groups = new Groups();
    const total = SHARES.map(() => ({ right: 0, of: 0 }));
    for (const source of sources) {
      const heldOut = phrases.filter((phrase) => phrase.source === source);
      const rest = phrases.filter((phrase) => phrase.source !== source);
      const cells: string[] = [];
      for (const [column, share] of SHARES.entries()) {
        const result = await accuracy(trainModel(thinned(rest, share)), heldOut, options, share === 1, bins, groups);
        cells.push(percent(result));
        const sum = total[column];
        if (sum) Object.assign(sum, { right: sum.right + result.right, of: sum.of + result.of });
      }
      options.print(`${source.padEnd(18)}${cells.join("")}`);
    }
    options.print(`${"all of them".padEnd(18)}${total.map(percent).join("")}`);
    options.print("by language and intent, learnt from all others:");
    for (const line of groups.lines()) options.print(line);
    options.print("how often a confidence comes true, learnt from all others:");
    for (const line of bins.lines()) options.print(line);
  },
};
