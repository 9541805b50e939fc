import { readdirSync, readFileSync } from "node:fs";
import { parse } from "yaml";

/** Every plan that the repository shows with worked examples. */
export const formatText = readFileSync(new URL("../docs/plan-format.md", import.meta.url), "utf8");
export const formatBlocks = [...formatText.matchAll(/^```yaml (\w+)\n([\s\S]*?)^```$/gm)].map(
  ([, kind = "", body = ""]) => ({ kind, body }),
);

/** A piece of a plan with the head that the document tells its readers to imagine above it. */
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

const folder = new URL("./scenarios/", import.meta.url);

/** The texts of all of them: the documented pieces, the scenarios and the benchmark's. */
export const planTexts: readonly string[] = [
  ...formatBlocks.flatMap(({ kind, body }) => (kind === "facts" ? [] : [kind === "plan" ? body : completed(body)])),
  ...readdirSync(folder)
    .filter((name) => name.endsWith(".yaml"))
    .map((name) => readFileSync(new URL(name, folder), "utf8")),
  readFileSync(new URL("./bench/engine/plan.yaml", import.meta.url), "utf8"),
];
