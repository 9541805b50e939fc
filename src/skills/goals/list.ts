import { type Action, ratio, text, type Value } from "../../answer/answer.js";
import { formatRatio, formatValue } from "../../answer/format.js";
import { periodLabel } from "../../answer/period-label.js";
import type { Rendered, Scope } from "../define-skill.js";
import { action, formAction, speaking } from "../words.js";
import { goalKinds, goalTitle } from "./index.js";
import type { GoalStanding } from "./progress.js";

/** The goals of a person with how far each is, what is suggested last. */
export function goalList(standings: readonly GoalStanding[], scope: Scope): Rendered {
  const { locale, asker, subject } = scope;
  const say = speaking(scope);
  const active = standings.filter(({ goal }) => goal.state === "active");
  const suggested = standings.filter(({ goal }) => goal.state === "suggested");
  if (standings.length === 0)
    return {
      headline: say.self ? "You have no goals set." : `Nobody has suggested a goal to ${subject.name}.`,
      body: say.self
        ? "Set one in your own words: “my goal is 110% of quota this quarter”, “I want to earn $9,000 in December, hold me to it”, “12 meetings this week”."
        : `Suggest one: “give ${subject.name} a goal of 5 deals by the end of the quarter”. What people set for themselves is theirs alone.`,
      ...(say.self ? { actions: [SET_A_GOAL] } : {}),
    };
  const [first] = active.filter(({ progress }) => progress !== null);
  return {
    headline: headlineOf(active, suggested, first ?? null, scope),
    ...(first?.progress
      ? { progress: { label: `of ${goalTitle(first.terms, locale)}`, ratio: first.progress.ratio } }
      : {}),
    tables: [
      {
        columns: [
          { label: "Goal" },
          { label: "When" },
          { label: "So far", align: "right" },
          { label: "To go", align: "right" },
          { label: "" },
        ],
        rows: standings.map((standing) => rowOf(standing, locale)),
      },
    ],
    actions: asker.id === subject.id ? [...buttons(active, suggested, locale), SET_A_GOAL] : [],
  };
}

const SET_A_GOAL = formAction("Set a goal", "goal_form");

function headlineOf(
  active: readonly GoalStanding[],
  suggested: readonly GoalStanding[],
  first: GoalStanding | null,
  scope: Scope,
): string {
  const say = speaking(scope);
  const { locale } = scope;
  if (first?.progress) {
    const title = goalTitle(first.terms, locale);
    return first.progress.met
      ? `${say.Who} ${say.have} reached the goal of ${title}.`
      : `${say.Who} ${say.are} ${formatRatio(first.progress.ratio, locale)} of the way to ${title}.`;
  }
  if (active.length > 0)
    return `${say.Who} ${say.have} ${active.length} ${active.length === 1 ? "goal" : "goals"} set.`;
  return suggested.length === 1 ? "One goal is suggested." : `${suggested.length} goals are suggested.`;
}

const STATES = { suggested: "suggested", active: "", done: "done", declined: "declined", dropped: "dropped" } as const;

function rowOf({ goal, terms, period, progress }: GoalStanding, locale: string): Value[] {
  const kind = goalKinds.get(goal.kind);
  const shown = (value: Value | undefined) => text(value ? formatValue(value, locale) : "");
  const state =
    goal.state === "suggested" ? `suggested by ${goal.setByName}` : progress?.met ? "reached" : STATES[goal.state];
  return [
    text(goalTitle(terms, locale)),
    text(periodLabel(period, locale)),
    progress ? (kind?.value(progress.reached, terms) ?? ratio(progress.ratio)) : shown(undefined),
    progress ? (kind?.value(progress.left, terms) ?? shown(undefined)) : shown(undefined),
    text(state || (progress || goal.target === null ? "" : "not counted by the data")),
  ];
}

function buttons(active: readonly GoalStanding[], suggested: readonly GoalStanding[], locale: string): Action[] {
  const on = (goal: GoalStanding["goal"], label: string, said: string) =>
    action(label, "goal_set", { which: goal.id, text: said });
  return [
    ...suggested
      .slice(0, 2)
      .flatMap(({ goal, terms }) => [
        on(goal, `Take up: ${goalTitle(terms, locale)}`, "accept"),
        on(goal, "Decline", "decline"),
      ]),
    ...active
      .filter(({ progress }) => progress === null)
      .slice(0, 1)
      .map(({ goal }) => on(goal, "Mark as done", "it is done")),
    action("What do I need for quota?", "gap_to_goal"),
  ];
}
