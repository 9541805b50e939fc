import { ratio, type Table, text, type Value } from "../../answer/answer.js";
import { periodLabel } from "../../answer/period-label.js";
import type { Expectation, Prospect } from "../../core/forecast/expectation.js";
import type { SamePoint } from "../../core/forecast/same-point.js";
import type { Money } from "../../core/money.js";
import type { Period } from "../../core/period.js";

/** What the plan has ahead, each with its chance. */
export const tierTable = (tiers: readonly Prospect[], value: (credit: Money) => Value): Table => ({
  title: "What the plan has ahead",
  columns: [
    { label: "Tier" },
    { label: "From", align: "right" },
    { label: "Missing", align: "right" },
    { label: "Chance", align: "right" },
  ],
  rows: tiers.map(({ label, at, needed, chance }) => [text(label), value(at), value(needed), ratio(chance)]),
});

/** The running window below those before it, each at the same point. */
export const earlierTable = (
  earlier: readonly SamePoint[],
  expected: Expectation,
  window: Period,
  value: (credit: Money) => Value,
  locale: string,
): Table => ({
  title: "At this point of earlier periods",
  columns: [{ label: "Period" }, { label: "By then", align: "right" }, { label: "In the end", align: "right" }],
  rows: [
    ...earlier.map(({ window: past, byThen, inTheEnd }) => [
      text(periodLabel(past, locale)),
      value(byThen),
      value(inTheEnd),
    ]),
    [text(`${periodLabel(window, locale)}, forecast`), value(expected.outlook.credited), value(expected.landing.p50)],
  ],
});
