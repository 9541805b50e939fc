import type { Plan } from "../../core/plan.js";
import { listed, type PlanWords, whereText } from "../../core/plan-words.js";
import { describeSettlement } from "../../core/settlement/describe.js";
import { labelOf, percentText } from "../../core/wording.js";
import { capText } from "./component-sentences.js";

/** What each measure counts, one sentence each. */
export function measureSentences(plan: Plan, words: PlanWords): string[] {
  return [...plan.measures.values()].map(({ key, of, unit, where, credits_of, blend, credit }) => {
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
    return `${label} counts ${counted[of] ?? `the ${of.replaceAll("_", " ")} of each deal${unit === "money" ? ", an amount" : ""}`}${whose}${which}.${parts.length > 0 ? ` ${listed(parts)}.` : ""}`;
  });
}

/** The plan's own rules beside its components: periods, quota, cap, payment. */
export function planSentences(plan: Plan, words: PlanWords): string[] {
  const { proration, ramp } = plan.relief;
  const things = (of: readonly string[]) => listed(of.map((what) => what.replaceAll("_", " ")));
  return [
    `Quotas are set by the ${plan.quotaPeriod}, and pay is settled by the ${plan.payoutPeriod}, in ${plan.currency}.`,
    ...(plan.seasonality
      ? [
          `The year's quota is spread over its ${plan.quotaPeriod}s as ${listed(plan.seasonality.map((share) => percentText(share)))}.`,
        ]
      : []),
    ...(proration
      ? [
          `Your ${things(proration.of)} ${proration.of.length === 1 ? "is" : "are"} reduced to the part of the period worked (${proration.by.replaceAll("_", " ")}) when it is cut short by ${listed(proration.for, "or")}.`,
        ]
      : []),
    ...(ramp
      ? [
          `While you are new, your ${things(ramp.of)} ${ramp.of.length === 1 ? "counts" : "count"} ${listed(ramp.months.map((share) => percentText(share)))} in your first ${ramp.months.length} months${ramp.first_month === "first_full" ? ", the first full one on" : ""}.`,
        ]
      : []),
    ...(plan.cap ? [capText(plan.cap, plan, words, "The whole plan pays")] : []),
    ...describeSettlement(plan.settlement, words),
    ...(plan.payout
      ? [
          `Pay goes out in ${plan.payout.currency ?? "your own currency"}, at the ${plan.payout.fx} rate of the period's last day.`,
        ]
      : []),
  ];
}
