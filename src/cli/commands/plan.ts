import type { Command } from "commander";
import { register as chart } from "./plan-chart.js";
import { register as check } from "./plan-check.js";
import { register as document } from "./plan-document.js";
import { register as explain } from "./plan-explain.js";
import { register as run } from "./plan-run.js";
import { register as schema } from "./plan-schema.js";
import { register as table } from "./plan-table.js";
import { registerWhy } from "./plan-why.js";

const subcommands = [check, run, table, chart, explain, document, schema, registerWhy];

/** `pacer plan …`: plans as text, without a store. */
export function register(program: Command): void {
  const plan = program
    .command("plan")
    .description("Check, explain and draw plan documents, and calculate statements from files alone.");
  for (const add of subcommands) add(plan);
}
