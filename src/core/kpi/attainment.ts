import { sum, toRational } from "../money.js";
import { compare, divide, ONE, type Rational, rational } from "../rational.js";
import { defineKpi } from "./define-kpi.js";
import { ratioInterval } from "./intervals.js";
import { notMeasured } from "./measured.js";

/** Lower edges of the bands of the distribution; each reaches to the next one's, the last has no end. */
const BANDS = [0, 50, 80, 100, 120] as const;

/**
 * Sum of credited / sum of quotas over everybody with a quota, never the mean of ratios. Median, share at 100 % or above and how many
 * stand in which band are beside it. Source: KPI definitions, 10.
 */
export const attainmentDistribution = defineKpi({
  name: "attainment",
  label: "Attainment",
  meaning: "Credited over quota.",
  unit: "share",
  better: "higher",
  counted: "people with a quota",
  least: 1,
  measure({ people, currency }) {
    const rows = people.flatMap(({ quota, credited }) =>
      quota && credited && quota.minor > 0
        ? [{ quota, credited, ratio: divide(toRational(credited), toRational(quota)) }]
        : [],
    );
    const n = rows.length;
    if (n === 0) return notMeasured("No quota is set for these days.");
    const ratios = rows.map(({ ratio }) => ratio).sort(compare);
    const at = ratios.filter((ratio) => compare(ratio, ONE) >= 0).length;
    const value = divide(
      toRational(
        sum(
          rows.map(({ credited }) => credited),
          currency,
        ),
      ),
      toRational(
        sum(
          rows.map(({ quota }) => quota),
          currency,
        ),
      ),
    );
    return {
      ok: true,
      value,
      n,
      interval: n < 5 ? null : ratioInterval(rows.map(({ credited, quota }) => [credited.minor, quota.minor])),
      parts:
        n === 1
          ? []
          : [
              { key: "median", label: "Median person", unit: "share", value: middle(ratios), n },
              { key: "at_quota", label: "At quota or above", unit: "share", value: rational(at, n), n },
              ...BANDS.map((from, i) => ({
                key: `from_${from}`,
                label: BANDS[i + 1] === undefined ? `${from}% and above` : `${from}% to below ${BANDS[i + 1]}%`,
                unit: "count" as const,
                value: rational(ratios.filter((ratio) => within(ratio, from, BANDS[i + 1])).length),
                n,
              })),
            ],
    };
  },
});

const within = (ratio: Rational, from: number, before: number | undefined): boolean =>
  (from === 0 || compare(ratio, rational(from, 100)) >= 0) &&
  (before === undefined || compare(ratio, rational(before, 100)) < 0);

function middle(ascending: readonly Rational[]): Rational {
  const upper = ascending[Math.floor(ascending.length / 2)] ?? ONE;
  const lower = ascending[Math.ceil(ascending.length / 2) - 1] ?? ONE;
  return divide({ n: lower.n * upper.d + upper.n * lower.d, d: lower.d * upper.d }, rational(2));
}
