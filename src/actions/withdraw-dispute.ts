import { z } from "zod";
import { defineAction } from "./define-action.js";
import { decidedMeanwhile, getUndecided, payeeOfDispute, UNDECIDED } from "./dispute-of.js";

export const withdrawDispute = defineAction({
  name: "withdraw_dispute",
  description: "Take back a dispute of one's own.",
  input: z.object({ dispute: z.int().positive() }),
  audience: "self",
  about: payeeOfDispute,
  load: ({ dispute }, scope) => getUndecided(scope, dispute),
  preview: ({ number, dealName }) => ({
    headline: `Withdraw dispute #${number}${dealName ? ` about ${dealName}` : ""}`,
    body: "It stays on record as withdrawn. You can open another one any time.",
    confirm: "Withdraw it",
  }),
  async perform({ id, number, state }, writes, { asker, now }) {
    const change = { state: "withdrawn" as const, authorId: asker.id, kind: "withdrawn", text: "" };
    if (!(await writes.changeDispute(id, UNDECIDED, change, now))) decidedMeanwhile();
    return {
      said: { headline: `Dispute #${number} is withdrawn.` },
      audit: { entity: "dispute", entityKey: String(number), before: { state }, after: { state: "withdrawn" } },
    };
  },
});
