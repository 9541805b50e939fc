import { z } from "zod";
import { oneOf } from "./document.js";

export const RELIEVED = ["quota", "target_incentive", "caps", "thresholds", "bonuses"] as const;

/** What proration and ramp may shrink: amounts the plan or the facts state for a whole window. */
export type RelievedAmount = (typeof RELIEVED)[number];

/** The list of them in a plan. */
export const Relieved = z
  .array(oneOf(RELIEVED), {
    error:
      "must be a list of quota, target_incentive, caps, thresholds and bonuses: say which of them shrink. Shrinking quota and target_incentive together keeps the base commission rate, quota alone raises it",
  })
  .min(1);
