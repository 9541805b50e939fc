import { z } from "zod";
import type { ComponentContext, EarningLine, MeasureView } from "../component.js";
import { fields, Key, Multiple, oneOf, Percent, Position, Text } from "../document.js";
import type { Problem } from "../errors.js";
import { defineModifier } from "../modifier.js";
import { compare, divide, isZero, multiply, negate, ONE, subtract, ZERO } from "../rational.js";
import { hasReached, standing, standingText } from "../standing.js";
import { amountText, percentText } from "../wording.js";
import { scaledLine, totalOf } from "./lines.js";

const Gate = fields({
  label: Text.optional(),
  measure: Key,
  over: oneOf(["window", "year_to_date"]).default("window"),
  at_least: Position.optional(),
  above: Position.optional(),
  otherwise: oneOf(
    ["nothing", "no_accelerator", "capped"],
    "nothing: a missed gate pays nothing of the component. no_accelerator: rates and payouts stay those at 100% of quota. capped: pay stops at capped_at of the target incentive.",
  ),
  capped_at: Percent.or(Multiple).optional(),
});
type Gate = z.output<typeof Gate>;

const boundOf = ({ at_least, above }: Gate): Position => at_least ?? above ?? { value: ZERO, percent: true };

/** What the gate looks at: the component's window, or the fiscal year so far against the quota to date. */
const lookedAt = ({ measure, over }: Gate, { view, yearToDate }: ComponentContext): MeasureView =>
  over === "year_to_date" ? yearToDate(measure) : view(measure);

const isMissed = (gate: Gate, context: ComponentContext): boolean =>
  !hasReached(lookedAt(gate, context), boundOf(gate), gate.at_least ? "upper" : "lower");

function words(gate: Gate, context: ComponentContext): string {
  const looked = lookedAt(gate, context);
  const { currency } = context;
  const at = boundOf(gate);
  const text = (value: typeof at.value) => standingText(value, at, looked, currency);
  const when = gate.over === "year_to_date" ? " over the year so far" : "";
  return `${looked.label} stands at ${text(standing(looked, at))}${when}, ${gate.at_least ? "at least" : "more than"} ${text(at.value)} is needed`;
}

function check(gates: readonly Gate[], { type }: { readonly type: string }): Problem[] {
  return gates.flatMap((gate, i): Problem[] => {
    const path = `gates[${i}]`;
    if ((gate.at_least === undefined) === (gate.above === undefined))
      return [{ path, message: "needs one of at_least (reaching it is enough) and above (it must be passed)" }];
    if ((gate.otherwise === "capped") !== (gate.capped_at !== undefined))
      return [
        {
          path: `${path}.capped_at`,
          message: "goes with otherwise: capped, and says what share of the target incentive is the most",
        },
      ];
    if (gate.otherwise === "no_accelerator" && type !== "rate_table" && type !== "pay_curve")
      return [{ path: `${path}.otherwise`, message: `cannot be no_accelerator on a ${type}, which has none` }];
    return [];
  });
}

function missed(gate: Gate, lines: readonly EarningLine[], context: ComponentContext): readonly EarningLine[] {
  const label = gate.label ?? `Gate on ${context.view(gate.measure).label.toLowerCase()}`;
  const all = totalOf(lines);
  if (gate.otherwise === "no_accelerator" || isZero(all)) return lines;
  if (gate.otherwise === "nothing")
    return [...lines, scaledLine(lines, negate(ONE), { label, formula: `${words(gate, context)}: nothing is earned` })];
  const share = gate.capped_at ?? ZERO;
  const limit = multiply(share, context.target());
  if (compare(all, limit) <= 0) return lines;
  const formula = `${words(gate, context)}: at most ${percentText(share)} × ${amountText(context.target(), context.currency)} = ${amountText(limit, context.currency)}`;
  return [...lines, scaledLine(lines, divide(subtract(limit, all), all), { label, formula })];
}

/**
 * Gates (hurdles, qualifiers): the component pays in full only while other measures stand where they must. A missed gate pays
 * nothing, or takes the accelerator away, or caps the payout. Every gate must be met. Source: plan mechanics, section 8.
 */
export const gates = defineModifier({
  field: "gates",
  part: "gate",
  terms: z.array(Gate, { error: "must be a list of gates, each with measure, at_least or above, and otherwise" }),
  measures: (all) => all.map(({ measure }) => measure),
  check,
  describe: (all, words) =>
    all.map((gate) => {
      const bound = words.position(boundOf(gate), gate.measure);
      const missed = {
        nothing: "nothing is earned here",
        no_accelerator: "rates and payouts stay those at 100% of quota",
        capped: `it pays ${percentText(gate.capped_at ?? ZERO)} of the target incentive at most`,
      }[gate.otherwise];
      const over = gate.over === "year_to_date" ? " over the fiscal year so far" : "";
      return `Your ${words.measure(gate.measure)} must ${gate.at_least ? "reach" : "pass"} ${bound}${over}; otherwise ${missed}.`;
    }),
  see: (all, context) =>
    all.some((gate) => gate.otherwise === "no_accelerator" && isMissed(gate, context))
      ? { ...context, accelerators: false }
      : context,
  apply: (all, lines, context) =>
    all.reduce<readonly EarningLine[]>(
      (earned, gate) => (isMissed(gate, context) ? missed(gate, earned, context) : earned),
      lines,
    ),
});
