import { formatRatio } from "../../answer/format.js";
import type { Calibration } from "../../core/forecast/calibration.js";
import type { Forecast } from "../../core/forecast/forecast.js";
import { rational } from "../../core/rational.js";

/** Fewer forecasts of earlier periods than this say little about how often ranges hold. */
const ENOUGH_CASES = 30;

/** How far a forecast can be trusted, in the organisation's own numbers. */
export function trustNotes(
  { confidence }: Pick<Forecast, "confidence">,
  { held80, cases, periods }: Calibration,
  whose: string,
  locale: string,
): string[] {
  return [
    "A forecast is an estimate: won deals count in full, open deals by how often such deals are won in time, and deals still to come by the usual pace.",
    ...(confidence === "low"
      ? [
          `Low confidence: there is less than one whole period of ${whose} own history, so the team's pace stands in for it.`,
        ]
      : []),
    held80 !== null && cases >= ENOUGH_CASES
      ? `Of my 80% ranges for earlier periods, ${formatRatio(rational(Math.round(held80 * 1000), 1000), locale)} held here (${cases} forecasts over ${periods} periods).`
      : "There is too little history yet to say how often my ranges hold here.",
  ];
}
