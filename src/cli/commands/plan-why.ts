import type { Command } from "commander";
import type { PlanWhyOptions } from "../plan-why.js";

/** `pacer plan why`: the causes of a change in pay, from files alone. */
export function registerWhy(plan: Command): void {
  plan
    .command("why")
    .description("Say why pay changed: the causes, each with its cents, that sum to the difference.")
    .requiredOption("--plan <file>", "the plan document before (YAML)")
    .option("--plan-after <file>", "the plan document after; otherwise the same")
    .requiredOption("--facts <file>", "the facts before (YAML or JSON)")
    .option("--facts-after <file>", "the facts after; otherwise the same")
    .option("--period <key>", "2026-Q1, 2026-03, 2026-H1 or 2026; otherwise the period of each facts file")
    .option("--period-after <key>", "to compare one period with another, part by part")
    .option("--payee <key>", "one person; otherwise everybody who is in both facts files")
    .option("--json", "print one JSON object with exact decimal strings")
    .addHelpText(
      "after",
      `
Examples:
  $ pacer plan why --plan ae.yaml --facts monday.yaml --facts-after friday.yaml --period 2026-Q1
  $ pacer plan why --plan ae-2025.yaml --plan-after ae-2026.yaml --facts q1.yaml --payee maya`,
    )
    .action(async (options: PlanWhyOptions) => {
      const { whyFiles } = await import("../plan-why.js");
      const { ok, text } = whyFiles(options);
      (ok ? process.stdout : process.stderr).write(`${text}\n`);
      if (!ok) process.exitCode = 1;
    });
}
