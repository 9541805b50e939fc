import type { Classifier, Ranking } from "./classifier.js";
import { maskedWords } from "./model.js";
import type { Word } from "./slots/mention.js";

/** Where one question may end and the next begin. */
const BREAKS =
  /[?.!;:,&\n]|\b(?:and|also|plus|then|und|sowie|ausserdem|außerdem|y|tambien|también|ademas|además|e|et|puis|aussi)\b/giu;
const JOINTS = new Set([
  "and",
  "also",
  "plus",
  "then",
  "und",
  "sowie",
  "ausserdem",
  "y",
  "tambien",
  "ademas",
  "e",
  "et",
  "puis",
  "aussi",
]);
/** What stands beside a question without being one. */
const ASIDE = new Set(["clarify", "smalltalk", "out_of_scope", "help"]);
const MAX_CUTS = 12;
/** How likely a part must be a question of its own. */
const OWN = 0.5;
/** How much the whole message has a say in what a part asks. */
const WHOLE = 0.25;

/** One of several questions in a message: what it asks, and the characters it stands in. */
export interface Part {
  readonly skill: string;
  readonly from: number;
  readonly to: number;
}

/** The questions of a message in order, when at least two parts clearly ask different things; otherwise none. */
export function severalIntents(text: string, words: readonly Word[], whole: Ranking, classifier: Classifier): Part[] {
  if (words.length < 5) return [];
  const cuts = [...text.matchAll(BREAKS)].map(({ index }) => index).slice(0, MAX_CUTS);
  if (cuts.length === 0) return [];
  const inWhole = new Map(whole.map(({ label, probability }) => [label, probability]));
  const found: Part[] = [];
  for (const [i, from] of [0, ...cuts].entries()) {
    const to = cuts[i] ?? text.length + 1;
    const part = words.filter(({ at, text: word }) => at >= from && at < to && !JOINTS.has(word));
    const own = maskedWords(part);
    if (own.length < 2 || part.every(({ mask }) => mask !== undefined)) continue;
    const ranking = classifier.rank(own).map(({ label, probability }) => ({
      label,
      probability,
      weight: probability * (inWhole.get(label) ?? 0) ** WHOLE,
    }));
    const best = ranking.reduce((most, one) => (one.weight > most.weight ? one : most));
    const known = ASIDE.has(best.label) || found.some(({ skill }) => skill === best.label);
    if (best.probability >= OWN && !known) found.push({ skill: best.label, from, to });
  }
  return found.length > 1 ? found : [];
}
