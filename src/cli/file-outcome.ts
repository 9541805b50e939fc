import { FactsError, PlanError } from "../core/errors.js";

export interface FileOutcome {
  readonly ok: boolean;
  readonly text: string;
}

/** Says what is wrong with a file that cannot be opened; null when the error is something else. */
export function fileFault(file: string, error: unknown): string | null {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === "ENOENT") return `${file}: there is no such file`;
  if (code === "EISDIR") return `${file}: is a folder, not a file`;
  return code === "EACCES" ? `${file}: may not be read` : null;
}

/** What is wrong with a plan or facts file, with its name; throws what is neither. */
export function faultOf(file: string, error: unknown): FileOutcome {
  if (error instanceof PlanError || error instanceof FactsError)
    return { ok: false, text: `${file}: ${error.message}` };
  const unreadable = fileFault(file, error);
  if (unreadable) return { ok: false, text: unreadable };
  throw error;
}
