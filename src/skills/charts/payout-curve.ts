import { type LineChart, moneyNumeral, ratioNumeral } from "../../answer/chart.js";
import { formatMoney, formatRatio } from "../../answer/format.js";
import type { Earning } from "../../core/pace.js";
import type { Rational } from "../../core/rational.js";
import type { Scope } from "../define-skill.js";
import { speaking } from "../words.js";

/** A place on the curve that the answer is about: quota, a goal, the standing after a deal. */
export interface Then {
  readonly label: string;
  readonly attainment: Rational;
  readonly earned: Earning["earned"];
}

/** Payout by attainment from where the person stands, with the place the answer speaks of. None where there is no curve. */
export function payoutCurveChart(
  curve: readonly Earning[],
  then: Then | null,
  label: string,
  scope: Scope,
): LineChart[] {
  const [here, ...ahead] = curve;
  if (!here || ahead.length === 0) return [];
  const { locale } = scope;
  const self = speaking(scope).self;
  const at = ({ attainment, earned }: Pick<Earning, "attainment" | "earned">) => ({
    x: ratioNumeral(attainment),
    y: moneyNumeral(earned),
  });
  const told = ({ attainment, earned }: Pick<Earning, "attainment" | "earned">) =>
    `${formatMoney(earned, locale)} at ${formatRatio(attainment, locale)}`;
  const end = ahead.at(-1) ?? here;
  const now = self ? "You are here" : `${scope.subject.name} is here`;
  return [
    {
      kind: "line",
      title: `Payout by attainment, ${label}`,
      alt: `${now}: ${told(here)}. ${then ? `${then.label}: ${told(then)}. ` : ""}The curve goes on to ${told(end)}.`,
      x: { label: "Attainment of quota", kind: "ratio" },
      y: { label: "Payout", kind: "money", currency: here.earned.currency },
      lines: [{ name: "Payout", role: "expected", points: curve.map(at) }],
      places: [
        { ...at(here), label: `${now} · ${formatMoney(here.earned, locale)}` },
        ...(then ? [{ ...at(then), label: `${then.label} · ${formatMoney(then.earned, locale)}` }] : []),
      ],
    },
  ];
}
