import type { z } from "zod";
import type { ComponentContext, EarningLine } from "./component.js";
import type { Problem } from "./errors.js";
import type { PlanWords } from "./plan-words.js";

/** What a modifier's check may look at beside its own terms. */
export interface ModifiedComponent {
  readonly type: string;
  readonly cap?: unknown;
}

/** A rule beside the component's own: it changes what the component sees, or the lines it earned. Bound to its terms. */
export interface BoundModifier {
  readonly field: string;
  /** Measures it looks at, which the plan must have. */
  readonly measures: readonly string[];
  problems(component: ModifiedComponent): readonly Problem[];
  see(context: ComponentContext): ComponentContext;
  apply(lines: readonly EarningLine[], context: ComponentContext): readonly EarningLine[];
  /** The rule in sentences for those it touches. */
  describe(words: PlanWords): readonly string[];
}

interface ModifierRule<S extends z.ZodType> {
  readonly field: string;
  readonly terms: S;
  measures?(terms: z.output<S>): readonly string[];
  check?(terms: z.output<S>, component: ModifiedComponent): readonly Problem[];
  see?(terms: z.output<S>, context: ComponentContext): ComponentContext;
  apply?(terms: z.output<S>, lines: readonly EarningLine[], context: ComponentContext): readonly EarningLine[];
  /** The rule in sentences for those it touches. Every registered modifier has it; a test sees to that. */
  describe?(terms: z.output<S>, words: PlanWords): readonly string[];
}

/** Makes a modifier: `field` is its name in a component, `terms` what stands there. */
export function defineModifier<S extends z.ZodType>(rule: ModifierRule<S>) {
  return {
    field: rule.field,
    terms: rule.terms as z.ZodType,
    /** Whether the modifier says its rule in words. */
    describesItself: rule.describe !== undefined,
    /** `read` must be what `terms` gave. */
    bind(read: unknown): BoundModifier {
      const terms = read as z.output<S>;
      return {
        field: rule.field,
        measures: rule.measures?.(terms) ?? [],
        problems: (component) => rule.check?.(terms, component) ?? [],
        see: (context) => rule.see?.(terms, context) ?? context,
        apply: (lines, context) => rule.apply?.(terms, lines, context) ?? lines,
        describe: (words) => rule.describe?.(terms, words) ?? [],
      };
    },
  };
}
