import { divide, total } from "../rational.js";
import { defineKpi } from "./define-kpi.js";
import { linesSold } from "./discount.js";
import { ratioInterval } from "./intervals.js";
import { notMeasured, toNumber } from "./measured.js";

/** Sum of net / sum of list over the lines of won deals. Source: KPI definitions, 9. */
export const priceRealisation = defineKpi({
  name: "price_realisation",
  label: "Price realization",
  meaning: "How much of the list price was got.",
  unit: "share",
  better: "higher",
  counted: "lines sold",
  least: 10,
  measure({ deals, span }) {
    const lines = linesSold(deals, span);
    if (lines.length === 0) return notMeasured("No deal with a list price was won in these days.");
    const [net, list] = [total(lines.map((line) => line.net)), total(lines.map((line) => line.list))];
    return {
      ok: true,
      value: divide(net, list),
      n: lines.length,
      interval: ratioInterval(lines.map((line) => [toNumber(line.net), toNumber(line.list)])),
      parts: [
        { key: "net", label: "Sold for", unit: "money", value: net, n: lines.length },
        { key: "list", label: "At list price", unit: "money", value: list, n: lines.length },
      ],
    };
  },
});
