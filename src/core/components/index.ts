import { amountTable } from "./amount-table.js";
import { contest } from "./contest.js";
import { dealGrid } from "./deal-grid.js";
import { flatRate } from "./flat-rate.js";
import { mbo } from "./mbo.js";
import { override } from "./override.js";
import { payCurve } from "./pay-curve.js";
import { performanceMatrix } from "./performance-matrix.js";
import { pool } from "./pool.js";
import { rateRules } from "./rate-rules.js";
import { rateTable } from "./rate-table.js";
import { shareOfPay } from "./share-of-pay.js";
import { spiff } from "./spiff.js";
import { stepBonus } from "./step-bonus.js";

/** Every component type a plan can be made of: one file each, one line here. */
export const componentTypes = [
  rateTable,
  flatRate,
  stepBonus,
  payCurve,
  amountTable,
  dealGrid,
  performanceMatrix,
  mbo,
  spiff,
  override,
  rateRules,
  shareOfPay,
  contest,
  pool,
] as const;
