import type { Plan } from "../../core/plan.js";
import { capBelowTarget } from "./cap-below-target.js";
import { circularGate } from "./circular-gate.js";
import { cliff } from "./cliff.js";
import { effectiveDates } from "./effective-dates.js";
import { failedExample } from "./failed-example.js";
import { fallingPay } from "./falling-pay.js";
import { gap } from "./gap.js";
import type { Finding, Found, Lint } from "./lint.js";
import { type LintOptions, Looked } from "./looked.js";
import { noExamples } from "./no-examples.js";
import { notCalculated } from "./not-calculated.js";
import { targetCountedTwice } from "./target-counted-twice.js";
import { targetMismatch } from "./target-mismatch.js";
import { unreachable } from "./unreachable.js";
import { unusedAcceptance } from "./unused-acceptance.js";
import { unusedMeasure } from "./unused-measure.js";
import { zeroQuota } from "./zero-quota.js";

/** Every lint: one file each, one line here, in the order they are printed. */
export const lints: readonly Lint[] = [
  failedExample,
  fallingPay,
  capBelowTarget,
  cliff,
  unreachable,
  gap,
  targetMismatch,
  targetCountedTwice,
  circularGate,
  zeroQuota,
  unusedMeasure,
  effectiveDates,
  noExamples,
  notCalculated,
];

/**
 * What the lints find in a plan that was read, errors first. Findings that the plan accepts bear its reason; an acceptance that meets
 * nothing is a finding of its own. `document` is what the plan was read from.
 */
export function lintPlan(plan: Plan, document: unknown, options: LintOptions = {}): Finding[] {
  const looked = new Looked(plan, document as Readonly<Record<string, unknown>>, options);
  const found = lints.flatMap((lint) => lint.find(looked).map((one) => findingOf(plan, lint, one)));
  const unused = unusedAcceptance(plan.accepts, found, lints);
  const all = [...found, ...unused.found.map((one) => findingOf(plan, unused.lint, one))];
  return all.toSorted((a, b) => Number(a.severity === "warning") - Number(b.severity === "warning"));
}

function findingOf(plan: Plan, { name, severity, why }: Omit<Lint, "find">, found: Found): Finding {
  const accepted = plan.accepts.find((candidate) => candidate.lint === name && covers(candidate.in, found.path));
  return { ...found, lint: name, severity, why, accepted: accepted?.because ?? null };
}

/** An acceptance in a place holds for everything below it. */
const covers = (place: string | null, path: string): boolean =>
  place === null || path === place || path.startsWith(`${place}.`) || path.startsWith(`${place}[`);
