import { type Money, sum, toRational } from "../money.js";
import { divide } from "../rational.js";
import { closedIn, type KpiDeal } from "./deal.js";
import { defineKpi } from "./define-kpi.js";
import { ratioInterval } from "./intervals.js";
import { notMeasured } from "./measured.js";

/**
 * Value won / value decided, both by the same amounts: those on the deals, or, where lost deals bear none (many systems set them to
 * zero), the price list. Deals without either are left out. Source: KPI definitions, 1.
 */
export const winRateValue = defineKpi({
  name: "win_rate_value",
  label: "Win rate by value",
  meaning: "Of the money that was decided, the share that was won.",
  unit: "share",
  better: "higher",
  counted: "closed deals",
  least: 10,
  measure({ deals, span, currency }) {
    const closed = closedIn(deals, span);
    if (closed.length === 0) return notMeasured("No deal was won or lost in these days.");
    const stated = closed.every(({ amount }) => amount !== null && amount.minor > 0);
    const worthOf = ({ amount, list }: KpiDeal): Money | null => (stated ? amount : list);
    const valued = closed.filter((deal) => worthOf(deal) !== null);
    const total = sum(
      valued.map(worthOf).filter((value) => value !== null),
      currency,
    );
    if (total.minor === 0)
      return notMeasured("The lost deals bear no amount, and there is no price list.", closed.length);
    const won = valued.filter(({ status }) => status === "won");
    const wonValue = sum(
      won.map(worthOf).filter((value) => value !== null),
      currency,
    );
    const minorOf = (deal: KpiDeal): number => worthOf(deal)?.minor ?? 0;
    return {
      ok: true,
      value: divide(toRational(wonValue), toRational(total)),
      n: valued.length,
      interval: ratioInterval(valued.map((deal) => [deal.status === "won" ? minorOf(deal) : 0, minorOf(deal)])),
      parts: [
        { key: "won_value", label: "Value won", unit: "money", value: toRational(wonValue), n: won.length },
        { key: "decided_value", label: "Value decided", unit: "money", value: toRational(total), n: valued.length },
      ],
      basis: stated
        ? "By the amounts on the deals."
        : "By list price, won and lost alike, because not every closed deal bears an amount.",
    };
  },
});
