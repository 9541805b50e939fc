import { addDays } from "../../calendar.js";
import { moneyText } from "../../wording.js";
import { listCause, turn } from "../moment.js";

/** What is recorded as paid for earlier periods changed, which a true-up takes off. */
export const priorEarning = listCause(
  "prior_earning",
  "priorEarnings",
  ({ component, start, end }) => `${component} ${start} ${end}`,
  (was, is) => {
    const one = is ?? was;
    return {
      label: turn(
        was,
        is,
        one ? `paid before for ${one.component}, ${one.start} to ${addDays(one.end, -1)}` : "paid before",
      ),
      detail: `${was ? moneyText(was.amount) : "none"} → ${is ? moneyText(is.amount) : "none"}`,
    };
  },
);
