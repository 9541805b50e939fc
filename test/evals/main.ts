import { Command } from "commander";
import { suites } from "./index.js";

const program = new Command("npm run evals --")
  .description("How well people are understood. Every suite prints a table that can be compared with the one before.")
  .argument("[suites...]", `which to run: ${suites.map(({ name }) => name).join(", ")} (all that need nothing more)`)
  .option("--questions <file>", "questions with what is expected of each, as JSON")
  .option("--fixture <file>", "the organisation that the questions speak of, as JSON")
  .option("--misses", "list what went wrong", false)
  .addHelpText(
    "after",
    `\nSuites:\n${suites.map(({ name, description }) => `  ${name.padEnd(12)} ${description}`).join("\n")}`,
  )
  .parse();

const wanted = program.args;
const unknown = wanted.find((name) => !suites.some((suite) => suite.name === name));
if (unknown) program.error(`error: there is no suite "${unknown}"`, { exitCode: 2 });
const options = program.opts<{ questions?: string; fixture?: string; misses: boolean }>();
const print = (line: string) => void process.stdout.write(`${line}\n`);

for (const suite of suites.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
  print(`\n${suite.name}: ${suite.description}`);
  await suite.run({ ...options, print });
}
