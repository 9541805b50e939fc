import { compare, divide, ONE, type Rational, rational, subtract, total, ZERO } from "../rational.js";
import { type Days, type KpiDeal, type PricedLine, wonIn } from "./deal.js";
import { defineKpi } from "./define-kpi.js";
import { ratioInterval } from "./intervals.js";
import { notMeasured, toNumber } from "./measured.js";

/** Lines of won deals whose list price is known and not zero. */
export const linesSold = (deals: readonly KpiDeal[], days: Days): PricedLine[] =>
  wonIn(deals, days)
    .flatMap(({ lines }) => lines)
    .filter(({ list }) => compare(list, ZERO) > 0);

const discountOf = ({ net, list }: PricedLine): Rational => subtract(ONE, divide(net, list));

/**
 * 1 - sum of net / sum of list over the lines of won deals: weighted by revenue, as what is given away is. The mean over lines and the
 * share of lines with any discount stand beside it. Below zero, more than list was paid. Source: KPI definitions, 9.
 */
export const discount = defineKpi({
  name: "discount",
  label: "Average discount",
  meaning: "What was given away against the price list, as a share of it.",
  unit: "share",
  better: "lower",
  counted: "lines sold",
  least: 10,
  measure({ deals, span }) {
    const lines = linesSold(deals, span);
    if (lines.length === 0) return notMeasured("No deal with a list price was won in these days.");
    const list = total(lines.map((line) => line.list));
    const net = total(lines.map((line) => line.net));
    const realised = ratioInterval(lines.map((line) => [toNumber(line.net), toNumber(line.list)]));
    const discounted = lines.filter((line) => compare(line.net, line.list) < 0).length;
    return {
      ok: true,
      value: subtract(ONE, divide(net, list)),
      n: lines.length,
      interval: realised?.high ? { low: subtract(ONE, realised.high), high: subtract(ONE, realised.low) } : null,
      parts: [
        {
          key: "line_mean",
          label: "Mean over lines",
          unit: "share",
          value: divide(total(lines.map(discountOf)), rational(lines.length)),
          n: lines.length,
        },
        {
          key: "lines_discounted",
          label: "Lines with a discount",
          unit: "share",
          value: rational(discounted, lines.length),
          n: lines.length,
        },
        { key: "given", label: "Given away", unit: "money", value: subtract(list, net), n: lines.length },
      ],
    };
  },
});
