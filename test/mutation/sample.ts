import { readdirSync, readFileSync } from "node:fs";

/**
 * Lines of the core to mutate, as Stryker takes them, when all of it would take hours: every file is cut into pieces of LINES lines
 * and one piece in EVERY is taken, from the piece FROM on, the same ones each time. `npm run mutation -- --mutate "$(npx tsx test/mutation/sample.ts 24 7)"`
 */
const LINES = 12;
const every = Number(process.argv[2] ?? 4);
const from = Number(process.argv[3] ?? 0);
const files = readdirSync("src/core", { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
  .map((name) => `src/core/${name}`)
  .sort();
let piece = 0;
const taken = files.flatMap((file) => {
  const lines = readFileSync(file, "utf8").split("\n").length;
  return Array.from({ length: Math.ceil(lines / LINES) }, (_, i) => i)
    .filter(() => piece++ % every === from)
    .map((i) => `${file}:${i * LINES + 1}-${Math.min(lines, (i + 1) * LINES)}`);
});
process.stdout.write(taken.join(","));
