import { createHash } from "node:crypto";

const BUCKETS = 1 << 15;
const EPOCHS = 4;
const RATE = 5;
/** Shrinks weights a little with every step, so that no single phrase is learnt by heart. */
const DECAY = 1e-5;
/** An example that is this sure teaches nothing more. */
const LEARNED = 0.97;

/** What a classifier learns from: the words of a message, recognised things already masked, and the right label. */
export interface Example {
  readonly words: readonly string[];
  readonly label: string;
}

/** Labels with their probability, the likeliest first. */
export type Ranking = readonly { readonly label: string; readonly probability: number }[];

/** 32-bit FNV-1a, folded to a bucket. */
function bucket(feature: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < feature.length; i++) {
    hash ^= feature.charCodeAt(i);
    hash = Math.imul(hash, 0x01000193);
  }
  return (hash ^ (hash >>> 15)) & (BUCKETS - 1);
}

/** Words, pairs of neighbours, pairs with one word between, how the message begins, and word beginnings, which carry inflection. */
function featuresOf(words: readonly string[]): Int32Array {
  const features = new Int32Array(words.length * 4 + 2);
  let count = 0;
  const add = (feature: string) => {
    const at = bucket(feature);
    for (let i = 0; i < count; i++) if (features[i] === at) return;
    features[count++] = at;
  };
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? "";
    add(word);
    add(`${words[i - 1] ?? "^"} ${word}`);
    if (i > 1) add(`${words[i - 2]} _ ${word}`);
    if (word.length > 4 && !word.startsWith("<")) add(`${word.slice(0, 4)}*`);
  }
  add(`${words.at(-1) ?? ""} $`);
  if (words.length <= 2) add(`#${words.length}`);
  return features.subarray(0, count);
}

/** A softmax regression over hashed features, trained by plain gradient steps in a fixed order: the same examples give the same weights. */
export class Classifier {
  readonly labels: readonly string[];
  readonly #weights: Float32Array;

  constructor(examples: readonly Example[]) {
    this.labels = [...new Set(examples.map((example) => example.label))].sort();
    this.#weights = new Float32Array(BUCKETS * this.labels.length);
    const rows = examples.map((example) => ({
      features: featuresOf(example.words),
      label: this.labels.indexOf(example.label),
    }));
    // Rare labels weigh more, so that a label is as likely as its questions and not as its number of phrases.
    const counts = this.labels.map((label) => examples.filter((example) => example.label === label).length);
    const mean = examples.length / this.labels.length;
    const weightOf = counts.map((count) => Math.min(2, Math.sqrt(mean / count)));
    const order = shuffled(rows.length);
    const scores = new Float32Array(this.labels.length);
    for (let epoch = 0; epoch < EPOCHS; epoch++) {
      const rate = RATE / (1 + epoch * 0.5);
      for (const index of order) {
        const row = rows[index];
        if (row) this.#learn(row.features, row.label, rate * (weightOf[row.label] ?? 1), scores);
      }
    }
  }

  #learn(features: Int32Array, label: number, rate: number, scores: Float32Array): void {
    const width = this.labels.length;
    const weights = this.#weights;
    this.#score(features, scores);
    if ((scores[label] as number) > LEARNED) return;
    const step = rate / Math.sqrt(features.length);
    for (let k = 0; k < width; k++) {
      const gradient = step * ((k === label ? 1 : 0) - (scores[k] as number));
      if (gradient > -1e-3 && gradient < 1e-3) continue;
      for (const feature of features) {
        const at = feature * width + k;
        weights[at] = (weights[at] as number) * (1 - DECAY) + gradient;
      }
    }
  }

  /** Fills `scores` with the probability of each label. */
  #score(features: Int32Array, scores: Float32Array): void {
    const width = this.labels.length;
    const weights = this.#weights;
    scores.fill(0);
    for (const feature of features) {
      const base = feature * width;
      for (let k = 0; k < width; k++) scores[k] = (scores[k] as number) + (weights[base + k] as number);
    }
    const scale = 1 / Math.sqrt(features.length || 1);
    let highest = Number.NEGATIVE_INFINITY;
    for (let k = 0; k < width; k++) highest = Math.max(highest, (scores[k] as number) * scale);
    let total = 0;
    for (let k = 0; k < width; k++) {
      const value = Math.exp((scores[k] as number) * scale - highest);
      scores[k] = value;
      total += value;
    }
    for (let k = 0; k < width; k++) scores[k] = (scores[k] as number) / total;
  }

  rank(words: readonly string[]): Ranking {
    const scores = new Float32Array(this.labels.length);
    this.#score(featuresOf(words), scores);
    return this.labels
      .map((label, k) => ({ label, probability: scores[k] ?? 0 }))
      .sort((a, b) => b.probability - a.probability || (a.label < b.label ? -1 : 1));
  }
}

/** 0 .. length-1 in an order that looks random and is always the same. */
function shuffled(length: number): number[] {
  const order = Array.from({ length }, (_, i) => i);
  let state = createHash("sha256").update(String(length)).digest().readUInt32LE(0) || 1;
  for (let i = length - 1; i > 0; i--) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const j = state % (i + 1);
    [order[i], order[j]] = [order[j] as number, order[i] as number];
  }
  return order;
}
