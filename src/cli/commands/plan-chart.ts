import type { Command } from "commander";
import { type PayoutFlags, print, withPayoutOptions } from "../plan-options.js";

export function register(plan: Command): void {
  withPayoutOptions(
    plan
      .command("chart")
      .description("Draw a plan's payout against attainment.")
      .argument("<file>", "the plan document (YAML)")
      .requiredOption("--out <file>", "where the picture goes: .svg or .png"),
  )
    .addHelpText("after", "\nExample:\n  pacer plan chart ae.yaml --out ae.png")
    .action(async (file: string, options: PayoutFlags & { out: string }) => {
      const { planChart } = await import("../plan-table.js");
      print(await planChart(file, options.out, options));
    });
}
