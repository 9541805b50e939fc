import { z } from "zod";
import { count, text } from "../answer/answer.js";
import { periodLabel } from "../answer/period-label.js";
import { radar } from "../core/radar/index.js";
import type { RadarFinding } from "../core/radar/radar.js";
import { defineSkill, PeriodField, type Rendered, type Scope, TeamField } from "./define-skill.js";
import { radarPeople } from "./radar/load.js";
import { action, figure, sameQuestion } from "./words.js";

interface Result {
  readonly people: number;
  readonly findings: readonly RadarFinding[];
}

export const planRadarSkill = defineSkill({
  name: "plan_radar",
  description:
    "Questions about a team's plans: quotas out of reach, pay falling for the same sales, landings crowding above an edge, deals waiting over a period's end. For those who lead it, and admins.",
  input: z.object({ team: TeamField, period: PeriodField }),
  audience: "group",
  load: async (_input, { store, group, period, today }) =>
    radarPeople(
      store,
      group.members.map(({ id }) => id),
      period,
      today,
    ),
  compute: (people): Result => ({ people: people.length, findings: radar(people) }),
  render: answerOf,
});

function answerOf({ people, findings }: Result, scope: Scope): Rendered {
  const { period, locale, group } = scope;
  const whose = group.name === "Your team" ? "your team" : group.name;
  const actions = [action("How does the team stand?", "team_summary", { period: sameQuestion(scope).period })];
  if (people === 0)
    return {
      headline: `Nobody in ${whose} is on a plan in ${periodLabel(period, locale)} that I could look at.`,
      actions,
    };
  const looked = `I looked at quotas against what patches have brought, pay for the same sales, landings around the plan's edges, and deals put off over a period's end, for ${people} ${people === 1 ? "person" : "people"}.`;
  if (findings.length === 0)
    return { headline: `Nothing in ${whose}'s plans looks worth a question.`, body: looked, actions };
  return {
    headline: `${findings.length} ${findings.length === 1 ? "question" : "questions"} about ${whose}'s plans.`,
    body: looked,
    figures: [
      figure("questions", "Questions", count(findings.length, findings.length === 1 ? "question" : "questions")),
    ],
    tables: [
      {
        title: "Worth asking",
        columns: [{ label: "Plan" }, { label: "Question" }, { label: "What was seen" }, { label: "Where" }],
        rows: findings.map(({ plan, question, evidence, people: where }) => [
          text(plan),
          text(question),
          text(evidence),
          text(where.length === 0 ? "the whole plan" : whereText(where)),
        ]),
      },
    ],
    notes: [
      "These are questions about plans and quotas. They say nothing about anybody's conduct: a pattern has many reasons.",
    ],
    actions,
  };
}

/** A handful of names, and how many more. */
const whereText = (names: readonly string[]): string =>
  names.length <= 6 ? names.join(", ") : `${names.slice(0, 5).join(", ")} and ${names.length - 5} more`;
