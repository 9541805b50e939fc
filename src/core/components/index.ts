import { flatRate } from "./flat-rate.js";
import { payCurve } from "./pay-curve.js";
import { rateTable } from "./rate-table.js";
import { stepBonus } from "./step-bonus.js";

/** Every component type a plan can be made of: one file each, one line here. */
export const componentTypes = [rateTable, flatRate, stepBonus, payCurve] as const;
