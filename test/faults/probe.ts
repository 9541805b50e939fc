import { z } from "zod";
import { text } from "../../src/answer/answer.js";
import { defineMessage } from "../../src/messages/define-message.js";

/** A message with next to nothing in it, so that faults are about its way and not about its words. */
export const probe = defineMessage({
  name: "probe",
  description: "Tries out how messages travel",
  class: "required",
  topic: "notices",
  recipe: z.object({ n: z.int() }),
  render: async ({ n }) => ({
    headline: `Message ${n}`,
    figures: [{ key: "n", label: "Number", value: text(String(n)) }],
    confidential: false,
  }),
  example: async () => ({ n: 0 }),
});

/** The same, of less weight. */
export const chatter = defineMessage({ ...probe, name: "chatter", class: "routine" });
