import { addDays } from "../../calendar.js";
import { moneyText } from "../../wording.js";
import { listCause, turn } from "../moment.js";

/** A quota was set, changed or taken away. */
export const quota = listCause(
  "quota",
  "quotas",
  ({ measure, start, end }) => `${measure} ${start} ${end}`,
  (was, is) => {
    const one = is ?? was;
    const name = one ? `quota of ${one.measure} for ${one.start} to ${addDays(one.end, -1)}` : "quota";
    const reason = is?.reason ? `, ${is.reason}` : "";
    return {
      label: turn(was, is, name),
      detail: `${was ? moneyText(was.amount) : "none"} → ${is ? moneyText(is.amount) : "none"}${reason}`,
    };
  },
);
