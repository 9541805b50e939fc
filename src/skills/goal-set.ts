import { z } from "zod";
import {
  AmountField,
  defineSkill,
  PeriodField,
  PersonField,
  type Rendered,
  type Scope,
  TextField,
} from "./define-skill.js";
import { goalList } from "./goals/list.js";
import { goalStandings } from "./goals/progress.js";
import { requested } from "./goals/requested.js";
import { goalRequest } from "./requests/goal.js";

export const goalSetSkill = defineSkill({
  name: "goal_set",
  description:
    "A person's goals: shows them with progress, or proposes to set, change, drop or take up one as the message asks. Not: what a goal takes (gap_to_goal).",
  input: z.object({
    person: PersonField,
    period: PeriodField.describe("The goal's days; null = this quarter"),
    amount: AmountField,
    which: z.string().max(40).nullable().describe("Leave null: set by buttons"),
    text: TextField,
  }),
  audience: "self_or_reports",
  async load({ text, amount }, scope) {
    const { store, subject, asker, today } = scope;
    const all = await store.listGoals(subject.id, today);
    // What somebody set for themselves is theirs; others see what was suggested.
    const goals = subject.id === asker.id ? all : all.filter(({ setById }) => setById !== subject.id);
    const [currency, standings] = await Promise.all([currencyOf(scope), goalStandings(goals, scope)]);
    return { goals, currency, standings, request: goalRequest(text ?? "", amount) };
  },
  compute: (facts) => facts,
  render: (facts, scope, input): Rendered => requested(facts, scope, input) ?? goalList(facts.standings, scope),
});

/** The currency that the person's plan pays in, else the organisation's. */
async function currencyOf({ store, subject, period, today }: Scope): Promise<string> {
  const { facts } = await store.getPayeeFile(subject.id, period, today);
  return facts.targetIncentive?.currency ?? store.organisation.currency;
}
