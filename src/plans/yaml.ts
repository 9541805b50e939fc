import { isScalar, LineCounter, parseDocument, visit } from "yaml";

export type YamlRead =
  | { readonly ok: true; readonly document: unknown }
  | { readonly ok: false; readonly problems: readonly { readonly path: string; readonly message: string }[] };

/**
 * YAML (or JSON, which YAML includes) to plain values. Numbers stay the text that was written, so that no digit passes through
 * a binary float and `version: 1.10` keeps its zero.
 */
export function readYaml(text: string): YamlRead {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { prettyErrors: true, uniqueKeys: true, lineCounter });
  // One slip makes the parser stumble on; what comes first in the text is the slip, the rest follows from it.
  const [slip] = document.errors.toSorted((a, b) => a.pos[0] - b.pos[0]);
  if (slip) return { ok: false, problems: [{ path: "", message: slip.message.trim() }] };
  const problems: { path: string; message: string }[] = [];
  visit(document, {
    Pair(_, { key, value }) {
      // { amount: 250,000 } reads as two entries, amount: 250 and 000 without a value.
      if (value !== null || !isScalar(key) || !key.range) return;
      const { line } = lineCounter.linePos(key.range[0]);
      problems.push({
        path: "",
        message: `line ${line}: "${key.source ?? String(key.value)}" has no value. Inside { } a comma ends an entry: write 250000 without commas, and put text that has one in quotes`,
      });
    },
    Scalar(_, node) {
      if (isScalar(node) && typeof node.value === "number" && typeof node.source === "string") node.value = node.source;
    },
  });
  if (problems.length > 0) return { ok: false, problems };
  try {
    return { ok: true, document: document.toJS({ maxAliasCount: 100 }) };
  } catch (error) {
    // Aliases (*name) are followed only here: one leads nowhere, or they multiply beyond reason.
    if (!(error instanceof ReferenceError)) throw error;
    return { ok: false, problems: [{ path: "", message: error.message }] };
  }
}
