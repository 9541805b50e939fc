import type { Command } from "commander";
import { print } from "../plan-options.js";
import type { PlanRunOptions } from "../plan-run.js";

export function register(plan: Command): void {
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
    .action(async (options: PlanRunOptions) => {
      const { runPlanFiles } = await import("../plan-run.js");
      print(runPlanFiles(options));
    });
}
