import { type Command, InvalidArgumentError } from "commander";
import { Decimal, Percent } from "../core/document.js";
import type { Rational } from "../core/rational.js";
import type { FileOutcome } from "./file-outcome.js";

/** An amount or a number on the command line, written as in a plan: 250000 or 250,000.50. */
export function numberOption(text: string): Rational {
  const read = Decimal.safeParse(text);
  if (!read.success) throw new InvalidArgumentError(read.error.issues[0]?.message ?? "is not a number.");
  return read.data;
}

/** An attainment on the command line, written as in a plan: 150% or 0.9. */
function percentOption(text: string): Rational {
  const read = Percent.safeParse(text);
  if (!read.success) throw new InvalidArgumentError(read.error.issues[0]?.message ?? "is not a percentage.");
  return read.data;
}

export interface PayoutFlags {
  readonly measure?: string;
  readonly quota?: Rational;
  readonly targetIncentive?: Rational;
  readonly from?: Rational;
  readonly to?: Rational;
  readonly step?: Rational;
}

/** The options of every command that puts payout against attainment. */
export const withPayoutOptions = (command: Command): Command =>
  command
    .option("--measure <name>", "the measure to vary; that of the plan's first component unless given")
    .option("--quota <number>", "of one quota period; that of the plan's first example unless given", numberOption)
    .option("--target-incentive <amount>", "of a year; that of the plan's first example unless given", numberOption)
    .option("--from <percent>", "where the attainments start; 0% unless given", percentOption)
    .option("--to <percent>", "where they end; beyond the last boundary unless given", percentOption)
    .option("--step <percent>", "from row to row; 10% unless given", percentOption);

/** Prints an outcome where it belongs, and fails the command where it is none. */
export function print({ ok, text }: FileOutcome): void {
  (ok ? process.stdout : process.stderr).write(`${text}\n`);
  if (!ok) process.exitCode = 1;
}
