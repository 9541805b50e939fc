import { countCredit } from "../book.js";
import type { IsoDate } from "../calendar.js";
import { FactsError } from "../errors.js";
import type { Credit, PayeeFacts } from "../facts.js";
import { fromRational, type Money } from "../money.js";
import type { MeasureTerms, Plan } from "../plan.js";
import type { Rational } from "../rational.js";
import { measureCurrency } from "../what-if.js";
import type { ForecastDeal } from "./deal-columns.js";
import { dayNumber } from "./periods.js";

/** One person's part of a deal, as records hold it on the as-of day. */
export interface DealPart {
  readonly dealKey: string;
  readonly personId: string;
  readonly status: "open" | "won" | "lost";
  /** Null where nobody recorded it. */
  readonly openedOn: IsoDate | null;
  /** Null while open. */
  readonly closedOn: IsoDate | null;
  /** The day it left its first stage, while open. */
  readonly advancedOn: IsoDate | null;
  /** Credited where won; where open or lost what would be, null = not said. */
  readonly amount: Money | null;
  /** What it was first said to bring, where its history is known: of a deal that is closed the amount while it was open. */
  readonly firstSaid: Money | null;
  readonly share: Rational;
  /** What plans filter on; empty where no measure looks at them. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** Whether a measure looks at more of a deal than its amount. */
export const looksAtAttributes = ({ of, where, credit }: MeasureTerms): boolean =>
  of !== "amount" || where !== undefined || credit.length > 0;

/**
 * Deals as `measure` counts them, in minor units of its currency (or ten-thousandths of what it counts); those that it does not count are left
 * out. Rates of exchange are those of the as-of day, so that an exchange rate is not taken for a change of pace. A person who has won deals
 * alone, such as a leader credited at the close, is taken for one with orders: nothing is known of deals of theirs that were lost.
 */
export function forecastDeals(
  parts: readonly DealPart[],
  plan: Plan,
  measure: MeasureTerms,
  facts: Pick<PayeeFacts, "fxRates" | "asOf">,
): ForecastDeal[] {
  const value = valuesUnder(plan, measure, facts as PayeeFacts);
  const withPipeline = new Set(parts.flatMap(({ status, personId }) => (status === "won" ? [] : [personId])));
  const known = new Map<IsoDate, number>();
  const day = (date: IsoDate): number => {
    const found = known.get(date) ?? dayNumber(date);
    known.set(date, found);
    return found;
  };
  return parts.flatMap((part): ForecastDeal[] => {
    const said = value(part, part.amount);
    if (said === "not counted") return [];
    const closed = part.closedOn === null ? null : day(part.closedOn);
    const opened = withPipeline.has(part.personId) ? part.openedOn : null;
    const created = opened === null ? (closed ?? day(facts.asOf)) : day(opened);
    const first = part.status === "open" ? said : value(part, part.firstSaid);
    return [
      {
        key: part.dealKey,
        rep: part.personId,
        created: closed === null ? created : Math.min(created, closed),
        closed,
        won: part.status === "won",
        amountWon: part.status === "won" ? (said ?? 0) : 0,
        amountOpen: first === "not counted" ? null : first,
        advanced: part.advancedOn === null ? null : day(part.advancedOn),
      },
    ];
  });
}

/** What `amount` of a part counts, null where it is not said. */
function valuesUnder(plan: Plan, measure: MeasureTerms, facts: PayeeFacts) {
  const currency = measureCurrency(plan, measure.key);
  const plain = !looksAtAttributes(measure);
  return ({ dealKey, share, attributes }: DealPart, amount: Money | null): number | null | "not counted" => {
    if (plain && amount?.currency === currency) return amount.minor;
    if (amount === null && measure.of === "amount" && !measure.where) return null;
    const credit: Credit = {
      dealKey,
      dealName: dealKey,
      creditedOn: facts.asOf,
      amount: amount ?? { minor: 0, currency: plan.currency },
      share,
      attributes,
    };
    try {
      const counted = countCredit(plan, facts, measure, credit, 0);
      if (counted === null) return "not counted";
      return amount === null && measure.of === "amount" ? null : fromRational(counted.value, currency).minor;
    } catch (error) {
      // A deal without the number that the measure counts, or in a currency without a rate, is not this asker's to mend.
      if (error instanceof FactsError) return null;
      throw error;
    }
  };
}
