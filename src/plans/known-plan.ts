import type { Plan } from "../core/plan.js";
import { readPlan } from "./plan-file.js";

/** Plan documents that are kept read. An organisation has tens of versions; more than this only costs reading them again. */
const KEPT_PLANS = 256;
const plans = new Map<string, Plan>();

/** The plan of a document; the same text is read once. Throws a PlanError as `readPlan` does. */
export function knownPlan(document: string): Plan {
  const known = plans.get(document);
  if (known) return known;
  const plan = readPlan(document);
  const oldest = plans.size >= KEPT_PLANS ? plans.keys().next().value : undefined;
  if (oldest !== undefined) plans.delete(oldest);
  plans.set(document, plan);
  return plan;
}
