import type { Command } from "commander";
import { type PayoutFlags, print, withPayoutOptions } from "../plan-options.js";

export function register(plan: Command): void {
  withPayoutOptions(
    plan
      .command("explain")
      .description("Say a plan in plain words for those it pays, with a payout table and worked examples.")
      .argument("<file>", "the plan document (YAML)"),
  )
    .addHelpText("after", "\nExample:\n  pacer plan explain ae.yaml --quota 250000 --target-incentive 80000")
    .action(async (file: string, options: PayoutFlags) => {
      const { explainPlanFile } = await import("../plan-explain.js");
      print(explainPlanFile(file, options));
    });
}
