import { Command, Option } from "commander";
import { benchAttainment } from "./attainment.js";
import { benchForecast } from "./forecast.js";
import { benchImport } from "./import.js";

const program = new Command("npm run bench --")
  .description(
    "What the promises on speed come to on this machine. Times differ from machine to machine; the ratios, all measured in one run, hold. " +
      "A missed limit is printed and fails nothing, since other work on the machine can cause it.",
  )
  .option("--quick", "small sizes, answers only", false)
  .addOption(new Option("--only <part>", "one part alone").choices(["attainment", "forecast", "import"]))
  .addHelpText(
    "after",
    "\nBENCH_DATABASE_URL (or TEST_DATABASE_URL, DATABASE_URL) names the PostgreSQL server on which scratch databases are made and dropped.",
  )
  .parse();
const { quick, only } = program.opts<{ quick: boolean; only?: string }>();
const server = process.env.BENCH_DATABASE_URL ?? process.env.TEST_DATABASE_URL ?? process.env.DATABASE_URL;
const print = (line: string) => void process.stdout.write(`${line}\n`);

const wanted = (part: string): boolean => only === undefined || only === part;

if (wanted("attainment")) await benchAttainment(print, { server, quick });
if (wanted("forecast")) benchForecast(print, quick);
if (wanted("import") && !quick) {
  print("");
  await benchImport(print, server);
}
