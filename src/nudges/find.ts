import type { AnyNudgeRule, Occasion } from "./define-rule.js";
import type { Desk } from "./desk.js";
import { nudgeRules } from "./rules/index.js";
import { templateOf } from "./template.js";

export interface Found {
  readonly rule: AnyNudgeRule;
  readonly occasion: Occasion;
}

/** The occasions of one rule for a person, those worth most first. */
export function occasionsOf(rule: AnyNudgeRule, desk: Desk): Occasion[] {
  const { when, audience } = templateOf(rule);
  if (!audience.includes(desk.person.role)) return [];
  return [...rule.find(desk, when)].sort(
    (a, b) => (b.worth?.minor ?? 0) - (a.worth?.minor ?? 0) || (a.subject < b.subject ? -1 : 1),
  );
}

/** Every reason to nudge the person today, the most important first: by the rule's priority, then by what it is worth to them. */
export const findOccasions = (desk: Desk): Found[] =>
  [...nudgeRules.values()]
    .sort((a, b) => templateOf(a).priority - templateOf(b).priority)
    .flatMap((rule) => occasionsOf(rule, desk).map((occasion) => ({ rule, occasion })));
