import { formatMoney, formatRatio } from "../answer/format.js";
import { fromRational } from "../core/money.js";
import { rational } from "../core/rational.js";
import type { Cause, CauseName } from "../core/risk/causes.js";

/** What each cause is called, in what its figures are, and what to ask about it. */
export const CAUSE_WORDS: Readonly<
  Record<
    CauseName,
    {
      readonly label: string;
      readonly ask: string;
      say(own: string, usual: string): string;
      unit: "share" | "count" | "money";
    }
  >
> = {
  coverage: {
    label: "Thin pipeline",
    unit: "count",
    say: (own, usual) => `live pipeline ${own} times quota, ${usual} times is usual here`,
    ask: "Which accounts could still become deals this period, and who opens the door?",
  },
  creation: {
    label: "Few new deals",
    unit: "count",
    say: (own, usual) => `${own} new deals a week, ${usual} is usual here`,
    ask: "What would make two more first meetings a week possible?",
  },
  conversion: {
    label: "Low win rate",
    unit: "share",
    say: (own, usual) => `wins ${own} of decided deals, ${usual} is usual here`,
    ask: "Where did the last three lost deals turn, and what would you do earlier now?",
  },
  slip: {
    label: "Deals slip",
    unit: "share",
    say: (own, usual) => `${own} of expected deals slip, ${usual} is usual here`,
    ask: "Which dates are the customer's own, and which are ours?",
  },
  deal_size: {
    label: "Small deals",
    unit: "money",
    say: (own, usual) => `${own} an average deal, ${usual} is usual here`,
    ask: "Who else at these customers would gain from what we sell?",
  },
  ramp: {
    label: "Still ramping",
    unit: "share",
    say: (own) => `new here, expected at ${own} of a full pace`,
    ask: "What is still missing to sell on your own: product, people, process?",
  },
};

/** "live pipeline of 40.0% of quota, 90.0% is usual here". Estimates, rounded. */
export function causeText({ cause, own, usual }: Cause, currency: string, locale: string): string {
  const { unit, say } = CAUSE_WORDS[cause];
  const shown = (value: number): string =>
    unit === "share"
      ? formatRatio(rational(Math.round(value * 1000), 1000), locale)
      : unit === "money"
        ? formatMoney(fromRational(rational(Math.round(value)), currency), locale)
        : String(Math.round(value * 10) / 10);
  return say(shown(own), shown(usual));
}
