import { type FunnelChart, moneyNumeral } from "../../answer/chart.js";
import { formatMoney } from "../../answer/format.js";
import type { Money } from "../../core/money.js";

interface Stage {
  readonly name: string;
  readonly deals: number;
  readonly totals: readonly Money[];
}

/** Open amounts by stage, in the order given. None where stages are fewer than two or their amounts are in several currencies. */
export function pipelineFunnel(stages: readonly Stage[], locale: string): FunnelChart[] {
  const [first] = stages;
  const currency = first?.totals[0]?.currency;
  const single = stages.flatMap(({ name, deals, totals }) => {
    const [total, ...more] = totals;
    return total && more.length === 0 && total.currency === currency ? [{ name, deals, total }] : [];
  });
  if (currency === undefined || single.length !== stages.length || stages.length < 2) return [];
  return [
    {
      kind: "funnel",
      title: "Open deals by stage",
      alt: single
        .map(({ name, deals, total }) => `${name}: ${formatMoney(total, locale)} in ${dealsText(deals)}`)
        .join("; "),
      value: { label: "Would be credited", kind: "money", currency },
      steps: single.map(({ name, deals, total }) => ({
        label: name,
        value: moneyNumeral(total),
        note: dealsText(deals),
      })),
    },
  ];
}

const dealsText = (deals: number): string => `${deals} ${deals === 1 ? "deal" : "deals"}`;
