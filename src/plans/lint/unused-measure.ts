import { suggestion } from "../../core/document.js";
import type { Lint } from "./lint.js";

/** A measure that no component, threshold, modifier, blend or draw looks at. */
export const unusedMeasure: Lint = {
  name: "unused_measure",
  severity: "warning",
  why: "It is counted and shown, and decides nothing: often a name was mistyped elsewhere.",
  find({ plan }) {
    const used = new Set([
      ...plan.components.flatMap(({ measure, base, threshold, measures }) => [
        measure,
        base ?? "",
        threshold?.measure ?? "",
        ...measures,
      ]),
      ...[...plan.measures.values()].flatMap(({ blend }) => Object.keys(blend ?? {})),
      plan.settlement.draw?.forgiven?.measure ?? "",
    ]);
    return [...plan.measures.keys()]
      .filter((key) => !used.has(key))
      .map((key) => ({
        path: `measures.${key}`,
        message: `is used by nothing${suggestion(
          key,
          [...used].filter((name) => name !== ""),
        )}`,
        fix: "take it out, or let a component stand on it",
      }));
  },
};
