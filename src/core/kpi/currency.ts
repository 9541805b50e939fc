import { type FxTerms, rateOn } from "../currency.js";
import { FactsError } from "../errors.js";
import type { FxRate } from "../facts.js";
import { fromRational, type Money, toRational } from "../money.js";
import { multiply, type Rational } from "../rational.js";
import type { KpiDeal } from "./deal.js";

/** Plan rates, so that a KPI does not move with the market; where only the opposite is published it is turned round. */
const FX: FxTerms = { kind: "plan", inverse: "allowed", cross: undefined };

/**
 * The deals with all amounts in `currency`, at the plan rate of the day they closed (open ones: of `asOf`). A deal without a rate keeps
 * its place in counts and has no amount.
 */
export function inCurrency(
  deals: readonly KpiDeal[],
  rates: readonly FxRate[],
  currency: string,
  asOf: string,
): KpiDeal[] {
  return deals.map((deal): KpiDeal => {
    const own = deal.amount?.currency ?? deal.list?.currency ?? currency;
    if (own === currency) return deal;
    const rate = rateOrNone(rates, own, currency, deal.closedOn ?? asOf);
    if (!rate) return { ...deal, amount: null, list: null, lines: [] };
    const money = (value: Money | null): Money | null =>
      value && fromRational(multiply(toRational(value), rate), currency);
    return {
      ...deal,
      amount: money(deal.amount),
      list: money(deal.list),
      lines: deal.lines.map(({ net, list }) => ({ net: multiply(net, rate), list: multiply(list, rate) })),
    };
  });
}

function rateOrNone(rates: readonly FxRate[], from: string, to: string, day: string): Rational | null {
  try {
    return rateOn(rates, FX, from, to, day);
  } catch (error) {
    if (error instanceof FactsError) return null;
    throw error;
  }
}
