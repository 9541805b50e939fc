import { moneyText, percentText } from "../../wording.js";
import { fieldCause, isSplitAlone } from "../edited-deals.js";

/** A deal's amount changed, or amount and split at once: the two cannot be told apart then. */
export const dealAmount = fieldCause(
  "deal_amount",
  (pair) => (isSplitAlone(pair) ? [] : ["amount", "share"]),
  ({ was, is }) => {
    const shares =
      percentText(was.share) === percentText(is.share)
        ? ""
        : `, share ${percentText(was.share)} → ${percentText(is.share)}`;
    return {
      label: `Amount of ${is.dealName} changed`,
      detail: `${moneyText(was.amount)} → ${moneyText(is.amount)}${shares}`,
    };
  },
);
