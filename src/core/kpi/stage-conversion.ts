import { contains } from "../period.js";
import { rational } from "../rational.js";
import type { KpiDeal } from "./deal.js";
import { defineKpi } from "./define-kpi.js";
import { wilson } from "./intervals.js";
import { notMeasured } from "./measured.js";
import { staysOf } from "./stages.js";

/** Whether a deal that entered `stage` ever got to a later one, or was won. Skipped stages count as progress. */
function progressed(deal: KpiDeal, stage: string, order: readonly string[]): boolean {
  const place = order.indexOf(stage);
  return deal.status === "won" || staysOf(deal).some((stay) => order.indexOf(stay.stage) > place);
}

/**
 * Cohort form: of the deals that entered a stage in the days, the share that has since reached a later stage or was won. A deal that
 * is still there may yet; how many are is told beside it. Source: KPI definitions, 2.
 */
export const stageConversion = defineKpi({
  name: "stage_conversion",
  label: "Stage conversion",
  meaning: "Of the times a deal entered a stage, the share that went on to a later one or was won.",
  unit: "share",
  better: "higher",
  counted: "entries into a stage",
  least: 20,
  measure({ deals, span, stages }) {
    const rows = stages.map((stage) => {
      const entered = deals.filter((deal) =>
        staysOf(deal).some((stay) => stay.stage === stage && contains(span, stay.from)),
      );
      const on = entered.filter((deal) => progressed(deal, stage, stages)).length;
      return { stage, entered: entered.length, on };
    });
    const entered = rows.reduce((sum, row) => sum + row.entered, 0);
    const on = rows.reduce((sum, row) => sum + row.on, 0);
    if (entered === 0) return notMeasured("No deal entered a stage in these days, or stages are not recorded.");
    return {
      ok: true,
      value: rational(on, entered),
      n: entered,
      interval: wilson(on, entered),
      parts: rows
        .filter((row) => row.entered > 0)
        .map((row) => ({
          key: row.stage,
          label: `${row.stage} and on`,
          unit: "share" as const,
          value: rational(row.on, row.entered),
          n: row.entered,
        })),
      basis: "Deals that are still in the stage count as not gone on yet.",
    };
  },
});
