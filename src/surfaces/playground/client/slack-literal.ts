/** Zero-width: keeps the characters beside it from being read as markup, and is not seen. */
const GUARD = "\u2060";

/**
 * The preview library departs from Slack in two ways, which this undoes before it draws: it formats `plain_text` and
 * `raw_text` as if they were mrkdwn, and takes `verbatim` (no automatic links) to mean no formatting at all.
 */
export function literalForPreview(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(literalForPreview);
  if (typeof node !== "object" || node === null) return node;
  const { type, verbatim: _verbatim, ...rest } = node as Record<string, unknown>;
  if ((type === "plain_text" || type === "raw_text") && typeof rest.text === "string") {
    return { type, ...rest, text: rest.text.replace(/[*_~`:&<>[\]#-]/g, `${GUARD}$&${GUARD}`) };
  }
  return { type, ...Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, literalForPreview(value)])) };
}
