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
 * Every rule a component may carry beside its own, in the order they apply; the order changes money. What is counted comes
 * first (attainment_cap), then what deals earn on top (kickers) and at least, then a deal's limit, so that it holds
 * with its kickers, then decisions on large deals and the limit on the whole rate, then the payee's share of what deals earned, then
 * hurdles, and multipliers last, so that several multiply what is left. Source: plan mechanics, section 19.
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
