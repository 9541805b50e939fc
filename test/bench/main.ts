import { Command, Option } from "commander";
import { benchAttainment } from "./attainment.js";
import { benchDigests } from "./digests.js";
import { benchEngine } from "./engine/bench.js";
import { benchForecast } from "./forecast.js";
import { benchImport } from "./import.js";

const program = new Command("npm run bench --")
  .description(
    "What the promises on speed come to on this machine. Times differ from machine to machine; the ratios, all measured in one run, hold. " +
      "A missed limit is printed and fails nothing, since other work on the machine can cause it; a wrong figure fails.",
  )
  .option("--quick", "small sizes, without the import", false)
  .addOption(
    new Option("--only <part>", "one part alone").choices(["engine", "attainment", "forecast", "digests", "import"]),
  )
  .addHelpText(
    "after",
    "\nBENCH_DATABASE_URL (or TEST_DATABASE_URL, DATABASE_URL) names the PostgreSQL server on which scratch databases are made and dropped.",
  )
  .parse();
const { quick, only } = program.opts<{ quick: boolean; only?: string }>();
const server = process.env.BENCH_DATABASE_URL ?? process.env.TEST_DATABASE_URL ?? process.env.DATABASE_URL;
const print = (line: string) => void process.stdout.write(`${line}\n`);

const wanted = (part: string) => only === undefined || only === part;

if (wanted("engine")) {
  print("a company's quarter under one plan, every line and statement, in processes of their own");
  if (!(await benchEngine(print, { server, quick }))) process.exitCode = 1;
}
if (wanted("attainment")) await benchAttainment(print, { server, quick });
if (wanted("forecast")) await benchForecast(print, quick);
if (wanted("digests")) await benchDigests(print, quick);
if (wanted("import") && !quick) await benchImport(print, server);
