/** Rows as CSV (RFC 4180): a field with a comma, a quote or a line break is quoted, and lines end in CRLF. */
export const csvText = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => `${row.map(field).join(",")}\r\n`).join("");

const field = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/**
 * Words as a cell: what a spreadsheet would take for a formula gets an apostrophe before it. Amounts are not words and stay the
 * numbers they are, below zero too.
 */
export const wordCell = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);
