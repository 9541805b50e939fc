import { createHash } from "node:crypto";
import type { ConceptIndex } from "./concepts.js";
import { BUCKETS, featuresOf } from "./features.js";

const EPOCHS = 5;
const RATE = 0.5;
/** Shrinks weights a little with every step, so that no single phrase is learnt by heart. */
const DECAY = 1e-4;
/** Steps get smaller as a weight has been moved; this keeps the first ones from being too large. */
const EASE = 0.05;
/** What is left for all other labels when one is right: a phrase is rarely right for one question alone. */
const SMOOTHING = 0.05;
/** Probabilities are flattened (above 1) or sharpened by this much, so that they come true as often as they say. Fitted on held-out ways of speaking. */
const TEMPERATURE = 0.9;

/** What a classifier learns from: the words of a message, recognised things already masked, and the right label. */
export interface Example {
  readonly words: readonly string[];
  readonly label: string;
}

/** Labels with their probability, the likeliest first. */
export type Ranking = readonly { readonly label: string; readonly probability: number }[];

/** Weights as small integers, a multiple of `scale` each: `weights[bucket * labels + label]`. */
export interface TrainedWeights {
  readonly labels: readonly string[];
  readonly scale: number;
  readonly weights: Int8Array;
}

/** A softmax regression over hashed features, with the weights that training found. */
export class Classifier {
  readonly labels: readonly string[];

  constructor(
    readonly trained: TrainedWeights,
    readonly concepts: ConceptIndex,
  ) {
    this.labels = trained.labels;
  }

  rank(words: readonly string[]): Ranking {
    const { labels, weights, scale } = this.trained;
    const scores = new Float64Array(labels.length);
    softmax(featuresOf(words, this.concepts), weights, scale / TEMPERATURE, scores);
    return labels
      .map((label, k) => ({ label, probability: scores[k] ?? 0 }))
      .sort((a, b) => b.probability - a.probability || (a.label < b.label ? -1 : 1));
  }
}

/** Trains by AdaGrad steps in a fixed order: the same examples give the same weights. Takes seconds for ten thousand examples. */
export function trainClassifier(given: readonly Example[], concepts: ConceptIndex): Classifier {
  const examples = withoutRepeats(given);
  const labels = [...new Set(examples.map(({ label }) => label))].sort();
  const rows = examples.map(({ words, label }) => ({
    features: featuresOf(words, concepts),
    label: labels.indexOf(label),
  }));
  // Rare labels weigh more, so that a label is as likely as its questions and not as its number of phrases.
  const counts = labels.map((_, k) => rows.filter((row) => row.label === k).length);
  const weightOf = counts.map((count) => Math.min(2, Math.sqrt(examples.length / labels.length / count)));
  const weights = new Float32Array(BUCKETS * labels.length);
  const moved = new Float32Array(BUCKETS * labels.length);
  const scores = new Float64Array(labels.length);
  const random = randomFrom(`${rows.length}`);
  const order = rows.map((_, i) => i);
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    shuffle(order, random);
    for (const index of order) {
      const row = rows[index];
      if (row) learn(row.features, row.label, weightOf[row.label] ?? 1, weights, moved, scores);
    }
  }
  return new Classifier({ labels, ...quantised(weights) }, concepts);
}

function learn(
  features: Int32Array,
  label: number,
  weight: number,
  weights: Float32Array,
  moved: Float32Array,
  scores: Float64Array,
): void {
  const width = scores.length;
  softmax(features, weights, 1, scores);
  const step = weight / Math.sqrt(features.length || 1);
  for (let k = 0; k < width; k++) {
    const target = k === label ? 1 - SMOOTHING : SMOOTHING / (width - 1);
    const gradient = ((scores[k] as number) - target) * step;
    if (gradient > -1e-4 && gradient < 1e-4) continue;
    for (const feature of features) {
      const at = feature * width + k;
      const slope = gradient + DECAY * (weights[at] as number);
      moved[at] = (moved[at] as number) + slope * slope;
      weights[at] = (weights[at] as number) - (RATE * slope) / (Math.sqrt(moved[at] as number) + EASE);
    }
  }
}

/** Fills `scores` with the probability of each label. */
function softmax(features: Int32Array, weights: Float32Array | Int8Array, scale: number, scores: Float64Array): void {
  const width = scores.length;
  scores.fill(0);
  for (const feature of features) {
    const base = feature * width;
    for (let k = 0; k < width; k++) scores[k] = (scores[k] as number) + (weights[base + k] as number);
  }
  const factor = scale / Math.sqrt(features.length || 1);
  const highest = scores.reduce((most, score) => Math.max(most, score), Number.NEGATIVE_INFINITY) * factor;
  let total = 0;
  for (let k = 0; k < width; k++) {
    scores[k] = Math.exp((scores[k] as number) * factor - highest);
    total += scores[k] as number;
  }
  for (let k = 0; k < width; k++) scores[k] = (scores[k] as number) / total;
}

function quantised(weights: Float32Array): { scale: number; weights: Int8Array } {
  const largest = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0);
  const scale = largest / 127 || 1;
  return { scale, weights: Int8Array.from(weights, (weight) => Math.round(weight / scale)) };
}

/** Lines that grow into the same words count once. */
function withoutRepeats(examples: readonly Example[]): Example[] {
  const seen = new Set<string>();
  return examples.filter(({ words, label }) => {
    const key = `${label} ${words.join(" ")}`;
    return !seen.has(key) && seen.add(key);
  });
}

/** Numbers that look random and are always the same. */
function randomFrom(seed: string): () => number {
  let state = createHash("sha256").update(seed).digest().readUInt32LE(0);
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function shuffle(order: number[], random: () => number): void {
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j] as number, order[i] as number];
  }
}
