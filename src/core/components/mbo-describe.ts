import type { CommonTerms } from "../component.js";
import { listed } from "../plan-words.js";
import type { Rational } from "../rational.js";
import { labelOf, percentText } from "../wording.js";

interface MboTerms extends CommonTerms {
  readonly goals: Readonly<
    Record<
      string,
      {
        readonly weight: Rational;
        readonly label?: string | undefined;
        readonly between: "interpolated" | "steps";
        readonly points?: readonly { readonly at: Rational; readonly pays: Rational }[] | undefined;
      }
    >
  >;
  readonly scores?: readonly Rational[] | undefined;
  readonly approval: "required" | "not_needed";
  readonly evidence?: boolean | undefined;
}

/** The goals with their weights, and what a score needs before it pays. */
export function describeMbo({ goals, scores, approval, evidence }: MboTerms): readonly string[] {
  const entries = Object.entries(goals);
  const each = entries.map(([key, { label, weight }]) => `${label ?? labelOf(key)} (${percentText(weight)})`);
  const curves = entries.flatMap(([key, { label, points, between }]) =>
    points
      ? [
          `${label ?? labelOf(key)} pays ${listed(points.map(({ at, pays }) => `${percentText(pays)} at a score of ${percentText(at)}`))}, ${between === "steps" ? "the score last reached counts" : "on a straight line between"}.`,
        ]
      : [],
  );
  const needs = [
    ...(approval === "required" ? ["the name of who approved it"] : []),
    ...(evidence ? ["evidence"] : []),
  ];
  return [
    `Your goals are scored, and each earns its weight of the component's target times its score: ${listed(each)}.`,
    ...curves,
    ...(scores ? [`The scores that can be given are ${listed(scores.map((score) => percentText(score)))}.`] : []),
    ...(needs.length > 0 ? [`A score pays once it has ${listed(needs)}.`] : []),
  ];
}
