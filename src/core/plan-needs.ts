import type { Plan } from "./plan.js";

/** Whose facts a plan looks at beside the payee's. */
export interface PlanNeeds {
  /** Levels of people below the payee; 0 = none, Infinity = everybody below. */
  readonly below: number;
  /** Everybody on the plan: contests, pools, budgets, and measures of everybody. */
  readonly participants: boolean;
}

const LEVELS = { own: 0, everybody: 0, team: 1, all_reports: Number.POSITIVE_INFINITY } as const;

/** An override on pay looks at what people below earned, for which they may need people below themselves: levels add up. */
export function needsOf({ measures, components }: Plan): PlanNeeds {
  const counted = [...measures.values()].map(({ credits_of }) => credits_of);
  const ofMeasures = Math.max(0, ...counted.map((whose) => LEVELS[whose]));
  const ofComponents = Math.max(0, ...components.map(({ below }) => below));
  return {
    below: ofMeasures + ofComponents,
    participants: components.some(({ shared }) => shared) || counted.includes("everybody"),
  };
}
