import { addDays, type IsoDate, weekday } from "../core/calendar.js";
import type { StoredNudge } from "../store/written/nudges.js";
import type { Found } from "./find.js";
import { templateOf } from "./template.js";

/** Within so many days a person gets no more than their budget. */
const WEEK_DAYS = 7;
/** "Not useful" makes a kind come half as often. */
const AFTER_NOT_USEFUL = 2;
/** The same deal, tier or plan comes up again only after so many cooldowns. */
const SAME_SUBJECT = 3;
/** Decisions older than this decide nothing any more. */
export const HISTORY_DAYS = 200;

export interface Picking {
  /** The most important first. */
  readonly found: readonly Found[];
  /** What was decided for the person before, in any order. */
  readonly history: readonly Pick<StoredNudge, "rule" | "subject" | "decidedOn" | "heldBack" | "said" | "saidAt">[];
  /** The person's day. */
  readonly day: IsoDate;
  readonly weeklyBudget: number;
  /** Kinds that have been found not to help. */
  readonly retired: ReadonlySet<string>;
}

/**
 * The one nudge for a person on a day, or none: the most important whose kind is neither retired, stopped by the person nor within its
 * cooldown, while fewer than the budget were sent in the seven days that end with this one. What is held back counts as the day's
 * nudge and starts the cooldown, and leaves the budget alone since nobody received it.
 */
export function pick({ found, history, day, weeklyBudget, retired }: Picking): Found | null {
  const sent = history.filter(({ heldBack, decidedOn }) => !heldBack && decidedOn > addDays(day, -WEEK_DAYS));
  if (sent.length >= weeklyBudget) return null;
  if (history.some(({ decidedOn }) => decidedOn >= day)) return null;
  return (
    found.find(({ rule, occasion }) => {
      const { cooldown_days: cooldown, weekdays } = templateOf(rule);
      if (retired.has(rule.name) || !weekdays.includes(weekday(day))) return false;
      const before = history.filter((nudge) => nudge.rule === rule.name);
      const said = lastWord(before);
      if (said === "stop") return false;
      const rest = said === "not_useful" ? cooldown * AFTER_NOT_USEFUL : cooldown;
      return before.every(({ decidedOn, subject }) => {
        const days = subject === occasion.subject ? Math.max(rest, cooldown * SAME_SUBJECT) : rest;
        return decidedOn <= addDays(day, -days);
      });
    }) ?? null
  );
}

/** What the person said about a kind most recently. */
function lastWord(before: Picking["history"]): string | null {
  const said = before.filter((nudge) => nudge.saidAt !== null);
  said.sort((a, b) => (a.saidAt?.getTime() ?? 0) - (b.saidAt?.getTime() ?? 0));
  return said.at(-1)?.said ?? null;
}
