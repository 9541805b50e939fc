import { planWords } from "../../core/plan-words.js";
import type { Rational } from "../../core/rational.js";
import { percentText } from "../../core/wording.js";
import { attainmentAt, quotaOver } from "../payout/setting.js";
import type { Looked } from "./looked.js";

/** "$100,000.00 of bookings (100% of quota)". */
export function placeText(
  { plan, setting }: Pick<Looked, "plan" | "setting">,
  measure: string,
  position: Rational,
): string {
  const words = planWords(plan);
  const ratio = percentText(attainmentAt(plan, setting, measure, position), 2);
  if (plan.measures.get(measure)?.of === "blend") return `${ratio} of ${words.measure(measure)}`;
  if (quotaOver(plan, setting, measure) === null) return `${ratio} ${words.measure(measure)}`;
  return `${words.counted(position, measure)} of ${words.measure(measure)} (${ratio} of quota)`;
}
