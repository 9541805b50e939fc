/** Characters that look the same and mean nothing: the library knows no escape. */
const LOOKALIKE: Readonly<Record<string, string>> = { "*": "∗", _: "ˍ", "~": "∼", "`": "ˋ" };

const literal = (text: string): string =>
  text.replace(/[*_~`]/g, (mark) => LOOKALIKE[mark] ?? mark).replace(/:([\w+-]+):/g, "꞉$1꞉");

/**
 * The preview library departs from Slack in two ways, which this undoes before it draws: it formats `plain_text` and
 * `raw_text` as if they were mrkdwn, and takes `verbatim` (no automatic links) to mean no formatting at all.
 */
export function literalForPreview(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(literalForPreview);
  if (typeof node !== "object" || node === null) return node;
  const { type, verbatim: _verbatim, ...rest } = node as Record<string, unknown>;
  if ((type === "plain_text" || type === "raw_text") && typeof rest.text === "string") {
    return { type, ...rest, text: literal(rest.text) };
  }
  return { type, ...Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, literalForPreview(value)])) };
}
