import { z } from "zod";
import { focusOf } from "./coaching/focus.js";
import { oneToOne } from "./coaching/one-to-one.js";
import { loadCoachFacts, prepare } from "./coaching/prepare.js";
import { defineSkill, PeriodField, PersonField } from "./define-skill.js";

export const coachSkill = defineSkill({
  name: "coach",
  description:
    "Coaching. About oneself: what to focus on next, by what it adds to pay, and one skill to practice. About a report: the preparation of a 1:1, with evidence, an exercise and questions.",
  input: z.object({ person: PersonField, period: PeriodField }),
  audience: "self_or_reports",
  load: (_input, scope) => loadCoachFacts(scope),
  compute: (facts, _input, scope) => prepare(facts, scope),
  render: (prepared, scope) =>
    scope.asker.id === scope.subject.id ? focusOf(prepared, scope) : oneToOne(prepared, scope),
});
