import { readFileSync } from "node:fs";
import { PlanError } from "../core/errors.js";
import { type Plan, parsePlan } from "../core/plan.js";
import type { Rational } from "../core/rational.js";
import { lintPlan } from "../plans/lint/index.js";
import type { Finding } from "../plans/lint/lint.js";
import { readYaml } from "../plans/yaml.js";
import { linesOf } from "../plans/yaml-lines.js";
import { type FileOutcome, fileFault } from "./file-outcome.js";

export interface PlanCheckOptions {
  /** Jumps of pay above this are cliffs, in the plan's currency. */
  readonly cliff?: Rational | undefined;
  /** Warnings fail too. */
  readonly strict?: boolean | undefined;
}

/** A finding with the line of the file it is about; null = the document as a whole. */
type PlacedFinding = Finding & { readonly line: number | null };

export interface PlanCheck extends FileOutcome {
  readonly file: string;
  readonly plan: { readonly name: string; readonly version: string; readonly examples: number } | null;
  readonly findings: readonly PlacedFinding[];
}

/** What a refused document's problems look like among findings: nothing more can be said until they are mended. */
const REFUSED = {
  lint: "document",
  severity: "error",
  why: "The plan cannot be calculated as it stands.",
  fix: "",
  accepted: null,
} as const;

/** Reads a plan document, runs its examples and lints it; findings carry the line they are about. */
export function checkPlanFile(file: string, options: PlanCheckOptions = {}): PlanCheck {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    const unreadable = fileFault(file, error);
    if (!unreadable) throw error;
    return refused(file, unreadable, []);
  }
  const lineOf = linesOf(text);
  const placed = (findings: readonly Finding[]) =>
    findings.map((finding) => ({ ...finding, line: finding.path === "" ? null : lineOf(finding.path) }));
  try {
    const read = readYaml(text);
    if (!read.ok) throw new PlanError(read.problems);
    const plan = parsePlan(read.document);
    return report(file, plan, placed(lintPlan(plan, read.document, options)), options);
  } catch (error) {
    if (!(error instanceof PlanError)) throw error;
    const findings = placed(error.problems.map((problem) => ({ ...REFUSED, ...problem })));
    return refused(file, `${file}: ${refusalText(findings)}`, findings);
  }
}

const refused = (file: string, text: string, findings: readonly PlacedFinding[]): PlanCheck => ({
  file,
  ok: false,
  text,
  plan: null,
  findings,
});

const refusalText = (findings: readonly PlacedFinding[]): string =>
  [
    `The plan has ${findings.length === 1 ? "a problem" : `${findings.length} problems`}:`,
    ...findings.map(({ path, line, message }) => `  ${placeText(path, line)}${message}`),
  ].join("\n");

const placeText = (path: string, line: number | null): string =>
  `${line === null ? "" : `line ${line}, `}${path === "" ? (line === null ? "the document" : "") : path}: `;

function report(file: string, plan: Plan, findings: readonly PlacedFinding[], { strict }: PlanCheckOptions): PlanCheck {
  const open = findings.filter(({ accepted }) => accepted === null);
  const errors = open.filter(({ severity }) => severity === "error").length;
  const ok = errors === 0 && (!strict || open.length === 0);
  const text = [`${file}: ${summaryOf(plan, findings)}`, ...open.map(findingText)].join("\n");
  const { name, version, examples } = plan;
  return { file, ok, text, plan: { name, version, examples: examples.length }, findings };
}

function summaryOf(plan: Plan, findings: readonly PlacedFinding[]): string {
  const count = (number: number, what: string) => `${number} ${what}${number === 1 ? "" : "s"}`;
  const failed = new Set(findings.filter(({ lint }) => lint === "failed_example").map(({ path }) => path.split(".")[0]))
    .size;
  const all = count(plan.examples.length, "example");
  const examples =
    plan.examples.length === 0
      ? "reads well; it has no examples to run"
      : failed > 0
        ? `${failed} of ${all} came out different`
        : `${all} as expected`;
  const open = findings.filter(({ accepted }) => accepted === null);
  const errors = open.filter(({ severity }) => severity === "error").length;
  const accepted = findings.length - open.length;
  const tail = [
    ...(errors > 0 ? [count(errors, "error")] : []),
    ...(open.length > errors ? [count(open.length - errors, "warning")] : []),
    ...(accepted > 0 ? [`${accepted} accepted`] : []),
  ];
  return [`${plan.name}, version ${plan.version}: ${examples}`, ...tail].join(", ");
}

function findingText({ severity, lint, path, line, message, why, fix }: PlacedFinding): string {
  const [first = "", ...rest] = message.split("\n");
  return [
    `  ${severity} [${lint}] ${placeText(path, line)}${first}`,
    ...rest.map((row) => `    ${row}`),
    `    why: ${why}`,
    ...(fix ? [`    fix: ${fix}`] : []),
  ].join("\n");
}

/** The same for programs: one object for each file. */
export const checkJson = (checks: readonly PlanCheck[]): string =>
  JSON.stringify(
    {
      plans: checks.map(({ file, ok, plan, findings, text }) => ({
        file,
        ok,
        plan,
        findings,
        ...(plan === null && findings.length === 0 ? { fault: text } : {}),
      })),
    },
    null,
    2,
  );
