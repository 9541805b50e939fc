/** A document before it is Markdown, HTML or plain text: what stands in it, in order. */
export type Block =
  | { readonly kind: "heading"; readonly level: 1 | 2 | 3; readonly text: string }
  | { readonly kind: "paragraph"; readonly text: string }
  | { readonly kind: "list"; readonly items: readonly string[] }
  /** The first column reads from the left, the others are figures. */
  | { readonly kind: "table"; readonly header: readonly string[]; readonly rows: readonly (readonly string[])[] }
  /** Names under a line to sign on. */
  | { readonly kind: "signatures"; readonly names: readonly string[] };

export const heading = (level: 1 | 2 | 3, text: string): Block => ({ kind: "heading", level, text });
export const paragraph = (text: string): Block => ({ kind: "paragraph", text });
export const list = (items: readonly string[]): Block => ({ kind: "list", items });

/** Prose of several paragraphs: an empty line starts one, other line breaks are the author's editor's. */
export const prose = (text: string): Block[] =>
  text
    .split(/\n\s*\n/)
    .map((part) => part.replaceAll(/\s*\n\s*/g, " ").trim())
    .filter((part) => part !== "")
    .map(paragraph);
