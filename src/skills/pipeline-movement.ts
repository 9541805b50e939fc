import { z } from "zod";
import { amount, count, type Table, text } from "../answer/answer.js";
import { formatMoney } from "../answer/format.js";
import { periodLabel } from "../answer/period-label.js";
import { type PipelineMovement, pipelineMovements } from "../core/pipeline-movement.js";
import { defineSkill, PeriodField, type Rendered, type Scope, TeamField } from "./define-skill.js";
import { action, figure, sameQuestion } from "./words.js";

/** The bridge from the pipeline at the start to the one at the end, in the order it is read. */
const BRIDGE = [
  ["start", "Open at the start"],
  ["opened", "+ Opened"],
  ["reopened", "+ Opened again"],
  ["raised", "+ Raised"],
  ["lowered", "− Lowered"],
  ["won", "− Won"],
  ["lost", "− Lost"],
  ["end", "Open at the end"],
] as const;
/** What happened to those still open. */
const TURNS = [
  ["advanced", "Advanced a stage"],
  ["pushed", "Pushed to a later month"],
  ["pushedOut", "Pushed out of the period"],
  ["pulledIn", "Pulled in to an earlier month"],
] as const;

export const pipelineMovementSkill = defineSkill({
  name: "pipeline_movement",
  description:
    "What happened to a team's open pipeline in one period: opened, advanced, raised, pushed, won and lost, as a bridge from start to end. For those who lead it, and admins.",
  input: z.object({ team: TeamField, period: PeriodField }),
  audience: "group",
  load: async (_input, { store, group, period }) =>
    store.listDealChanges(
      group.members.map(({ id }) => id),
      period,
    ),
  compute: (changes, _input, { period }): PipelineMovement[] => pipelineMovements(changes, period),
  render: answerOf,
});

function answerOf([main, ...others]: readonly PipelineMovement[], scope: Scope): Rendered {
  const { period, locale, group } = scope;
  const label = periodLabel(period, locale);
  const whose = group.name === "Your team" ? "your team's" : `${group.name}'s`;
  if (!main)
    return {
      headline: `Nothing is known of how ${whose} pipeline moved in ${label}.`,
      body: "Movement is seen from one import to the next, or told by the source's own history of deals; there is none for these days.",
    };
  const money = (step: (typeof BRIDGE)[number][0] | (typeof TURNS)[number][0]) => main[step].amount;
  return {
    headline: `${formatMoney(money("end"), locale)} is open in ${whose} pipeline, ${formatMoney(money("start"), locale)} at the start of ${label}.`,
    body: `${formatMoney(money("opened"), locale)} was opened, ${formatMoney(money("won"), locale)} left as won and ${formatMoney(money("lost"), locale)} as lost; ${main.pushedOut.deals} ${main.pushedOut.deals === 1 ? "deal was" : "deals were"} pushed out of the period.`,
    figures: [...BRIDGE, ...TURNS].map(([step, name]) => figure(step, name, amount(money(step)))),
    tables: [tableOf("From start to end", BRIDGE, main), tableOf("Of those still open", TURNS, main)],
    notes: [
      "A deal leaves with what it was last said to bring while open, so won here need not be what was credited.",
      ...others.map(
        ({ currency, end }) => `Deals in ${currency} are apart: ${formatMoney(end.amount, locale)} is open.`,
      ),
    ],
    actions: [action("Where will the team land?", "team_forecast", { period: sameQuestion(scope).period })],
  };
}

const tableOf = (
  title: string,
  steps: readonly (readonly [(typeof BRIDGE)[number][0] | (typeof TURNS)[number][0], string])[],
  movement: PipelineMovement,
): Table => ({
  title,
  columns: [{ label: "Step" }, { label: "Deals", align: "right" }, { label: "Amount", align: "right" }],
  rows: steps
    .filter(([step]) => step === "start" || step === "end" || movement[step].deals > 0)
    .map(([step, name]) => [text(name), count(movement[step].deals, ""), amount(movement[step].amount)]),
});
