import { z } from "zod";
import { focusOf } from "./coaching/focus.js";
import { oneToOne } from "./coaching/one-to-one.js";
import { loadCoachFacts, prepare } from "./coaching/prepare.js";
import { weekOf } from "./coaching/week.js";
import { defineSkill, PeriodField, PersonField, type Rendered, type Scope, TextField } from "./define-skill.js";
import { coachingRequest } from "./requests/coaching.js";

export const coachSkill = defineSkill({
  name: "coach",
  description:
    "Coaching. About oneself: what to focus on next, by what it adds to pay, and one skill to practice. About a report: the preparation of a 1:1, with evidence, an exercise and questions.",
  input: z.object({
    person: PersonField,
    period: PeriodField,
    done: z.string().max(40).nullable().describe("Leave null: set by buttons"),
    share: z.string().max(40).nullable().describe("Leave null: set by buttons"),
    text: TextField,
  }),
  audience: "self_or_reports",
  load: (_input, scope) => loadCoachFacts(scope),
  compute: (facts, _input, scope) => prepare(facts, scope),
  render: (prepared, scope, { done, share, text }) =>
    asked(scope, { done, share, text }) ??
    (WEEK.test(text ?? "")
      ? weekOf(prepared, scope)
      : scope.asker.id === scope.subject.id
        ? focusOf(prepared, scope)
        : oneToOne(prepared, scope)),
});

/** The Friday summary, which people also ask for. */
const WEEK =
  /\b(week (in review|summary)|(summary|review|recap) of (my|the|his|her) week|friday summary|how was (my|the) week)\b/i;

/** What a button or the message asks to write down, as a proposal. */
function asked(
  { asker, subject, today }: Scope,
  { done, share, text }: { done: string | null; share: string | null; text: string | null },
): Rendered | null {
  const proposal = (action: string, input: Readonly<Record<string, unknown>>): Rendered => ({
    headline: "Here is what would be kept.",
    proposes: { action, input },
  });
  if (done !== null) return proposal("end_commitment", { commitment: done, as: "done" });
  if (share !== null) return proposal("share_note", { note: share });
  const request = coachingRequest(text ?? "", today);
  const person = subject.id === asker.id ? null : subject.key;
  switch (request?.kind) {
    case "commitment":
      return proposal("add_commitment", { person, text: request.text, dueOn: request.dueOn });
    case "note":
      return person === null ? null : proposal("add_note", { person, text: request.text });
    case "open_notes":
      return person === null ? null : proposal("open_notes", { person, reason: request.reason });
    default:
      return null;
  }
}
