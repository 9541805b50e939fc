import type { Plan } from "../core/plan.js";
import { allSentences, type PlanSentence, topicOf } from "./explain/topics.js";

/** What one version of a plan says that another does not. */
export interface PlanDifference {
  readonly removed: readonly PlanSentence[];
  readonly added: readonly PlanSentence[];
  /** The rules differ, also where no sentence does. */
  readonly rules: boolean;
}

/**
 * Compares what two versions pay by, sentence by sentence; names, dates, prose and examples do not count. With a topic, only what they
 * say about it.
 */
export function planDifference(before: Plan, after: Plan, topic: string | null = null): PlanDifference {
  const say = (plan: Plan) => (topic === null ? allSentences(plan) : topicOf(plan, topic).sentences);
  const [old, fresh] = [say(before), say(after)];
  const key = ({ part, text }: PlanSentence) => `${part}\n${text}`;
  const without = (list: readonly PlanSentence[], other: readonly PlanSentence[]) => {
    const known = new Set(other.map(key));
    return list.filter((sentence) => !known.has(key(sentence)));
  };
  const [removed, added] = [without(old, fresh), without(fresh, old)];
  const rules = topic === null ? rulesOf(before) !== rulesOf(after) : removed.length + added.length > 0;
  return { removed, added, rules };
}

/** Everything that decides pay, as text that is the same for the same rules. */
function rulesOf({
  name: _n,
  version: _v,
  description: _d,
  effective: _e,
  examples: _x,
  terms: _t,
  accepts: _a,
  ...plan
}: Plan): string {
  const components = plan.components.map(({ key, terms: { about: _about, ...terms } }) => ({ key, terms }));
  return JSON.stringify({ ...plan, components, measures: [...plan.measures] }, (_key, value: unknown) =>
    typeof value === "bigint" ? `${value}` : value,
  );
}
