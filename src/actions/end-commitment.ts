import { z } from "zod";
import { AskError } from "../errors.js";
import { type ActionContext, defineAction } from "./define-action.js";

const ownerOf = async ({ commitment }: { commitment: string }, { store }: ActionContext) => {
  const found = await store.findCommitment(commitment);
  return found && store.findPerson(found.personId);
};

/** Done or dropped: said by the person or whoever they report to. */
export const endCommitment = defineAction({
  name: "end_commitment",
  description: "Say that an agreed action item is done, or drop it.",
  input: z.object({ commitment: z.string().max(40), as: z.enum(["done", "dropped"]) }),
  audience: "self_or_manager",
  about: ownerOf,
  async load({ commitment: id }, { store }) {
    const found = await store.findCommitment(id);
    if (found?.state !== "open")
      throw new AskError("That is ended already.", "Ask me for coaching to see what is open.");
    return found;
  },
  preview: ({ text }, _scope, { as }) => ({
    headline: as === "done" ? `Done: ${text}` : `Drop: ${text}`,
    confirm: as === "done" ? "It is done" : "Drop it",
  }),
  async perform({ id, text }, writes, { now }, { as }) {
    if (!(await writes.endCommitment(id, as, now))) throw new AskError("That has ended meanwhile.");
    return {
      said: { headline: as === "done" ? `Well done: ${text}.` : `Dropped: ${text}.` },
      audit: { entity: "commitment", entityKey: id, before: { state: "open" }, after: { state: as } },
    };
  },
});
