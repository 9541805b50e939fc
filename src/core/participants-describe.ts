import type { CommonTerms } from "./component.js";
import type { Position } from "./document.js";
import type { PlanWords } from "./plan-words.js";

/** Who shares with the payee. */
export interface AmongTerms extends CommonTerms {
  readonly among: "everybody" | "team_mates";
  readonly at_least?: Position | undefined;
}

/** "All who take part and reach 50% of quota", the first words of a sentence. */
export function amongText({ measure, among, at_least }: AmongTerms, words: PlanWords): string {
  const who = among === "everybody" ? "All who take part" : "Those who report to the same manager";
  return `${who} and ${at_least ? `reach ${words.position(at_least, measure)}` : `are credited anything in ${words.measure(measure)}`}`;
}
