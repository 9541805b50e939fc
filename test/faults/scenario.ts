/** How much of a scenario is tried: seconds while one works, minutes where it counts. */
export type Size = "quick" | "ci" | "full";

export interface Verdict {
  readonly ok: boolean;
  /** What was counted, for the table. */
  readonly measured: string;
}

/** A fault that is injected, and the number that has to come out. */
export interface Scenario {
  /** "F04", as in the list of faults. */
  readonly id: string;
  readonly fault: string;
  readonly pass: string;
  /** Services that have to be there. */
  readonly needs?: readonly ("redis" | "postgres")[];
  /** Where the quick size would say nothing or take minutes. */
  readonly notQuick?: boolean;
  run(size: Size): Promise<Verdict>;
}

/** A number for each size. */
export const bySize = (size: Size, quick: number, ci: number, full: number): number => ({ quick, ci, full })[size];
