import { daysBetween } from "../calendar.js";
import { contains } from "../period.js";
import { rational } from "../rational.js";
import { defineKpi, type KpiInput } from "./define-kpi.js";
import { kaplanMeier } from "./kaplan-meier.js";
import { notMeasured } from "./measured.js";
import { staysOf } from "./stages.js";

/** Stays that began in the days; one that goes on counts for as long as it has lasted. */
const staysIn = ({ deals, span, asOf }: KpiInput, stage: string | null) =>
  deals
    .flatMap((deal) => staysOf(deal))
    .filter((stay) => (stage === null || stay.stage === stage) && contains(span, stay.from))
    .map(({ from, until }) => ({ entry: 0, exit: daysBetween(from, until ?? asOf), happened: until !== null }));

/** Days from entering a stage to leaving it, by Kaplan-Meier: those still there are not left out. Source: KPI definitions, 2. */
export const timeInStage = defineKpi({
  name: "time_in_stage",
  label: "Time in stage",
  meaning: "Half of the stays in a stage last no longer than this.",
  unit: "days",
  better: "lower",
  counted: "stays in a stage",
  least: 20,
  measure(input) {
    const all = staysIn(input, null);
    if (all.length === 0) return notMeasured("No deal entered a stage in these days, or stages are not recorded.");
    const parts = input.stages.flatMap((stage) => {
      const stays = staysIn(input, stage);
      const { median } = kaplanMeier(stays);
      if (median === null) return [];
      return [{ key: stage, label: stage, unit: "days" as const, value: rational(median), n: stays.length }];
    });
    const { median, interval } = kaplanMeier(all);
    if (median === null) return notMeasured("More than half of the stays still go on.", all.length, parts);
    return { ok: true, value: rational(median), n: all.length, interval, parts };
  },
});
