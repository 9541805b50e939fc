import { PlanError } from "../core/errors.js";
import { type Plan, parsePlan } from "../core/plan.js";
import { readYaml } from "./yaml.js";

/** A plan from its YAML text. Throws a PlanError that lists every problem. */
export function readPlan(yamlText: string): Plan {
  const read = readYaml(yamlText);
  if (!read.ok) throw new PlanError(read.problems);
  return parsePlan(read.document);
}
