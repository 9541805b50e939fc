import type { Position } from "../document.js";
import { listed, type PlanWords } from "../plan-words.js";
import type { Rational } from "../rational.js";
import { percentText } from "../wording.js";

interface Multiplier {
  readonly measure: string;
  readonly over: "window" | "year_to_date";
  readonly at_least?: Rational | undefined;
  readonly at_most?: Rational | undefined;
  readonly edge?: "lower" | "upper" | undefined;
  readonly between?: "steps" | "interpolated" | undefined;
  readonly steps?: readonly { readonly from?: Position | undefined; readonly times: Rational }[] | undefined;
}

/** "What you earn is multiplied by your gross margin: 75% from 5%, 100% from 10%." */
export const describeMultipliers = (all: readonly Multiplier[], words: PlanWords): readonly string[] =>
  all.map(({ measure, over, at_least, at_most, edge, between, steps }) => {
    const by = words.measure(measure);
    const so = over === "year_to_date" ? " over the fiscal year so far" : "";
    if (!steps) {
      const limits = [
        ...(at_least ? [`at least ${percentText(at_least)}`] : []),
        ...(at_most ? [`at most ${percentText(at_most)}`] : []),
      ];
      return `What it earns is multiplied by your ${by} attainment${so}${limits.length > 0 ? `, ${listed(limits)}` : ""}.`;
    }
    const each = steps.map(({ from, times }) =>
      from
        ? `${percentText(times)} ${edge === "lower" ? "above" : "from"} ${words.position(from, measure)}`
        : `${percentText(times)} below that`,
    );
    const way = between === "interpolated" ? ", on a straight line between" : "";
    const upwards = steps[0]?.from ? each : [...each.slice(1), ...each.slice(0, 1)];
    return `What it earns is multiplied as your ${by}${so} decides: ${listed(upwards)}${way}.`;
  });
