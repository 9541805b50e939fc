import { z } from "zod";
import { defineSkill } from "./define-skill.js";

/** What a button under a nudge says. It is no question that anybody types. */
export const nudgeReplySkill = defineSkill({
  name: "nudge_reply",
  description: "What the asker says about a nudge they got: useful, not useful, stop its kind, or send it again.",
  input: z.object({ nudge: z.string().max(40).nullable(), said: z.string().max(20).nullable() }),
  audience: "everyone",
  load: async () => null,
  compute: () => null,
  render: (_result, _scope, { nudge, said }) => ({
    headline: "About this nudge",
    proposes: { action: "rate_nudge", input: { nudge, said } },
  }),
});
