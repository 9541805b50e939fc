import { type BarChart, ratioNumeral } from "../../answer/chart.js";
import { formatRatio } from "../../answer/format.js";
import type { Rational } from "../../core/rational.js";

/** Names in the picture; all of them stand in the table beside it. */
const SHOWN = 12;

/** Attainment of each member who has a quota, in the order given, against quota. None for fewer than two. */
export function teamBars(
  members: readonly { readonly name: string; readonly attainment: Rational | null }[],
  label: string,
  locale: string,
): BarChart[] {
  const withQuota = members.flatMap(({ name, attainment }) => (attainment ? [{ name, attainment }] : []));
  const [best, ...others] = withQuota;
  const least = others.at(-1);
  if (!best || !least) return [];
  return [
    {
      kind: "bars",
      title: `Attainment against quota, ${label}`,
      alt: `${withQuota.length} people with a quota, from ${best.name} at ${formatRatio(best.attainment, locale)} to ${least.name} at ${formatRatio(least.attainment, locale)}.`,
      value: { label: "Attainment", kind: "ratio" },
      goal: "Quota",
      bars: withQuota
        .slice(0, SHOWN)
        .map(({ name, attainment }) => ({ label: name, value: ratioNumeral(attainment), goal: "1" })),
      ...(withQuota.length > SHOWN ? { more: withQuota.length - SHOWN } : {}),
    },
  ];
}
