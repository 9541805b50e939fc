import { amount, count, ratio, type Value } from "../answer/answer.js";
import type { Kpi } from "../core/kpi/define-kpi.js";
import { kpis } from "../core/kpi/index.js";
import { type KpiUnit, toNumber } from "../core/kpi/measured.js";
import { fromRational } from "../core/money.js";
import type { Rational } from "../core/rational.js";

/** A KPI's figure as an answer holds it. Amounts are rounded to the minor unit. */
export function kpiValue(value: Rational, unit: KpiUnit, currency: string): Value {
  switch (unit) {
    case "share":
      return ratio(value);
    case "money":
    case "money_per_day":
    case "money_per_month":
      return amount(fromRational(value, currency));
    case "days":
      return count(toNumber(value), toNumber(value) === 1 ? "day" : "days");
    case "times":
      return count(toNumber(value), "times");
    case "per_week":
      return count(toNumber(value), "a week");
    case "count":
      return count(toNumber(value), "");
  }
}

/** What stands behind the label where the unit is a rate. */
export const unitSuffix = (unit: KpiUnit): string =>
  unit === "money_per_day" ? " (a day)" : unit === "money_per_month" ? " (a month)" : "";

/** Words by which people ask for a KPI, the more telling before the more general. English, Spanish, German, French. */
const WORDS: readonly (readonly [RegExp, string])[] = [
  [/cohort|within \d+ days/, "win_rate_cohort"],
  [
    /(win|close|hit|erfolg|gewinn|abschluss|exito|reussite).*(value|amount|revenue|dollar|wert|valor|valeur|montant)/,
    "win_rate_value",
  ],
  [/price reali[sz]ation|realised price|realized price/, "price_realisation"],
  [/discount|rabatt|descuento|remise/, "discount"],
  [/coverage|abdeckung|cobertura|couverture/, "coverage"],
  [/push(ed|es)?|put off|postpon/, "pushes"],
  [/slip(s|ped|page)?|verschieb|retras|glisse/, "slippage"],
  [/time in stage|how long.*stage|stuck|stage duration/, "time_in_stage"],
  [/stage|funnel|conver[st]/, "stage_conversion"],
  [/velocity|throughput/, "velocity"],
  [
    /cycle|how (long|fast|quick)|days to (close|win)|zyklus|wie lange|ciclo|cuanto tardo|combien de temps/,
    "sales_cycle",
  ],
  [
    /(deal|order|contract|ticket|selling|sale)s? (size|value|price)|asp\b|acv\b|auftragswert|dealgr|auftragsgr|ticket medio|panier|taille|tamano|average (deal|order|sale)/,
    "deal_size",
  ],
  [
    /win|close rate|closing ratio|hit rate|how often|batting|gewinn|abschlussquote|erfolgsquote|tasa de exito|reussite|lose|lost/,
    "win_rate",
  ],
  [/productiv/, "productivity"],
  [/advanc|stage moves/, "advances"],
  [/creat|opened|new (deals|opportunit|pipeline)|activit|prospect/, "creation"],
  [/attainment|quota|erreichung|cumplimiento|atteinte/, "attainment"],
];

/** The KPI that a name or words mean; null where they mean none, which asks for an overview. */
export function kpiMeant(said: string | null): Kpi | null {
  if (said === null) return null;
  const plain = said.toLowerCase().normalize("NFD").replaceAll(/\p{M}/gu, "").trim();
  const named = kpis.find(({ name }) => name === plain.replaceAll(/[\s-]+/g, "_"));
  if (named) return named;
  const name = WORDS.find(([words]) => words.test(plain))?.[1];
  return kpis.find((kpi) => kpi.name === name) ?? null;
}
