import { z } from "zod";
import { text as words } from "../answer/answer.js";
import { figure } from "../skills/words.js";
import { defineAction } from "./define-action.js";
import { decidedMeanwhile, getUndecided, payeeOfDispute, UNDECIDED } from "./dispute-of.js";

/** The decision, with its reason. It changes no pay: what is owed is posted as an adjustment, by an action of its own. */
export const resolveDispute = defineAction({
  name: "resolve_dispute",
  description: "Accept or reject a dispute, with a reason. For admins, not about themselves.",
  input: z.object({
    dispute: z.int().positive(),
    as: z.enum(["accepted", "rejected"]),
    reason: z.string().min(3).max(1_000),
  }),
  audience: "admin_for_others",
  about: payeeOfDispute,
  load: ({ dispute }, scope) => getUndecided(scope, dispute),
  preview: ({ number, personName, text }, _scope, { as, reason }) => ({
    headline: `${as === "accepted" ? "Accept" : "Reject"} dispute #${number} of ${personName}`,
    body: `${personName} sees the decision and your reason.${as === "accepted" ? " It changes no pay by itself: post what is owed as an adjustment." : ""}`,
    figures: [figure("asked", "They said", words(text)), figure("reason", "Your reason", words(reason))],
    confirm: as === "accepted" ? "Accept it" : "Reject it",
  }),
  async perform({ id, number, personName, state: before }, writes, { asker, now }, { as, reason }) {
    const change = { state: as, authorId: asker.id, kind: as, text: reason };
    if (!(await writes.changeDispute(id, UNDECIDED, change, now))) decidedMeanwhile();
    return {
      said: {
        headline: `Dispute #${number} is ${as}.`,
        ...(as === "accepted"
          ? { body: `To pay what is owed, say: “adjust ${personName} by $500, dispute #${number}”.` }
          : {}),
      },
      audit: { entity: "dispute", entityKey: String(number), before: { state: before }, after: { state: as, reason } },
    };
  },
});
