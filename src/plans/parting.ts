import { fromRational, type Money, minus, plus, toRational, zero } from "../core/money.js";
import { compare, type Rational } from "../core/rational.js";
import type { StatementLine } from "../core/statement.js";
import { moneyText } from "../core/wording.js";

/** A line that a calculated figure is made of, with what it opens into. */
export interface PartingLine extends Pick<StatementLine, "label" | "formula" | "amount"> {
  readonly depth: number;
  readonly children: readonly PartingLine[];
}

/** Lines of a statement below a heading of their own, for figures that several components add up to. */
export const partingLines = (lines: readonly StatementLine[], depth = 0): PartingLine[] =>
  lines.map((line) => ({ ...line, depth, children: partingLines(line.children ?? [], depth + 1) }));

const text = ({ label, formula, amount }: PartingLine): string =>
  `${label}: ${moneyText(amount)}${formula ? `  [${formula}]` : ""}`;

/**
 * The lines that make up a calculated figure, and where the expected one parts from it: the first line at which the running total
 * goes beyond it, or the end, where it is still short. A line of exactly the difference is named, because that is what one of the
 * two has and the other has not. Empty without lines.
 */
export function partingText(lines: readonly PartingLine[], expected: Rational, calculated: Money): string[] {
  if (lines.length === 0) return [];
  const want = fromRational(expected, calculated.currency);
  const difference = minus(calculated, want);
  const rows: string[] = [];
  let running = zero(calculated.currency);
  let parted = false;
  for (const line of lines) {
    const before = running;
    running = plus(running, line.amount);
    rows.push(`  ${text(line)}`);
    if (parted || difference.minor < 0 || compare(toRational(running), expected) <= 0) continue;
    parted = true;
    rows.push(
      `  ^ here they part: ${moneyText(before)} before this line, ${moneyText(running)} with it, ${moneyText(want)} expected`,
      ...line.children.slice(0, MOST_CHILDREN).map((child) => `      ${text(child)}`),
    );
  }
  if (!parted)
    rows.push(
      `  ^ here they part: every line is in, and ${moneyText(minus(want, running))} are still missing to ${moneyText(want)}`,
    );
  const exact = everyLine(lines).find(({ amount }) => Math.abs(amount.minor) === Math.abs(difference.minor));
  if (exact) rows.push(`  the difference of ${moneyText(difference)} is exactly "${exact.label}"`);
  return rows;
}

const MOST_CHILDREN = 6;

const everyLine = (lines: readonly PartingLine[]): readonly PartingLine[] =>
  lines.flatMap((line) => [line, ...everyLine(line.children)]);
