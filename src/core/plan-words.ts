import type { Position } from "./document.js";
import type { Plan } from "./plan.js";
import { isZero, type Rational } from "./rational.js";
import type { Where } from "./where.js";
import { amountText, labelOf, numberText, percentText } from "./wording.js";

/** How a plan says its own terms: in its currency and with the labels of its measures. */
export interface PlanWords {
  /** "$2,000.00". */
  amount(value: Rational): string;
  /** "bookings"; "what is measured" for a component without a measure. */
  measure(key: string): string;
  /** "commission": what people call a component of the plan. */
  component(key: string): string;
  /** A value in the unit of a measure: "$2,000.00", "40 seats". */
  counted(value: Rational, measure: string): string;
  /** "80% of quota", "$250,000.00 of bookings". */
  position(at: Position, measure: string): string;
}

/** Acronyms keep their capitals. */
const withinSentence = (label: string): string =>
  /^[A-Z]{2}/.test(label) ? label : label.charAt(0).toLowerCase() + label.slice(1);

export const planWords = (plan: Pick<Plan, "currency" | "measures" | "components">): PlanWords => {
  const measure = (key: string): string =>
    key === "" ? "what is measured" : withinSentence(plan.measures.get(key)?.label ?? labelOf(key));
  const component = (key: string): string =>
    withinSentence(plan.components.find((candidate) => candidate.key === key)?.label ?? labelOf(key));
  const amount = (value: Rational) => amountText(value, plan.currency);
  const counted = (value: Rational, key: string): string => {
    const unit = plan.measures.get(key)?.unit ?? "money";
    return unit === "money" ? amount(value) : `${numberText(value)} ${unit}`;
  };
  const position = ({ value, percent }: Position, key: string): string => {
    if (!percent) return `${counted(value, key)} of ${measure(key)}`;
    return plan.measures.get(key)?.unit === "ratio" ? percentText(value) : `${percentText(value)} of quota`;
  };
  return { amount, measure, component, counted, position };
};

/** "a, b and c". */
export const listed = (words: readonly string[], last = "and"): string =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} ${last} ${words.at(-1)}`;

/** A filter in words: "deals with category software or services and amount of at least 10,000". */
export function whereText(where: Where): string {
  const parts = where.map(([name, condition]) => {
    const label = name.replaceAll("_", " ");
    if (Array.isArray(condition)) return `${label} ${listed(condition, "or")}`;
    const { at_least, above, at_most, below, from, through, not } = condition;
    const number = (value: Rational) =>
      name.endsWith("rate") || name.endsWith("share") ? percentText(value) : numberText(value);
    const limits = [
      at_least && `at least ${number(at_least)}`,
      above && `more than ${number(above)}`,
      at_most && `at most ${number(at_most)}`,
      below && `less than ${number(below)}`,
      from && `from ${from}`,
      through && `through ${through}`,
      not && `other than ${listed(not, "or")}`,
    ].filter((text) => text !== undefined);
    return `${label} ${listed(limits)}`;
  });
  return `deals with ${listed(parts)}`;
}

/** True for a position at nothing, where a first tier starts. */
export const startsAtZero = (at: Position | undefined): boolean => at === undefined || isZero(at.value);
