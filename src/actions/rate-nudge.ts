import { z } from "zod";
import { AskError } from "../errors.js";
import { action } from "../skills/words.js";
import type { NudgeWord } from "../store/written/nudges.js";
import { defineAction } from "./define-action.js";

const SAID: Readonly<Record<NudgeWord, string>> = {
  useful: "Good to know, thank you.",
  not_useful: "Thank you: nudges like this one will come half as often.",
  stop: "Done: you will get no more nudges like this one.",
  resume: "Nudges like this one will come again.",
};

/** What somebody says about a nudge they got. Nobody else is told. */
export const rateNudge = defineAction({
  name: "rate_nudge",
  description: "Say that a nudge was useful or not, or stop its kind.",
  input: z.object({
    nudge: z.string().max(40).nullable(),
    said: z.enum(["useful", "not_useful", "stop", "resume"] satisfies NudgeWord[]),
  }),
  audience: "self",
  about: "asker",
  atOnce: true,
  async load({ nudge: id }, { store, asker }) {
    if (id === null)
      throw new AskError("That was a preview: nobody was nudged.", "The buttons work on a nudge that was sent.");
    const nudge = await store.findNudge(id);
    // Somebody else's is not told from one that never was.
    if (!nudge || nudge.personId !== asker.id || nudge.heldBack)
      throw new AskError("I don't know that nudge any more.", "To change what I send you, ask for your settings.");
    return nudge;
  },
  preview: (_nudge, _scope, { said }) => ({ headline: SAID[said], confirm: "Save" }),
  async perform(nudge, writes, { asker, now }, { said }) {
    await writes.rateNudge(nudge.id, asker.id, said, now);
    return {
      said: {
        headline: SAID[said],
        ...(said === "stop"
          ? { body: "The other kinds of nudges go on. You can switch all of them off in your settings." }
          : {}),
        actions: [
          ...(said === "stop" ? [action("Send these again", "nudge_reply", { nudge: nudge.id, said: "resume" })] : []),
          action("Show my settings", "settings"),
        ],
      },
      audit: { entity: "nudge", entityKey: nudge.id, before: { said: nudge.said }, after: { said } },
    };
  },
});
