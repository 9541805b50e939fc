import { amount, text } from "../../answer/answer.js";
import { formatDate, formatMoney } from "../../answer/format.js";
import { periodLabel } from "../../answer/period-label.js";
import type { Rendered, Scope } from "../define-skill.js";
import { action, figure } from "../words.js";
import type { Preparation } from "./prepare.js";
import {
  chanceValue,
  commitmentTable,
  doneButton,
  gapText,
  leverTable,
  leverText,
  noteTable,
  percent,
  roughGain,
  unlockText,
} from "./words.js";

/** Next actions shown. */
const SHOWN = 3;

/** What pays most for the work, and one skill to practise: for the person alone. Silent about deals that the plan gives no reason to push. */
export function focusOf(prepared: Preparation, scope: Scope): Rendered {
  const { period, locale } = scope;
  const label = periodLabel(period, locale);
  const { next, training, worse, better, risk, overdue, currency, dataAsOf } = prepared;
  const levers = next.levers.slice(0, SHOWN);
  const [first] = levers;
  const [gap] = worse;
  const unlocked = first ? unlockText(first, locale) : "";
  return {
    headline: first
      ? `${formatMoney(first.pay.difference, locale)} for you: ${leverText(first, period, locale)}.`
      : "Your plan pays no more for pushing one of your open deals right now.",
    body: [
      ...(first
        ? [
            [
              unlocked,
              first.chanceGain !== null && first.chanceGain >= 0.01 && risk
                ? `your chance of quota in ${label} would go from ${percent(risk.chance, locale)} to ${percent(Math.min(0.98, risk.chance + first.chanceGain), locale)}`
                : "",
            ]
              .filter((part) => part !== "")
              .join("; "),
          ]
        : []),
      ...(gap ? [`To practice: ${gap.kpi.label.toLowerCase()}, ${gapText(gap, currency, locale)}.`] : []),
      ...(!gap && better[0]
        ? [`Going well: ${better[0].kpi.label.toLowerCase()}, ${gapText(better[0], currency, locale)}.`]
        : []),
    ]
      .filter((part) => part !== "")
      .map((part) => `${part.charAt(0).toUpperCase()}${part.slice(1)}${part.endsWith(".") ? "" : "."}`)
      .join(" "),
    figures: [
      ...(first ? [figure("next_action_worth", "Adds to your pay today", amount(first.pay.difference))] : []),
      ...(first ? [figure("next_action_gain", "Expected to add", amount(roughGain(first)))] : []),
      ...(risk ? [figure("chance_quota", "Chance of quota", chanceValue(risk.chance))] : []),
    ],
    tables: [
      ...commitmentTable(prepared.commitments, scope.today, locale),
      ...(levers.length > 0 ? [leverTable(levers, period, locale)] : []),
      ...(training
        ? [
            {
              title: `One thing to practice: ${training.title}`,
              columns: [{ label: "Why" }, { label: "What to do" }],
              rows: [
                [
                  text(training.remember.replaceAll(/\s*\n\s*/g, " ")),
                  text(training.exercise.replaceAll(/\s*\n\s*/g, " ")),
                ],
              ],
            },
          ]
        : []),
      ...noteTable(prepared.notes, "Shared with you", locale),
    ],
    notes: [
      ...(levers.length > 0
        ? [
            "“Today” is your plan worked out with and without the deal as you stand. “Expected” is the same beside everything else that may come by then: less where it may close anyway, more where other deals lift you into a higher tier. Nothing is promised by it.",
          ]
        : []),
      ...next.waiting.map(
        ({ deal, now, next: later }) =>
          `Your plan pays more for ${deal.name} next period (${formatMoney(later, locale)}) than now (${formatMoney(now, locale)}), with half a quota of other deals by then. That is a question about the plan, not advice to wait: do what is right for the customer.`,
      ),
      ...(overdue[0]
        ? [
            `${overdue[0].name} was expected on ${formatDate(overdue[0].expectedCloseOn ?? "", locale)}: a new date, or a close, keeps your forecast honest.`,
          ]
        : []),
    ],
    actions: [
      ...doneButton(prepared.commitments, null),
      ...(first
        ? [action(`What is ${first.deal.name} worth?`, "what_if", { person: null, period: null, deal: first.deal.key })]
        : []),
      action("Will I hit quota?", "forecast"),
      action("My KPIs", "kpi", { person: null, period: null, metric: null }),
    ],
    dataAsOf,
  };
}
