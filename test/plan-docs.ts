import { readFileSync } from "node:fs";
import { parse } from "yaml";

/** docs/plan-format.md and the YAML in it, marked as a plan, a part of one, versions of one, or facts. */
export function planDocs() {
  const text = readFileSync(new URL("../docs/plan-format.md", import.meta.url), "utf8");
  const blocks = [...text.matchAll(/^```yaml (\w+)\n([\s\S]*?)^```$/gm)].map(([, kind = "", body = ""]) => ({
    kind,
    body,
  }));
  const plans = blocks
    .filter(({ kind }) => kind === "plan" || kind === "part")
    .map(({ kind, body }) => (kind === "plan" ? body : completed(body)));
  return { text, blocks, plans, facts: blocks.filter(({ kind }) => kind === "facts").map(({ body }) => body) };
}

/** The head that the document tells its readers to imagine above a piece. */
export function completed(part: string): string {
  const given = parse(part) as Record<string, unknown>;
  const head: Record<string, string> = {
    name: "name: Piece\n",
    version: 'version: "1"\n',
    currency: "currency: USD\n",
    quota_period: "quota_period: quarter\n",
    measures: "measures: {bookings: {of: amount}}\n",
  };
  return Object.entries(head)
    .filter(([field]) => !(field in given))
    .map(([, line]) => line)
    .join("")
    .concat(part);
}
