import { z } from "zod";
import { addMonths } from "../calendar.js";
import { fields } from "../document.js";
import { defineModifier } from "../modifier.js";

/**
 * New payees earn no accelerator: in windows that begin less than `first_months` months after they joined, rates and payouts stay
 * those at 100% of quota. Without a date of joining nobody is new. Source: plan mechanics, sections 2 and 11.
 */
export const noAccelerators = defineModifier({
  field: "no_accelerators",
  terms: fields({
    first_months: z.coerce.number({ error: "must be a number of months since joining, such as 6" }).int().positive(),
  }),
  check: (_, { type }) =>
    type === "rate_table" || type === "pay_curve"
      ? []
      : [{ path: "no_accelerators", message: `has no meaning on a ${type}, which has no accelerator` }],
  see({ first_months }, context) {
    const { hiredOn } = context.facts.payee;
    const isNew = hiredOn !== undefined && context.span.start < addMonths(hiredOn, first_months);
    return isNew ? { ...context, accelerators: false } : context;
  },
});
