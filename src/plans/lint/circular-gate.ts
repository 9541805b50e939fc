import type { Component } from "../../core/component.js";
import type { Plan } from "../../core/plan.js";
import type { Found, Lint } from "./lint.js";

/** A measure and what it blends. */
const withParts = (plan: Plan, measure: string): readonly string[] => [
  measure,
  ...Object.keys(plan.measures.get(measure)?.blend ?? {}),
];

interface Look {
  readonly path: string;
  readonly measure: string;
}

/** What a component's threshold and modifiers look at, and where that is written. */
function looksOf({ key, threshold, modifiers }: Component): Look[] {
  const path = `components.${key}`;
  return [
    ...(threshold?.measure ? [{ path: `${path}.threshold.measure`, measure: threshold.measure }] : []),
    ...modifiers.flatMap(({ field, measures }) =>
      measures.map((measure, i) => ({ path: `${path}.${field}[${i}].measure`, measure })),
    ),
  ];
}

function selfLooks(plan: Plan, component: Component): Found[] {
  const own = new Set(withParts(plan, component.measure));
  return looksOf(component).flatMap(({ path, measure }): Found[] => {
    const shared = withParts(plan, measure).filter((part) => own.has(part));
    if (shared.length === 0) return [];
    return [
      {
        path,
        message:
          measure === component.measure
            ? `looks at ${measure}, the measure that the component stands on already`
            : `looks at ${measure}, which shares ${shared.join(", ")} with the measure that the component stands on`,
        fix: "write a bound on the component's own measure as a threshold or a tier, and gate on a measure that is another's",
      },
    ];
  });
}

/** Components that each wait for the measure of another, round in a circle. */
function circles(plan: Plan): Found[] {
  const waitsFor = (component: Component): Component[] =>
    plan.components.filter(
      (other) =>
        other !== component &&
        other.measure !== component.measure &&
        looksOf(component).some(({ measure }) => measure === other.measure),
    );
  const found = new Set<string>();
  const follow = (start: Component, way: readonly Component[]): void => {
    const last = way.at(-1) ?? start;
    for (const next of waitsFor(last)) {
      if (next === start) found.add([...way.map(({ key }) => key)].toSorted().join(" → "));
      else if (!way.includes(next)) follow(start, [...way, next]);
    }
  };
  for (const component of plan.components) follow(component, [component]);
  return [...found].map((keys) => ({
    path: `components.${keys.split(" → ")[0]}.gates`,
    message: `${keys} wait for one another: each looks at the measure that another is paid on`,
    fix: "gate one of them only, or gate all of them on a measure of its own",
  }));
}

/**
 * A plan cannot refer to its own pay, and a blend of blends is refused on reading, so nothing loops without end. What is left are
 * gates and multipliers that count the same sale twice, and components that wait for one another. Source: plan mechanics, section 8.
 */
export const circularGate: Lint = {
  name: "circular_gate",
  severity: "warning",
  why: "One sale then decides twice, and nobody can say which rule held the pay back.",
  find: ({ plan }) => [...plan.components.flatMap((component) => selfLooks(plan, component)), ...circles(plan)],
};
