import { FactsError } from "../../core/errors.js";
import type { Plan } from "../../core/plan.js";
import { type FactsFile, factsFrom } from "../facts-file.js";

interface ExampleFacts extends FactsFile {
  readonly index: number;
  readonly name: string;
}

/** The facts of every example, once for each period it expects figures of; examples that cannot be read are left to their own lint. */
export const factsOfExamples = (plan: Plan): ExampleFacts[] =>
  plan.examples.flatMap(({ name, given, expect }, index) => {
    const periods = [expect].flat().map((one) => (one as { period?: unknown } | null)?.period);
    return [...new Set(periods)].flatMap((period): ExampleFacts[] => {
      try {
        return [{ ...factsFrom(given, plan, period === undefined ? undefined : String(period)), index, name }];
      } catch (error) {
        if (error instanceof FactsError) return [];
        throw error;
      }
    });
  });
