import { percentText } from "../../wording.js";
import { fieldCause } from "../edited-deals.js";

/** A deal was cancelled or returned, which the plan may claw back. */
export const dealCancelled = fieldCause(
  "deal_cancelled",
  () => ["cancelled"],
  ({ is }) =>
    is.cancelled
      ? {
          label: `Cancellation of ${is.dealName}`,
          detail: `${percentText(is.cancelled.share)} of it on ${is.cancelled.on}`,
        }
      : { label: `Cancellation of ${is.dealName} withdrawn` },
);
