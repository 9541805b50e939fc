import type { Command } from "commander";
import { type PayoutFlags, print, withPayoutOptions } from "../plan-options.js";

export function register(plan: Command): void {
  withPayoutOptions(
    plan
      .command("table")
      .description("Print a plan's payout against attainment, with both sides of every jump.")
      .argument("<file>", "the plan document (YAML)"),
  )
    .option("--csv", "as CSV, with exact decimals")
    .addHelpText("after", "\nExample:\n  pacer plan table ae.yaml --quota 250000 --to 200% --step 25%")
    .action(async (file: string, options: PayoutFlags & { csv?: boolean }) => {
      const { planTable } = await import("../plan-table.js");
      print(planTable(file, options));
    });
}
