import { z } from "zod";
import { date, text } from "../../answer/answer.js";
import { addDays } from "../../core/calendar.js";
import { action } from "../../skills/words.js";
import { defineRule } from "../define-rule.js";
import type { Desk } from "../desk.js";

/** A version of the plan came into force of late, or soon will, that the person has said nothing to. */
export const planUnacknowledged = defineRule({
  name: "plan_unacknowledged",
  when: z.object({ days_ahead: z.int().min(0), days_since: z.int().min(1) }),
  find: ({ plans, today }, { days_ahead: ahead, days_since: since }) =>
    plans
      .filter(({ answer, from }) => answer === null && from <= addDays(today, ahead) && from > addDays(today, -since))
      .map(({ name, version, from, hash }) => ({
        subject: hash.slice(0, 16),
        memory: { hash },
        values: { plan: text(name), version: text(version), from: date(from) },
        worth: null,
        next: action("What is waiting for me?", "approvals"),
      })),
  acted: answered,
  helped: answered,
});

function answered({ hash }: Readonly<Record<string, string>>, { plans }: Desk): boolean {
  return !plans.some((plan) => plan.hash === hash && plan.answer === null);
}
