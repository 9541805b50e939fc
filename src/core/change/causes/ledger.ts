import { moneyText } from "../../wording.js";
import { listCause, turn } from "../moment.js";

const NAMES = {
  clawback: "clawback",
  draw_advance: "draw advance",
  draw_recovery: "draw recovery",
  adjustment: "adjustment",
} as const;

/** A clawback, a draw or an adjustment was posted, changed or withdrawn. */
export const ledger = listCause(
  "ledger",
  "ledger",
  ({ key }) => key,
  (was, is) => {
    const one = is ?? was;
    return {
      label: turn(was, is, one ? `${NAMES[one.kind]}${one.dealName ? ` on ${one.dealName}` : ""}` : "entry"),
      ...(one ? { detail: `${moneyText(one.amount)}, ${one.reason}, posted ${one.postedOn}` } : {}),
    };
  },
);
