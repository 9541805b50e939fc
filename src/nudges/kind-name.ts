/** The kind of message that a rule's nudges are. */
export const NUDGE_KIND_PREFIX = "nudge_";
export const nudgeKindOf = (rule: string): string => `${NUDGE_KIND_PREFIX}${rule}`;
