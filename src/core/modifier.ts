import type { z } from "zod";
import type { ComponentContext, EarningLine } from "./component.js";
import type { Problem } from "./errors.js";
import type { PartKind } from "./part.js";
import type { PlanWords } from "./plan-words.js";

/** What a modifier's check may look at beside its own terms. */
export interface ModifiedComponent {
  readonly type: string;
  /** Its terms as read, other modifiers among them. */
  readonly terms?: Readonly<Record<string, unknown>>;
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
  /** What its lines are in the answer to "what would it change"; a bonus unless said. */
  readonly part?: PartKind;
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
    part: rule.part ?? ("bonus" as const),
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
        apply: (lines, context) => marked(rule.field, lines, rule.apply?.(terms, lines, context) ?? lines),
        describe: (words) => rule.describe?.(terms, words) ?? [],
      };
    },
  };
}

/** Lines a modifier added say which rule made them and where the plan has it. */
function marked(field: string, before: readonly EarningLine[], after: readonly EarningLine[]): readonly EarningLine[] {
  if (after === before) return after;
  const own = new Set(before);
  return after.map((line) => (own.has(line) ? line : { clause: field, ...line, rule: field }));
}
