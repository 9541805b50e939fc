import { z } from "zod";
import { text } from "../answer/answer.js";
import { addDays } from "../core/calendar.js";
import { topics } from "./catalogue.js";
import { defineSkill } from "./define-skill.js";
import { action } from "./words.js";

const OWN = [
  ["attainment", "how close am I to quota? · attainment last quarter"],
  ["payout", "how much have I earned this month?"],
  ["payout_explain", "why is my payout what it is? · how was that calculated?"],
  ["gap_to_goal", "what do I need for the next tier? · what does it take to earn $5k?"],
  ["what_if", "what if I close a $50k deal? · what is a deal of mine worth?"],
  ["deals", "which deals counted? · my biggest deal in Q3"],
  ["quota_detail", "what is my quota? · why did it change?"],
  ["trend", "how do I compare with last quarter? · where do I rank?"],
  ["plan_explain", "how does my accelerator work? · what changed in my plan?"],
  ["payday", "when am I paid? · send me my statement as CSV"],
  ["territory", "which accounts do I look after?"],
] as const;

export const helpSkill = defineSkill({
  name: "help",
  description: "What can be asked, by role, with examples; who can see what.",
  input: z.object({}),
  audience: "everyone",
  load: async (_input, { store, asker, today }) => {
    const reports = await store.listReports(asker.id, today);
    const [someone] = reports;
    return {
      leads: reports.length > 0,
      admin: asker.role === "admin",
      example: someone?.person.name.split(" ")[0] ?? null,
      day: addDays(today, 0),
    };
  },
  compute: (facts) => facts,
  render: ({ leads, admin, example }) => ({
    headline: "Ask me in your own words. Here is what I can answer:",
    tables: [
      {
        columns: [{ label: "About" }, { label: "For example" }],
        rows: [
          ...(admin ? [] : OWN.map(([skill, examples]) => [text(topics[skill]?.about ?? skill), text(examples)])),
          ...(leads || admin
            ? [
                [
                  text("your team"),
                  text(
                    admin
                      ? "how is the company doing? · how is a team doing last quarter?"
                      : "how is my team doing? · team summary for Q3",
                  ),
                ],
                [
                  text("one person"),
                  text(`how is ${example ?? "Dana"} doing? · why is ${example ?? "Dana"}'s payout so low?`),
                ],
              ]
            : []),
        ],
      },
    ],
    notes: [
      'Follow up as you would with a colleague: "and last quarter?", "why?", "no, I meant Q3".',
      "Pay and attainment are shown to the person they belong to, to the managers they report to and to admins, and only in a one-to-one conversation.",
    ],
    actions: (leads
      ? ["team_summary", "attainment", "payout"]
      : admin
        ? ["team_summary"]
        : ["attainment", "payout", "gap_to_goal"]
    ).map((skill) => action(topics[skill]?.ask ?? skill, skill)),
  }),
});
