import type { Command } from "commander";
import { type PayoutFlags, print, withPayoutOptions } from "../plan-options.js";

export function register(plan: Command): void {
  withPayoutOptions(
    plan
      .command("document")
      .description("Write the signing document of a plan for one person.")
      .argument("<file>", "the plan document (YAML)")
      .requiredOption("--for <name>", "who signs it")
      .option("--out <file>", "where it goes: .md or .html; printed as Markdown unless given"),
  )
    .addHelpText("after", '\nExample:\n  pacer plan document ae.yaml --for "Maya Ortiz" --quota 250000 --out maya.html')
    .action(async (file: string, options: PayoutFlags & { for: string; out?: string }) => {
      const { documentPlanFile } = await import("../plan-explain.js");
      print(documentPlanFile(file, options));
    });
}
