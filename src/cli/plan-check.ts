import { readFileSync } from "node:fs";
import { PlanError, type Problem } from "../core/errors.js";
import { type ExampleResult, runExamples } from "../plans/examples.js";
import { readPlan } from "../plans/plan-file.js";

export interface FileOutcome {
  readonly ok: boolean;
  readonly text: string;
}

/** Reads a plan document and runs its examples; a failed example shows both numbers. */
export function checkPlanFile(file: string): FileOutcome {
  try {
    const plan = readPlan(readFileSync(file, "utf8"));
    const results = runExamples(plan);
    const failed = results.filter(({ ok }) => !ok);
    const title = `${file}: ${plan.name}, version ${plan.version}`;
    const count = results.length === 1 ? "1 example" : `${results.length} examples`;
    if (failed.length === 0)
      return {
        ok: true,
        text:
          results.length === 0 ? `${title}: reads well; it has no examples to run` : `${title}: ${count} as expected`,
      };
    return {
      ok: false,
      text: [`${title}: ${failed.length} of ${count} came out different`, ...failed.map(failureText)].join("\n"),
    };
  } catch (error) {
    if (error instanceof PlanError) return { ok: false, text: `${file}: ${error.message}` };
    const unreadable = fileFault(file, error);
    if (unreadable) return { ok: false, text: unreadable };
    throw error;
  }
}

function failureText(result: ExampleResult): string {
  if (result.ok) return "";
  return [
    `  ${result.name}`,
    ...result.problems.map(({ path, message }: Problem) => `    ${path}: ${message}`),
    ...result.mismatches.map(
      ({ figure, expected, calculated }) => `    ${figure}: expected ${expected}, calculated ${calculated}`,
    ),
  ].join("\n");
}

/** Says what is wrong with a file that cannot be opened; null when the error is something else. */
export function fileFault(file: string, error: unknown): string | null {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === "ENOENT") return `${file}: there is no such file`;
  if (code === "EISDIR") return `${file}: is a folder, not a file`;
  return code === "EACCES" ? `${file}: may not be read` : null;
}
