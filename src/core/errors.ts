/** Something wrong in a document: where it stands, what was written, and what to write instead. */
export interface Problem {
  readonly path: string;
  readonly message: string;
}

const listed = (problems: readonly Problem[]): string =>
  problems.map(({ path, message }) => `  ${path === "" ? "the document" : path}: ${message}`).join("\n");

/** A plan document that cannot be calculated from as it stands. `problems` has all of them. */
export class PlanError extends Error {
  override readonly name = "PlanError";
  constructor(readonly problems: readonly Problem[]) {
    super(`The plan has ${problems.length === 1 ? "a problem" : `${problems.length} problems`}:\n${listed(problems)}`);
  }
}

/** Facts that a plan cannot be applied to: a missing rate of exchange, no target incentive. The message says what to add. */
export class FactsError extends Error {
  override readonly name = "FactsError";
  readonly problems: readonly Problem[];
  constructor(problems: string | readonly Problem[]) {
    super(
      typeof problems === "string"
        ? problems
        : `The facts have ${problems.length === 1 ? "a problem" : `${problems.length} problems`}:\n${listed(problems)}`,
    );
    this.problems = typeof problems === "string" ? [{ path: "", message: problems }] : problems;
  }
}
