import { percentText } from "../../wording.js";
import { fieldCause, isSplitAlone } from "../edited-deals.js";

/** The payee's share of a deal changed and the deal did not. */
export const dealSplit = fieldCause(
  "deal_split",
  (pair) => (isSplitAlone(pair) ? ["amount", "share"] : []),
  ({ was, is }) => ({
    label: `Split of ${is.dealName} changed`,
    detail: `${percentText(was.share)} → ${percentText(is.share)}`,
  }),
);
