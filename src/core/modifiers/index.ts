import { attainmentCap } from "./attainment-cap.js";
import { commissionSplit } from "./commission-split.js";
import { dealCap } from "./deal-cap.js";
import { dealMinimum } from "./deal-minimum.js";
import { gates } from "./gates.js";
import { kickers } from "./kickers.js";
import { multipliers } from "./multipliers.js";
import { rateCap } from "./rate-cap.js";
import { windfall } from "./windfall.js";

/**
 * Every rule a component may carry beside its own, in the order they see what is counted. The order in which they apply to what
 * was earned changes money and is the plan's (`../order.ts`). Source: plan mechanics, section 19.
 */
export const modifiers = [
  attainmentCap,
  kickers,
  dealMinimum,
  dealCap,
  windfall,
  rateCap,
  commissionSplit,
  gates,
  multipliers,
] as const;
