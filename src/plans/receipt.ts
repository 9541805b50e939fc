import { createHash } from "node:crypto";
import { z } from "zod";
import { canonical, fromCanonical, type Json, jsonText } from "../core/canonical.js";
import type { Moment } from "../core/change/index.js";
import { ENGINE_VERSION } from "../core/engine-version.js";
import { FactsError, PlanError } from "../core/errors.js";
import type { PayeeFacts } from "../core/facts.js";
import { differingFigures, type FigureDifference, figuresOf } from "../core/figures.js";
import type { Period } from "../core/period.js";
import type { Statement } from "../core/statement.js";
import { statementOf } from "../core/statement-of.js";
import { knownPlan } from "./known-plan.js";

const FORMAT = "pacer-receipt-1";

/** What a statement is computed from. The plan is its document as written, since the order of its parts means something. */
export interface ReceiptInputs {
  readonly document: string;
  readonly facts: PayeeFacts;
  readonly period: Period;
}

const Receipt = z.strictObject({
  engine: z.string(),
  facts: z.record(z.string(), z.json()),
  format: z.literal(FORMAT),
  hash: z.string(),
  hashes: z.record(z.string(), z.string()),
  period: z.strictObject({ end: z.string(), key: z.string(), kind: z.string(), start: z.string() }),
  plan: z.strictObject({ document: z.string(), name: z.string(), version: z.string() }),
  result: z.record(z.string(), z.string()),
});
type Receipt = z.output<typeof Receipt>;

const sha256 = (json: Json): string => createHash("sha256").update(jsonText(json)).digest("hex");

/** A hash of each input and of the result, so that a change can be told where it was made. */
function hashesOf({ engine, facts, period, plan, result }: Omit<Receipt, "format" | "hash" | "hashes">): Json {
  const parts: Record<string, Json> = { engine };
  for (const [field, value] of Object.entries(facts)) parts[`facts.${field}`] = value as Json;
  return Object.fromEntries(
    Object.entries({ ...parts, period, plan, result }).map(([name, json]) => [name, sha256(json)]),
  );
}

/** A statement with everything it was computed from, and the text that proves it: the same inputs give the same text. */
export interface WrittenReceipt {
  readonly text: string;
  /** SHA-256 of the receipt without this field, in hexadecimal digits. */
  readonly hash: string;
  readonly engine: string;
  readonly statement: Statement;
}

/**
 * Writes the receipt of one statement: canonical inputs, plan document, engine version, figures and their SHA-256 hashes, as JSON
 * with sorted keys. Throws what reading the plan or computing the statement throws.
 */
export function writeReceipt({ document, facts, period }: ReceiptInputs): WrittenReceipt {
  const plan = knownPlan(document);
  const given = canonical(facts) as Receipt["facts"];
  // From the canonical facts, as verifying will compute it.
  const statement = statementOf(plan, fromCanonical(given as Json) as PayeeFacts, period);
  const body = {
    engine: ENGINE_VERSION,
    facts: given,
    period: { end: period.end, key: period.key, kind: period.kind, start: period.start },
    plan: { document, name: plan.name, version: plan.version },
    result: canonical(figuresOf(statement)) as Receipt["result"],
  };
  const { engine, facts: held, ...rest } = body;
  const sealed = { engine, facts: held, format: FORMAT, hashes: hashesOf(body), ...rest } as Json & object;
  const hash = sha256(sealed);
  return { text: jsonText({ ...sealed, hash }), hash, engine, statement };
}

export type Verification =
  /** The same to the cent. `engine` wrote it; another engine than this one may have come to the same. */
  | { readonly outcome: "verified"; readonly statement: Statement; readonly engine: string; readonly hash: string }
  /** Changed after it was written; `changed` names the inputs or the result, or is empty when the hashes themselves were. */
  | { readonly outcome: "tampered"; readonly changed: readonly string[] }
  /** Intact, and computed again it comes to something else. */
  | { readonly outcome: "differs"; readonly figures: readonly FigureDifference[]; readonly engine: string }
  /** No receipt of this format, or one that cannot be computed; `why` is a sentence. */
  | { readonly outcome: "unreadable"; readonly why: string };

/** Reads a receipt, checks that no byte of it changed, and computes the statement again from what it holds. */
export function verifyReceipt(bytes: Uint8Array | string): Verification {
  const read = receiptOf(bytes);
  if (typeof read === "string") return { outcome: "unreadable", why: read };
  const { receipt, exact } = read;
  const { hash, ...sealed } = receipt;
  const hashes = hashesOf(receipt) as Readonly<Record<string, string>>;
  const names = [...new Set([...Object.keys(hashes), ...Object.keys(receipt.hashes)])].sort();
  const changed = names.filter((name) => hashes[name] !== receipt.hashes[name]);
  if (changed.length > 0 || sha256(sealed as unknown as Json) !== hash) return { outcome: "tampered", changed };
  if (!exact) return { outcome: "tampered", changed: ["layout"] };
  return computedAgain(receipt);
}

function receiptOf(bytes: Uint8Array | string): { readonly receipt: Receipt; readonly exact: boolean } | string {
  let text: string;
  let json: unknown;
  try {
    text = typeof bytes === "string" ? bytes : new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    json = JSON.parse(text);
  } catch {
    return "it is not JSON in UTF-8";
  }
  const read = Receipt.safeParse(json);
  if (!read.success) {
    const [issue] = read.error.issues;
    return `it is not a ${FORMAT}: ${issue ? `${issue.path.join(".") || "the whole"}: ${issue.message}` : ""}`;
  }
  // Zod may order fields anew; what was read is the text.
  return { receipt: json as Receipt, exact: jsonText(json as Json) === text };
}

/** What a receipt was computed from, unchecked: verify it first. Throws what reading its plan throws. */
export function inputsOf(text: string): Moment {
  const { plan, facts, period } = JSON.parse(text) as Receipt;
  return {
    plan: knownPlan(plan.document),
    facts: fromCanonical(facts as Json) as PayeeFacts,
    period: period as Period,
  };
}

function computedAgain({ plan, facts, period, result, engine, hash }: Receipt): Verification {
  try {
    const moment = {
      plan: knownPlan(plan.document),
      facts: fromCanonical(facts as Json) as PayeeFacts,
      period: period as Period,
    };
    const statement = statementOf(moment.plan, moment.facts, moment.period);
    const figures = differingFigures(result, figuresOf(statement));
    return figures.length === 0
      ? { outcome: "verified", statement, engine, hash }
      : { outcome: "differs", figures, engine };
  } catch (error) {
    if (error instanceof PlanError || error instanceof FactsError || error instanceof RangeError)
      return { outcome: "unreadable", why: `it cannot be computed: ${error.message}` };
    throw error;
  }
}
