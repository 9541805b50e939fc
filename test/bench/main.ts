import { parseArgs } from "node:util";
import { benchAttainment } from "./attainment.js";
import { benchImport } from "./import.js";

// npm run bench [-- --quick] [-- --only attainment|import]: what the promises on speed come to on this machine. Times differ
// from machine to machine; the ratios, all measured in one run, hold. Ends with 1 when a limit was missed.
const { values } = parseArgs({ options: { quick: { type: "boolean", default: false }, only: { type: "string" } } });
const server = process.env.BENCH_DATABASE_URL ?? process.env.TEST_DATABASE_URL ?? process.env.DATABASE_URL;
const print = (line: string) => void process.stdout.write(`${line}\n`);

if (values.only !== "import") {
  const kept = await benchAttainment(print, { server, quick: values.quick });
  if (!kept) process.exitCode = 1;
}
if (values.only !== "attainment" && !values.quick) {
  print("");
  await benchImport(print, server);
}
