import type { Command } from "commander";
import { registerWhy } from "./plan-why.js";

/** `pacer plan check` and `pacer plan run`: plans as text, without a store. */
export function register(program: Command): void {
  const plan = program.command("plan").description("Check plan documents and calculate statements from files alone.");

  registerWhy(plan);

  plan
    .command("check")
    .description("Read plan documents and run their worked examples.")
    .argument("<file...>", "plan documents (YAML)")
    .addHelpText(
      "after",
      "\nExample:\n  pacer plan check plans/account-executive.yaml\n\nExits 1 when a plan has a problem or an example comes out different.",
    )
    .action(async (files: string[]) => {
      const { checkPlanFile } = await import("../plan-check.js");
      let failed = false;
      for (const file of files) {
        const { ok, text } = checkPlanFile(file);
        failed ||= !ok;
        process.stdout.write(`${text}\n`);
      }
      if (failed) process.exitCode = 1;
    });

  plan
    .command("run")
    .description("Calculate statements from a plan document and a facts file.")
    .requiredOption("--plan <file...>", "the plan document (YAML); several versions where the plan changed on the way")
    .requiredOption("--facts <file>", "people, deals, quotas and the like (YAML or JSON)")
    .option("--payee <key>", "one person; otherwise everybody in the facts file")
    .option(
      "--period <key>",
      "2026-Q1, 2026-03, 2026-H1 or 2026, several with commas between; otherwise the period of the facts file",
    )
    .option("--json", "print one JSON object with exact decimal strings")
    .option("--receipt <file>", "write the receipt of one payee's statement, for pacer verify")
    .addHelpText(
      "after",
      "\nExample:\n  pacer plan run --plan ae.yaml --facts q1.yaml --period 2026-Q1 --json\n\nBoth formats are described in docs/plan-format.md.",
    )
    .action(
      async (options: {
        plan: [string, ...string[]];
        facts: string;
        payee?: string;
        period?: string;
        json?: boolean;
        receipt?: string;
      }) => {
        const { runPlanFiles } = await import("../plan-run.js");
        const { ok, text } = runPlanFiles(options);
        (ok ? process.stdout : process.stderr).write(`${text}\n`);
        if (!ok) process.exitCode = 1;
      },
    );
}
