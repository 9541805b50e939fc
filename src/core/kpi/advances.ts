import { contains } from "../period.js";
import { rational } from "../rational.js";
import { defineKpi } from "./define-kpi.js";
import { rateInterval } from "./intervals.js";
import { notMeasured } from "./measured.js";
import { daysOfAll } from "./presence.js";
import { staysOf } from "./stages.js";

/** Moves of a deal to a later stage, or to won, per person and week of presence. Source: KPI definitions, activity. */
export const advances = defineKpi({
  name: "advances",
  label: "Stage moves a week",
  meaning: "How many times in a week at work one person brings a deal a stage further.",
  unit: "per_week",
  better: "higher",
  counted: "stage moves",
  least: 6,
  measure({ deals, people, span, asOf, stages }) {
    const days = daysOfAll(people, span, asOf);
    if (days === 0) return notMeasured("Nobody was at work in these days.");
    if (stages.length === 0) return notMeasured("Stages are not recorded.");
    const moves = deals.reduce((sum, deal) => {
      const stays = staysOf(deal);
      const forward = stays.filter(
        ({ stage, from }, i) =>
          i > 0 && contains(span, from) && stages.indexOf(stage) > stages.indexOf(stays[i - 1]?.stage ?? ""),
      ).length;
      const won = deal.status === "won" && deal.closedOn !== null && contains(span, deal.closedOn) ? 1 : 0;
      return sum + forward + won;
    }, 0);
    return {
      ok: true,
      value: rational(moves * 7, days),
      n: moves,
      interval: rateInterval(Array<number>(moves).fill(1), days / 7),
      parts: [],
    };
  },
});
