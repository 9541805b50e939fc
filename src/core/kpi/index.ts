import { advances } from "./advances.js";
import { attainmentDistribution } from "./attainment.js";
import { coverage } from "./coverage.js";
import { creation } from "./creation.js";
import { dealSize } from "./deal-size.js";
import type { Kpi } from "./define-kpi.js";
import { discount } from "./discount.js";
import { priceRealisation } from "./price-realisation.js";
import { productivity } from "./productivity.js";
import { pushes } from "./pushes.js";
import { salesCycle } from "./sales-cycle.js";
import { slippage } from "./slippage.js";
import { stageConversion } from "./stage-conversion.js";
import { timeInStage } from "./time-in-stage.js";
import { velocity } from "./velocity.js";
import { winRate } from "./win-rate.js";
import { winRateCohort } from "./win-rate-cohort.js";
import { winRateValue } from "./win-rate-value.js";

/** Every KPI: one file each, one line here, in the order people look at them. */
export const kpis: readonly Kpi[] = [
  attainmentDistribution,
  winRate,
  winRateValue,
  winRateCohort,
  dealSize,
  salesCycle,
  velocity,
  coverage,
  stageConversion,
  timeInStage,
  slippage,
  pushes,
  discount,
  priceRealisation,
  creation,
  advances,
  productivity,
];

export const kpiNamed = (name: string): Kpi | undefined => kpis.find((kpi) => kpi.name === name);
