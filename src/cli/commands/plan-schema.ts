import type { Command } from "commander";

export function register(plan: Command): void {
  plan
    .command("schema")
    .description("Print the JSON Schema of plan documents, which editors complete and check by.")
    .option("--facts", "that of facts files instead")
    .addHelpText(
      "after",
      "\nThe same stands in docs/schema. An editor takes it from the first line of a document:\n  # yaml-language-server: $schema=docs/schema/plan.schema.json",
    )
    .action(async ({ facts }: { facts?: boolean }) => {
      const { factsSchema, planSchema, schemaText } = await import("../../plans/schema/json-schema.js");
      process.stdout.write(schemaText(facts ? factsSchema() : planSchema()));
    });
}
