import type { Command } from "commander";
import { numberOption } from "../plan-options.js";

export function register(plan: Command): void {
  plan
    .command("check")
    .description("Read plan documents, run their worked examples and say what may not be meant.")
    .argument("<file...>", "plan documents (YAML)")
    .option(
      "--cliff <amount>",
      "jumps of pay above this are cliffs; a tenth of the pay at 100% unless given",
      numberOption,
    )
    .option("--strict", "exit 1 on warnings too")
    .option("--json", "print one JSON object with every finding, its path and line")
    .addHelpText(
      "after",
      "\nExample:\n  pacer plan check plans/account-executive.yaml --strict\n\nExits 1 when a plan has a problem, an example comes out different or a lint finds an error. A finding that is meant is\naccepted in the plan: accepts: [{ lint: cliff, in: components.bonus, because: reaching quota pays at once }].",
    )
    .action(async (files: string[], options: CheckOptions) => {
      const { checkJson, checkPlanFile } = await import("../plan-check.js");
      const checks = files.map((file) => checkPlanFile(file, options));
      process.stdout.write(`${options.json ? checkJson(checks) : checks.map(({ text }) => text).join("\n")}\n`);
      if (checks.some(({ ok }) => !ok)) process.exitCode = 1;
    });
}

interface CheckOptions {
  readonly cliff?: ReturnType<typeof numberOption>;
  readonly strict?: boolean;
  readonly json?: boolean;
}
