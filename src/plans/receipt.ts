import { createHash } from "node:crypto";
import { z } from "zod";
import type { IsoDate } from "../core/calendar.js";
import { canonical, fromCanonical, type Json, jsonText } from "../core/canonical.js";
import type { Moment } from "../core/change/index.js";
import { ENGINE_VERSION } from "../core/engine-version.js";
import { FactsError, PlanError } from "../core/errors.js";
import type { PayeeFacts } from "../core/facts.js";
import { differingFigures, type FigureDifference, figuresOf } from "../core/figures.js";
import type { Period } from "../core/period.js";
import type { PlanHistory, PlanInForce } from "../core/plan-history.js";
import type { Statement } from "../core/statement.js";
import { statementUnder } from "../core/statement-of.js";
import { knownPlan } from "./known-plan.js";

const FORMAT = "pacer-receipt-1";

/** A plan version as written, since the order of its parts means something, with the day from which it is in force for the payee. */
export interface PlanDocument {
  readonly document: string;
  readonly from: IsoDate;
}

/** What a statement is computed from; plans in the order they were in force. */
export interface ReceiptInputs {
  readonly plans: readonly [PlanDocument, ...PlanDocument[]];
  readonly facts: PayeeFacts;
  readonly period: Period;
}

const PlanVersion = z.strictObject({ document: z.string(), from: z.string() });
const Receipt = z.strictObject({
  engine: z.string(),
  facts: z.record(z.string(), z.json()),
  format: z.literal(FORMAT),
  hash: z.string(),
  hashes: z.record(z.string(), z.string()),
  period: z.strictObject({ end: z.string(), key: z.string(), kind: z.string(), start: z.string() }),
  plans: z.tuple([PlanVersion], PlanVersion),
  result: z.record(z.string(), z.string()),
});
type Receipt = z.output<typeof Receipt>;

const sha256 = (json: Json): string => createHash("sha256").update(jsonText(json)).digest("hex");

/** A hash of each input and of the result, so that a change can be told where it was made. */
function hashesOf({ engine, facts, period, plans, result }: Omit<Receipt, "format" | "hash" | "hashes">): Json {
  const parts: Record<string, Json> = { engine };
  for (const [field, value] of Object.entries(facts)) parts[`facts.${field}`] = value as Json;
  return Object.fromEntries(
    Object.entries({ ...parts, period, plans, result }).map(([name, json]) => [name, sha256(json)]),
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
 * Writes the receipt of one statement: canonical inputs, plan documents, engine version, figures and their SHA-256 hashes, as JSON
 * with sorted keys. Throws what reading a plan or computing the statement throws.
 */
export function writeReceipt({ plans, facts, period }: ReceiptInputs): WrittenReceipt {
  const given = canonical(facts) as Receipt["facts"];
  // From the canonical facts, as verifying will compute it.
  const statement = statementUnder(historyIn(plans), fromCanonical(given as Json) as PayeeFacts, period);
  const body = {
    engine: ENGINE_VERSION,
    facts: given,
    period: { end: period.end, key: period.key, kind: period.kind, start: period.start },
    plans: plans.map(({ document, from }): PlanDocument => ({ document, from })) as Receipt["plans"],
    result: canonical(figuresOf(statement)) as Receipt["result"],
  };
  const { engine, facts: held, ...rest } = body;
  const sealed = { engine, facts: held, format: FORMAT, hashes: hashesOf(body), ...rest } as Json & object;
  const hash = sha256(sealed);
  return { text: jsonText({ ...sealed, hash }), hash, engine, statement };
}

/** The plans of the documents, read. */
function historyIn([first, ...rest]: ReceiptInputs["plans"]): PlanHistory {
  const read = ({ document, from }: PlanDocument): PlanInForce => ({ plan: knownPlan(document), from });
  return [read(first), ...rest.map(read)];
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

/** What a receipt was computed from, unchecked: verify it first. Throws what reading its plans throws. */
export const inputsOf = (text: string): ReceiptMoment => momentOf(JSON.parse(text) as Receipt);

type ReceiptMoment = Moment & { readonly plans: PlanHistory };

const momentOf = ({ plans, facts, period }: Pick<Receipt, "plans" | "facts" | "period">): ReceiptMoment => ({
  plans: historyIn(plans),
  facts: fromCanonical(facts as Json) as PayeeFacts,
  period: period as Period,
});

function computedAgain({ result, engine, hash, ...inputs }: Receipt): Verification {
  try {
    const { plans, facts, period } = momentOf(inputs);
    const statement = statementUnder(plans, facts, period);
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
