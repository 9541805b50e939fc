import { z } from "zod";
import { addDays } from "../core/calendar.js";
import { AskError } from "../errors.js";
import { findPerson } from "../skills/find-person.js";
import { defineAction } from "./define-action.js";
import { decidedMeanwhile, getUndecided, payeeOfDispute, UNDECIDED } from "./dispute-of.js";

/** Whom it waits for. Only somebody who may answer it: who the payee reports to today, or an admin. */
export const assignDispute = defineAction({
  name: "assign_dispute",
  description: "Hand a dispute to somebody who may answer it. For admins.",
  input: z.object({ dispute: z.int().positive(), to: z.string().max(200) }),
  audience: "admin",
  about: payeeOfDispute,
  async load({ dispute: number, to }, scope) {
    const { store, subject, today } = scope;
    const dispute = await getUndecided(scope, number);
    const assignee = findPerson(await store.listPeople(), to);
    if (!assignee)
      throw new AskError(`I don't know anybody called "${to}".`, "Use the full name or the e-mail address.");
    const day = { start: today, end: addDays(today, 1) };
    const may = assignee.role === "admin" || (await store.managesWithin(assignee.id, subject.id, day));
    if (!may || assignee.id === subject.id)
      throw new AskError(
        `${assignee.name} may not answer it.`,
        `Choose somebody ${subject.name} reports to, or an admin.`,
      );
    return { dispute, assignee };
  },
  preview: ({ dispute, assignee }) => ({
    headline: `Dispute #${dispute.number} of ${dispute.personName} goes to ${assignee.name}`,
    ...(dispute.assigneeName ? { body: `It is with ${dispute.assigneeName} now.` } : {}),
    confirm: "Hand it over",
  }),
  async perform({ dispute, assignee }, writes, { asker, now }) {
    const change = { assigneeId: assignee.id, authorId: asker.id, kind: "assigned", text: assignee.name };
    if (!(await writes.changeDispute(dispute.id, UNDECIDED, change, now))) decidedMeanwhile();
    return {
      said: { headline: `Dispute #${dispute.number} is with ${assignee.name} now.` },
      audit: {
        entity: "dispute",
        entityKey: String(dispute.number),
        before: { assignee: dispute.assigneeName },
        after: { assignee: assignee.name },
      },
    };
  },
});
