import type { Block } from "./blocks.js";

const LINE = "________________________________";

/** Words that Markdown would read as marks of its own. */
const plainMarkdown = (text: string): string => text.replaceAll(/([\\`*_[\]<>|#])/g, "\\$1");

export const markdown = (blocks: readonly Block[]): string => `${blocks.map(markdownBlock).join("\n\n")}\n`;

function markdownBlock(block: Block): string {
  if (block.kind === "heading") return `${"#".repeat(block.level)} ${plainMarkdown(block.text)}`;
  if (block.kind === "paragraph") return plainMarkdown(block.text);
  if (block.kind === "list") return block.items.map((item) => `- ${plainMarkdown(item)}`).join("\n");
  if (block.kind === "signatures")
    return block.names.map((name) => `${plainMarkdown(LINE)}  \n${plainMarkdown(name)}, date`).join("\n\n");
  const row = (cells: readonly string[]) => `| ${cells.map(plainMarkdown).join(" | ")} |`;
  const rule = block.header.map((_, i) => (i === 0 ? "---" : "---:"));
  return [row(block.header), `| ${rule.join(" | ")} |`, ...block.rows.map(row)].join("\n");
}

const WIDTH = 100;

/** For a terminal: wrapped at words, tables in columns. */
export const plainText = (blocks: readonly Block[]): string => blocks.map(plainBlock).join("\n\n");

function plainBlock(block: Block): string {
  if (block.kind === "heading") {
    const rule = { 1: "═", 2: "─", 3: "" }[block.level].repeat(block.text.length);
    return rule === "" ? block.text : `${block.text}\n${rule}`;
  }
  if (block.kind === "paragraph") return wrapped(block.text, "");
  if (block.kind === "list") return block.items.map((item) => `- ${wrapped(item, "  ")}`).join("\n");
  if (block.kind === "signatures") return block.names.map((name) => `${LINE}\n${name}, date`).join("\n\n");
  const all = [block.header, ...block.rows];
  const widths = block.header.map((_, i) => Math.max(...all.map((row) => (row[i] ?? "").length)));
  const lines = all.map((row) =>
    row
      .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
      .join("  ")
      .trimEnd(),
  );
  lines.splice(1, 0, widths.map((width) => "─".repeat(width)).join("  "));
  return lines.join("\n");
}

function wrapped(text: string, indent: string): string {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length + 1 > WIDTH) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines.join(`\n${indent}`);
}

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

const STYLE = `body{font:16px/1.55 Inter,system-ui,sans-serif;color:#1b2330;max-width:46rem;margin:3rem auto;padding:0 1.25rem}
h1{font-size:1.75rem;line-height:1.25}h2{margin-top:2.25rem;font-size:1.25rem;border-bottom:1px solid #e1e5eb;padding-bottom:.3rem}h3{font-size:1.05rem}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}th,td{padding:.35rem .6rem;border-bottom:1px solid #e1e5eb;text-align:right}
th:first-child,td:first-child{text-align:left}thead th{color:#5b6677;font-weight:600}.sign{margin-top:3.5rem;border-top:1px solid #1b2330;width:20rem;padding-top:.3rem}
@media print{body{margin:0;max-width:none}h2,h3,tr,.sign{break-inside:avoid}}`;

/** One file without scripts or anything from elsewhere, fit to print. */
export const html = (title: string, blocks: readonly Block[]): string =>
  [
    `<!doctype html>`,
    `<html lang="en">`,
    `<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)}</title>`,
    `<style>${STYLE}</style></head>`,
    `<body>`,
    ...blocks.map(htmlBlock),
    `</body>`,
    `</html>\n`,
  ].join("\n");

function htmlBlock(block: Block): string {
  if (block.kind === "heading") return `<h${block.level}>${escaped(block.text)}</h${block.level}>`;
  if (block.kind === "paragraph") return `<p>${escaped(block.text)}</p>`;
  if (block.kind === "list") return `<ul>${block.items.map((item) => `<li>${escaped(item)}</li>`).join("")}</ul>`;
  if (block.kind === "signatures")
    return block.names.map((name) => `<p class="sign">${escaped(name)}, date</p>`).join("\n");
  const cells = (row: readonly string[], tag: "th" | "td") =>
    `<tr>${row.map((cell) => `<${tag}>${escaped(cell)}</${tag}>`).join("")}</tr>`;
  return `<table><thead>${cells(block.header, "th")}</thead><tbody>${block.rows.map((row) => cells(row, "td")).join("")}</tbody></table>`;
}
