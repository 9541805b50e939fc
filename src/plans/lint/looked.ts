import { FactsError } from "../../core/errors.js";
import type { Money } from "../../core/money.js";
import { type Plan, parsePlan } from "../../core/plan.js";
import { compare, multiply, ONE, type Rational, ZERO } from "../../core/rational.js";
import { mainMeasure } from "../../core/what-if.js";
import { type ExampleResult, runExamples } from "../examples.js";
import { gridOn } from "../payout/bounds.js";
import { type EarnedAt, earnedAt } from "../payout/earned-at.js";
import { quotaOver, type Setting, settingOf } from "../payout/setting.js";

export interface LintOptions {
  /** Jumps above this are cliffs; a tenth of the pay at 100% unless given. In the plan's currency. */
  readonly cliff?: Rational | undefined;
}

/** A plan as lints look at it: its document, its examples, and its pay over a grid, each worked out when first asked for. */
export class Looked {
  readonly setting: Setting;
  readonly #curves = new Map<string, readonly EarnedAt[]>();
  #examples: readonly ExampleResult[] | null = null;
  /** Why the plan's pay could not be worked out over a grid; null = it could. */
  unreadable: string | null = null;

  constructor(
    readonly plan: Plan,
    /** What the YAML gave, before it was read. */
    readonly document: Readonly<Record<string, unknown>>,
    readonly options: LintOptions = {},
  ) {
    this.setting = settingOf(plan);
    this.#try(() => this.at(mainMeasure(plan), quotaOver(plan, this.setting, mainMeasure(plan)) ?? ONE));
  }

  /** Measures that decide something: a component stands on them, or a gate, a multiplier, a matrix looks at them. */
  get measures(): readonly string[] {
    const named = this.plan.components.flatMap(({ measure, threshold, measures }) => [
      measure,
      ...(threshold?.measure ? [threshold.measure] : []),
      ...measures,
    ]);
    return [...new Set(named)].filter((measure) => measure !== "");
  }

  get examples(): readonly ExampleResult[] {
    this.#examples ??= runExamples(this.plan);
    return this.#examples;
  }

  /** False where nobody states a quota, so that amounts cannot be set against it. */
  get quotaKnown(): boolean {
    return !this.setting.assumed.includes("quota");
  }

  at(measure: string, position: Rational, plan: Plan = this.plan, others: Rational = ONE): EarnedAt {
    return earnedAt(plan, this.setting, measure, position, others);
  }

  /** Pay over the grid of a measure, upwards; empty where the plan needs facts that nobody can make up. */
  curve(measure: string): readonly EarnedAt[] {
    let found = this.#curves.get(measure);
    if (!found) {
      found = this.unreadable === null ? this.#over(measure, this.plan) : [];
      this.#curves.set(measure, found);
    }
    return found;
  }

  /** True when another plan pays the same everywhere on every grid of this one. */
  paysTheSame(other: Plan): boolean {
    return this.measures.every((measure) =>
      this.curve(measure).every(
        ({ position, earned }) => this.at(measure, position, other).earned.minor === earned.minor,
      ),
    );
  }

  /** The plan with one value of its document changed; null when that is no plan. Its examples stay behind. */
  changed(change: (document: Record<string, unknown>) => void): Plan | null {
    const copy = structuredClone({ ...this.document, examples: [] }) as Record<string, unknown>;
    change(copy);
    try {
      return parsePlan(copy);
    } catch {
      return null;
    }
  }

  /** What everything exactly at quota earns. */
  get atQuota(): Money | null {
    const main = mainMeasure(this.plan);
    return this.unreadable === null ? this.at(main, quotaOver(this.plan, this.setting, main) ?? ONE).earned : null;
  }

  #over(measure: string, plan: Plan): readonly EarnedAt[] {
    return this.#try(() => gridOn(plan, this.setting, measure).map((position) => this.at(measure, position))) ?? [];
  }

  #try<T>(work: () => T): T | null {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof FactsError)) throw error;
      this.unreadable ??= error.message;
      return null;
    }
  }
}

/** A positive amount of the plan's own, to set a jump against. */
export const tenthOf = (pay: Rational): Rational => (compare(pay, ZERO) > 0 ? multiply(pay, { n: 1n, d: 10n }) : ZERO);
