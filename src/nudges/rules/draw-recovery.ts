import { z } from "zod";
import { amount } from "../../answer/answer.js";
import { action } from "../../skills/words.js";
import { defineRule } from "../define-rule.js";
import { creditedSince } from "./pace-fell.js";

/** A draw was advanced that later pay recovers. */
export const drawRecovery = defineRule({
  name: "draw_recovery",
  when: z.object({}),
  find({ statement, period, today }) {
    const { drawBalance, earned, payable } = statement;
    if (drawBalance.minor <= 0) return [];
    return [
      {
        subject: period.key,
        memory: { since: today },
        values: { balance: amount(drawBalance), earned: amount(earned), payable: amount(payable) },
        worth: null,
        next: action("When am I paid?", "payday", { person: null, period: null }),
      },
    ];
  },
  acted: ({ since = "" }, desk) => creditedSince(desk, since),
  helped: (_memory, { statement }) => statement.drawBalance.minor <= 0,
});
