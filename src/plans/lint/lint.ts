import type { Looked } from "./looked.js";

export type Severity = "error" | "warning";

/** One thing a lint found: where in the document, what, and what to do about it. */
export interface Found {
  /** A path of the document, such as components.bonus.steps[1]; "" = the document. */
  readonly path: string;
  readonly message: string;
  readonly fix: string;
}

/** A check of a plan that can be calculated and may still not be what its author meant. */
export interface Lint {
  /** Small letters and _; what `accepts` in a plan names. */
  readonly name: string;
  readonly severity: Severity;
  /** Why it matters, in one sentence. */
  readonly why: string;
  find(looked: Looked): readonly Found[];
}

export interface Finding extends Found {
  readonly lint: string;
  readonly severity: Severity;
  readonly why: string;
  /** The reason the plan gives for meaning it; null = it was not accepted. */
  readonly accepted: string | null;
}
