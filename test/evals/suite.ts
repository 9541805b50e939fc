/** What a suite is run with. */
export interface SuiteOptions {
  /** A file of questions with what is expected of each. */
  readonly questions?: string;
  /** The organisation that the questions speak of. */
  readonly fixture?: string;
  /** List what went wrong, one line each. */
  readonly misses: boolean;
  readonly print: (line: string) => void;
}

/** One measurement of how well people are understood. It prints a table and fails nothing; tests hold the limits. */
export interface Suite {
  readonly name: string;
  readonly description: string;
  run(options: SuiteOptions): Promise<void>;
}
