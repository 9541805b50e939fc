import { suggestion } from "../../core/document.js";
import type { Plan } from "../../core/plan.js";
import type { Finding, Found, Lint } from "./lint.js";

const lint: Omit<Lint, "find"> = {
  name: "unused_acceptance",
  severity: "warning",
  why: "An acceptance that meets nothing would hide a later finding that nobody looked at.",
};

/** Acceptances of a plan that no finding answers to; they are known only once every other lint has looked. */
export function unusedAcceptance(
  accepts: Plan["accepts"],
  findings: readonly Finding[],
  lints: readonly Lint[],
): { readonly lint: Omit<Lint, "find">; readonly found: readonly Found[] } {
  const names = lints.map(({ name }) => name);
  const found = accepts.flatMap((accepted, i): Found[] => {
    if (!names.includes(accepted.lint))
      return [
        {
          path: `accepts[${i}].lint`,
          message: `"${accepted.lint}" is not a lint${suggestion(accepted.lint, names)}`,
          fix: `name one of ${names.join(", ")}`,
        },
      ];
    const met = findings.some((finding) => finding.accepted === accepted.because && finding.lint === accepted.lint);
    return met
      ? []
      : [
          {
            path: `accepts[${i}]`,
            message: `accepts ${accepted.lint}, and there is none${accepted.in ? ` in ${accepted.in}` : ""}`,
            fix: "take it out",
          },
        ];
  });
  return { lint, found };
}
