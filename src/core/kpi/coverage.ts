import { addDays } from "../calendar.js";
import { type Money, minus, sum, toRational } from "../money.js";
import { contains } from "../period.js";
import { divide } from "../rational.js";
import { type Days, expectedBefore, type KpiDeal, openAtStartOf, wonIn } from "./deal.js";
import { defineKpi, type KpiInput } from "./define-kpi.js";
import { type KpiPart, notMeasured } from "./measured.js";

/** What an open deal is worth: its amount, or the price list where none is said. */
export const openValue = ({ amount, list }: KpiDeal): Money | null => (amount && amount.minor > 0 ? amount : list);

export const worthOf = (deals: readonly KpiDeal[], currency: string): Money =>
  sum(
    deals.flatMap((deal) => openValue(deal) ?? []),
    currency,
  );

/** Earlier periods that the conversion is measured on at most. */
const MEASURED = 4;

interface Start {
  readonly open: readonly KpiDeal[];
  readonly won: readonly KpiDeal[];
}

/**
 * The pipeline a period started with and what of it was won inside. Where the history of expected days is kept it is what was then
 * expected to close in the period, otherwise all that was open.
 */
function startOf(deals: readonly KpiDeal[], days: Days, dated: boolean): Start {
  const open = openAtStartOf(deals, days.start).filter((deal) => {
    if (!dated) return true;
    const expected = expectedBefore(deal, days.start);
    return expected !== null && expected !== undefined && contains(days, expected);
  });
  return { open, won: wonIn(open, days) };
}

/** True when it is known of enough deals what was expected when each of the periods began. */
const isDated = (deals: readonly KpiDeal[], periods: readonly Days[]): boolean =>
  periods.length > 0 &&
  periods.every((days) => {
    const open = openAtStartOf(deals, days.start);
    return (
      open.length > 0 && open.filter((deal) => expectedBefore(deal, days.start) !== undefined).length * 2 > open.length
    );
  });

/** Share of the starting pipeline's value that was won in its period, over the earlier periods together; null where it cannot be measured. */
function conversionOf({ deals, earlier, currency }: KpiInput, dated: boolean): { parts: KpiPart[] } | null {
  const starts = earlier.slice(-MEASURED).map((days) => startOf(deals, days, dated));
  const open = starts.flatMap((start) => start.open);
  const won = starts.flatMap((start) => start.won);
  const [openMoney, wonMoney] = [worthOf(open, currency), worthOf(won, currency)];
  if (openMoney.minor === 0 || wonMoney.minor === 0) return null;
  const all = earlier.slice(-MEASURED).flatMap((days) => wonIn(deals, days).map((deal) => ({ deal, days })));
  const inside = all.filter(({ deal, days }) => deal.openedOn !== null && contains(days, deal.openedOn));
  const allMoney = worthOf(
    all.map(({ deal }) => deal),
    currency,
  );
  return {
    parts: [
      {
        key: "conversion",
        label: "Of a starting pipeline won in its period",
        unit: "share",
        value: divide(toRational(wonMoney), toRational(openMoney)),
        n: open.length,
      },
      {
        key: "needed",
        label: "Coverage needed",
        unit: "times",
        value: divide(toRational(openMoney), toRational(wonMoney)),
        n: open.length,
      },
      {
        key: "created_inside",
        label: "Of won value, opened and won in one period",
        unit: "share",
        value: divide(
          toRational(
            worthOf(
              inside.map(({ deal }) => deal),
              currency,
            ),
          ),
          toRational(allMoney),
        ),
        n: all.length,
      },
    ],
  };
}

/**
 * Open pipeline / (quota - credited so far), now, beside the coverage that this team's own conversion says is needed: 1 / (value won
 * in a period out of the pipeline it started with). Never a rule of thumb. Source: KPI definitions, 6.
 */
export const coverage = defineKpi({
  name: "coverage",
  label: "Pipeline coverage",
  meaning: "Open pipeline for each dollar that is still missing to quota.",
  unit: "times",
  better: "higher",
  counted: "open deals",
  least: 5,
  measure(input) {
    const { deals, span, currency, people, earlier, asOf } = input;
    const dated = isDated(deals, earlier.slice(-MEASURED));
    const open = deals.filter(
      ({ status, expectedCloseOn }) =>
        status === "open" && (!dated || (expectedCloseOn !== null && contains(span, expectedCloseOn))),
    );
    if (asOf >= addDays(span.end, -1))
      return notMeasured("These days are over, so nothing is left to cover.", 0, conversionOf(input, dated)?.parts);
    const quotas = people.flatMap(({ quota, credited }) => (quota ? [{ quota, credited }] : []));
    const measured = conversionOf(input, dated)?.parts ?? [];
    if (quotas.length === 0) return notMeasured("No quota is set for these days.", open.length, measured);
    const left = minus(
      sum(
        quotas.map(({ quota }) => quota),
        currency,
      ),
      sum(
        quotas.flatMap(({ credited }) => credited ?? []),
        currency,
      ),
    );
    const value = worthOf(open, currency);
    const parts: KpiPart[] = [
      { key: "open_value", label: "Open pipeline", unit: "money", value: toRational(value), n: open.length },
      ...measured,
    ];
    if (left.minor <= 0) return notMeasured("Quota is met, so nothing is left to cover.", open.length, parts);
    return {
      ok: true,
      value: divide(toRational(value), toRational(left)),
      n: open.length,
      interval: null,
      parts: [
        { key: "left", label: "Left to quota", unit: "money", value: toRational(left), n: quotas.length },
        ...parts,
      ],
      basis: dated
        ? "Deals expected to close in the period, over what is left to quota."
        : "All open deals, over what is left to quota: what was expected to close when is not known for earlier periods.",
    };
  },
});
