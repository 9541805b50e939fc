import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { brotliCompressSync, brotliDecompressSync, constants } from "node:zlib";
import { z } from "zod";
import type { TrainedWeights } from "./classifier.js";
import { LANGUAGES, type Language } from "./lexicon.js";

const FILE = new URL("trained.bin", import.meta.url);
const PROMPTS = new URL("../../prompts/", import.meta.url);
/** The code that decides what is learnt from a phrase. */
const CODE = ["classifier.ts", "concepts.ts", "features.ts", "model.ts", "phrases.ts", "text.ts"];

const Header = z.strictObject({
  /** Of everything that training depends on. */
  fingerprint: z.string(),
  labels: z.array(z.string()),
  scale: z.number().positive(),
  /** Words of the phrases and of the lexicon, by language. */
  words: z.record(z.enum(LANGUAGES), z.array(z.string())),
});
type Header = z.infer<typeof Header>;

/** What training found: weights and vocabulary. */
export interface TrainedFile extends TrainedWeights {
  readonly fingerprint: string;
  readonly words: Readonly<Record<Language, readonly string[]>>;
}

/** Reads `trained.bin`: the length of a JSON header, the header, the weights, compressed together. */
export function readTrained(): TrainedFile {
  const bytes = brotliDecompressSync(readFileSync(FILE));
  const length = bytes.readUInt32LE(0);
  const header: Header = Header.parse(JSON.parse(bytes.toString("utf8", 4, 4 + length)));
  const weights = new Int8Array(bytes.buffer, bytes.byteOffset + 4 + length, bytes.length - 4 - length);
  return { ...header, weights };
}

export function writeTrained({ weights, ...header }: TrainedFile): void {
  const json = Buffer.from(JSON.stringify(header), "utf8");
  const length = Buffer.alloc(4);
  length.writeUInt32LE(json.length);
  const bytes = Buffer.concat([length, json, Buffer.from(weights.buffer, weights.byteOffset, weights.length)]);
  writeFileSync(FILE, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }));
}

/** Changes with every file that training depends on: phrases, lexicon and the code that reads them. */
export function trainingFingerprint(): string {
  const hash = createHash("sha256");
  const folders = ["phrases/", "phrases/plain/", "lexicon/"].map((folder) => new URL(folder, PROMPTS));
  for (const folder of folders)
    for (const name of readdirSync(folder)
      .filter((file) => file.endsWith(".yaml"))
      .sort())
      hash.update(name).update(readFileSync(new URL(name, folder)));
  for (const name of CODE) hash.update(name).update(readFileSync(new URL(name, import.meta.url)));
  return hash.digest("hex");
}
