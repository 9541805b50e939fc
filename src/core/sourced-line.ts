import type { ComponentResult, Statement, StatementLine } from "./statement.js";

/** A line with what made it and where the plan says so, filled in from the lines above. */
export interface SourcedLine {
  readonly line: StatementLine;
  /** A component type, a modifier's field or a step of the calculation. */
  readonly rule: string;
  /** Path in the plan document, such as "components.commission.tiers[1]"; null for what the ledger alone says. */
  readonly source: string | null;
  readonly children: readonly SourcedLine[];
}

/** The lines of a component, each with its source. */
export function linesOfComponent({ component, type, lines }: ComponentResult): SourcedLine[] {
  // The plan's own cap stands among the components, and at the top of the document.
  const base = type === "cap" ? "" : `components.${component}`;
  return sourced(lines, type, base, base);
}

/** What changes pay beside the components, each line with its source. */
export const linesOfAdjustments = ({ adjustments }: Statement): SourcedLine[] => sourced(adjustments, "", "", "");

function sourced(lines: readonly StatementLine[], rule: string, source: string, base: string): SourcedLine[] {
  return lines.map((line) => {
    const own = line.rule ?? rule;
    const from = line.clause === undefined ? source : base === "" ? line.clause : `${base}.${line.clause}`;
    return {
      line,
      rule: own,
      source: from === "" ? null : from,
      children: sourced(line.children ?? [], own, from, base),
    };
  });
}
