import { isScalar, parseDocument, visit } from "yaml";

export type YamlRead =
  | { readonly ok: true; readonly document: unknown }
  | { readonly ok: false; readonly problems: readonly { readonly path: string; readonly message: string }[] };

/**
 * YAML (or JSON, which YAML includes) to plain values. Numbers stay the text that was written, so that no digit passes through
 * a binary float and `version: 1.10` keeps its zero.
 */
export function readYaml(text: string): YamlRead {
  const document = parseDocument(text, { prettyErrors: true, uniqueKeys: true });
  // One slip makes the parser stumble on; what comes first in the text is the slip, the rest follows from it.
  const [slip] = document.errors.toSorted((a, b) => a.pos[0] - b.pos[0]);
  if (slip) return { ok: false, problems: [{ path: "", message: slip.message.trim() }] };
  visit(document, {
    Scalar(_, node) {
      if (isScalar(node) && typeof node.value === "number" && typeof node.source === "string") node.value = node.source;
    },
  });
  try {
    return { ok: true, document: document.toJS({ maxAliasCount: 100 }) };
  } catch (error) {
    // Aliases (*name) are followed only here: one leads nowhere, or they multiply beyond reason.
    if (!(error instanceof ReferenceError)) throw error;
    return { ok: false, problems: [{ path: "", message: error.message }] };
  }
}
