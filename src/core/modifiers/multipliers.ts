import { z } from "zod";
import type { ComponentContext, MeasureView } from "../component.js";
import { fields, Key, Multiple, oneOf, Position, Text } from "../document.js";
import type { Problem } from "../errors.js";
import { defineModifier } from "../modifier.js";
import { add, compare, divide, isZero, max, min, multiply, ONE, type Rational, subtract, ZERO } from "../rational.js";
import { hasReached, standing, standingText } from "../standing.js";
import { amountText, percentText } from "../wording.js";
import { scaledLine, totalOf } from "./lines.js";
import { describeMultipliers } from "./multipliers-describe.js";

const Step = fields({ from: Position.optional(), times: Multiple });
type Step = z.output<typeof Step>;

const Multiplier = fields({
  label: Text.optional(),
  measure: Key,
  over: oneOf(["window", "year_to_date"]).default("window"),
  times: z.literal("attainment").optional(),
  at_least: Multiple.optional(),
  at_most: Multiple.optional(),
  edge: oneOf(["lower", "upper"]).optional(),
  between: oneOf(["steps", "interpolated"]).optional(),
  steps: z.array(Step).min(1).optional(),
});
type Multiplier = z.output<typeof Multiplier>;

function checkOne(multiplier: Multiplier, path: string): Problem[] {
  const { steps, times, edge, between, at_least, at_most } = multiplier;
  const say = (field: string, message: string): Problem => ({
    path: field === "" ? path : `${path}.${field}`,
    message,
  });
  if ((steps === undefined) === (times === undefined))
    return [say("", "needs one of steps (a multiple for each band) and times: attainment")];
  if (!steps) return [];
  const found: Problem[] = [];
  if (at_least || at_most) found.push(say("at_least", "and at_most limit times: attainment; steps limit themselves"));
  if (!between)
    found.push(
      say(
        "between",
        "is missing, and it changes pay: steps = the multiple of the band reached, interpolated = a straight line from step to step",
      ),
    );
  if (between === "steps" && !edge && steps.length > 1)
    found.push(
      say(
        "edge",
        "is missing, and it changes pay: upper = exactly at a step already counts its multiple, lower = it must be passed",
      ),
    );
  for (const [i, step] of steps.entries()) {
    const before = steps[i - 1]?.from;
    if (!step.from && (i > 0 || between === "interpolated"))
      found.push(
        say(
          `steps[${i}].from`,
          "is missing: only the first of several bands may go without, it reaches down without end",
        ),
      );
    if (step.from && i === 0 && between === "steps")
      found.push(
        say("steps[0].from", "leaves what is below it without a multiple: let the first band go without from"),
      );
    if (before && step.from && compare(step.from.value, before.value) <= 0)
      found.push(say(`steps[${i}].from`, "must be above the step before: steps go upwards"));
    if (before && step.from && step.from.percent !== before.percent)
      found.push(say(`steps[${i}].from`, "mixes percentages with plain numbers: write every step the same way"));
  }
  return found;
}

/** What the multiplier looks at: the component's window, or the fiscal year so far against the quota to date. */
const lookedAt = ({ measure, over }: Multiplier, { view, yearToDate }: ComponentContext): MeasureView =>
  over === "year_to_date" ? yearToDate(measure) : view(measure);

interface Factor {
  readonly value: Rational;
  readonly how: string;
}

function bandFactor(
  steps: readonly Step[],
  edge: "upper" | "lower",
  multiplier: Multiplier,
  context: ComponentContext,
): Factor {
  const view = lookedAt(multiplier, context);
  const found = steps.findLast(({ from }) => !from || hasReached(view, from, edge)) ?? steps[0];
  const at = steps.find(({ from }) => from)?.from ?? { value: ZERO, percent: true };
  const text = standingText(standing(view, at), at, view, context.currency);
  return { value: found?.times ?? ONE, how: `${view.label} at ${text}` };
}

/** Level below the first step and above the last. */
function lineFactor(steps: readonly Step[], multiplier: Multiplier, context: ComponentContext): Factor {
  const view = lookedAt(multiplier, context);
  const at = steps[0]?.from ?? { value: ZERO, percent: true };
  const stands = standing(view, at);
  const how = `${view.label} at ${standingText(stands, at, view, context.currency)}`;
  const index = steps.findLastIndex(({ from }) => from && compare(from.value, stands) <= 0);
  const [a, b] = [steps[index], steps[index + 1]];
  if (!a?.from) return { value: steps[0]?.times ?? ONE, how };
  if (!b?.from) return { value: a.times, how };
  const way = divide(subtract(stands, a.from.value), subtract(b.from.value, a.from.value));
  return { value: add(a.times, multiply(way, subtract(b.times, a.times))), how };
}

function attainmentFactor(multiplier: Multiplier, context: ComponentContext): Factor {
  const { at_least, at_most } = multiplier;
  const view = lookedAt(multiplier, context);
  const stands = view.attainment ?? ZERO;
  const floored = at_least ? max(stands, at_least) : stands;
  const value = at_most ? min(floored, at_most) : floored;
  const limited = compare(value, stands) === 0 ? "" : `, limited to ${percentText(value)}`;
  return { value, how: `${view.label} at ${percentText(stands)}${limited}` };
}

function factorOf(multiplier: Multiplier, context: ComponentContext): Factor {
  const { steps } = multiplier;
  if (!steps) return attainmentFactor(multiplier, context);
  return multiplier.between === "interpolated"
    ? lineFactor(steps, multiplier, context)
    : bandFactor(steps, multiplier.edge ?? "upper", multiplier, context);
}

/**
 * Multiplies what the component earned by a factor that another measure decides: a multiple by band, a line between steps, or
 * that measure's attainment itself. Several multiply one another. Source: plan mechanics, section 8.
 */
export const multipliers = defineModifier({
  field: "multipliers",
  part: "multiplier",
  terms: z.array(Multiplier, {
    error: "must be a list of multipliers, each with measure and steps or times: attainment",
  }),
  measures: (all) => all.map(({ measure }) => measure),
  describe: describeMultipliers,
  check: (all) => all.flatMap((multiplier, i) => checkOne(multiplier, `multipliers[${i}]`)),
  apply(all, lines, context) {
    const earned = [...lines];
    for (const [i, multiplier] of all.entries()) {
      const { value, how } = factorOf(multiplier, context);
      const more = subtract(value, ONE);
      const before = totalOf(earned);
      if (isZero(more) || isZero(before)) continue;
      const label = multiplier.label ?? `Multiplier ${percentText(value, 2)}`;
      const formula = `${amountText(before, context.currency)} × (${percentText(value)} − 100%), ${how}`;
      earned.push(scaledLine(earned, more, { label, formula, clause: `multipliers[${i}]` }));
    }
    return earned;
  },
});
