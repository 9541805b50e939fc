import type { MeasureTerms, Plan } from "../../core/plan.js";
import { listed, type PlanWords, whereText } from "../../core/plan-words.js";
import { labelOf, percentText } from "../../core/wording.js";

/** What each measure counts, one sentence each. */
export function measureSentences(plan: Plan, words: PlanWords): string[] {
  return [...plan.measures.values()].map((measure) => {
    const { key, of, unit, where, credits_of, blend, credit } = measure;
    const counted: Readonly<Record<string, string>> = {
      amount: "the amount of each deal",
      margin: "the margin of each deal",
      deals: "deals, one each",
      margin_rate: "margin over amount, of all deals together",
      recorded: "a total that is recorded for you",
      blend: `the attainments of ${listed(Object.entries(blend ?? {}).map(([name, weight]) => `${words.measure(name)} (${percentText(weight)})`))}`,
    };
    const whose = {
      own: "",
      team: " of those who report to you",
      all_reports: " of everybody below you",
      everybody: " of all who take part",
    }[credits_of];
    const which = where ? `, for ${whereText(where)}` : "";
    const parts = credit.map((rule) => `${whereText(rule.where)} count ${percentText(rule.counts)}`);
    const label = plan.measures.get(key)?.label ?? labelOf(key);
    return `${label} counts ${counted[of] ?? `the ${of.replaceAll("_", " ")} of each deal${unit === "money" ? ", an amount" : ""}`}${whose}${which}.${[...(parts.length > 0 ? [listed(parts)] : []), ...limitsOf(measure, words)].map((part) => ` ${part}.`).join("")}`;
  });
}

/** On which day, by which share and how much of a deal counts, where that is not the usual. */
function limitsOf({ key, counted_on, share, deal_limit }: MeasureTerms, words: PlanWords): string[] {
  const day = {
    closed: [],
    invoiced: ["A deal counts on the day of its invoice"],
    collected: ["A deal counts as the customer pays"],
  }[counted_on];
  return [
    ...day,
    ...(share === "quota" ? ["Of a shared deal your quota share counts"] : []),
    ...(deal_limit ? [`One deal counts ${words.counted(deal_limit, key)} at most`] : []),
  ];
}
