import { readFileSync, writeFileSync } from "node:fs";
import { extname } from "node:path";
import type { Plan } from "../core/plan.js";
import type { Block } from "../plans/explain/blocks.js";
import { explanation, signingDocument } from "../plans/explain/explain.js";
import { html, markdown, plainText } from "../plans/explain/render.js";
import type { PayoutOptions } from "../plans/payout/table.js";
import { readPlan } from "../plans/plan-file.js";
import { type FileOutcome, faultOf } from "./file-outcome.js";

function written(
  file: string,
  make: (plan: Plan) => readonly Block[],
  show: (blocks: readonly Block[]) => string,
): FileOutcome {
  try {
    return { ok: true, text: show(make(readPlan(readFileSync(file, "utf8")))).trimEnd() };
  } catch (error) {
    if (error instanceof RangeError) return { ok: false, text: `${file}: ${error.message}` };
    return faultOf(file, error);
  }
}

/** `pacer plan explain`: the plan in plain words. */
export const explainPlanFile = (file: string, options: PayoutOptions): FileOutcome =>
  written(file, (plan) => explanation(plan, options), plainText);

/** `pacer plan document`: the signing document, as Markdown or HTML by the name of the file, or printed as Markdown. */
export function documentPlanFile(
  file: string,
  options: PayoutOptions & { readonly for: string; readonly out?: string },
): FileOutcome {
  const { for: name, out } = options;
  const kind = out === undefined ? ".md" : extname(out).toLowerCase();
  if (kind !== ".md" && kind !== ".html") return { ok: false, text: `${out}: a document is written as .md or .html` };
  const make = (plan: Plan) => signingDocument(plan, name, options);
  const made = written(file, make, kind === ".html" ? (blocks) => html(titleOf(blocks), blocks) : markdown);
  if (!made.ok || out === undefined) return made;
  writeFileSync(out, `${made.text}\n`);
  return { ok: true, text: out };
}

const titleOf = ([first]: readonly Block[]): string => (first?.kind === "heading" ? first.text : "Compensation plan");
