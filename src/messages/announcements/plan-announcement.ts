import { amount, date, type Figure, text } from "../../answer/answer.js";
import { formatMoney } from "../../answer/format.js";
import { periodLabel } from "../../answer/period-label.js";
import { minus, money } from "../../core/money.js";
import { periodOf } from "../../core/period.js";
import { knownPlan } from "../../plans/known-plan.js";
import { type Compared, meaningOf, type PlanMeaning } from "../../skills/plan-meaning.js";
import { figure } from "../../skills/words.js";
import { defineMessage } from "../define-message.js";
import { scopeOf } from "../scope-of.js";
import { Announced, findAnnounced, newestFor, planOf } from "./announced.js";
import { answerButtons } from "./answer-buttons.js";

/** A version of the recipient's plan: what was said about it, what it means for their own pay, and the buttons to answer it. */
export const planAnnouncement = defineMessage({
  name: "plan_announcement",
  description: "A change of your plan: what it means for you, and a place to acknowledge it or to ask",
  class: "important",
  topic: "notices",
  recipe: Announced,
  async render({ announcement: id }, scope) {
    const row = await findAnnounced(scope.store, id);
    if (!row?.plan) return null;
    const version = row.plan;
    const plan = await planOf(row, scope);
    const meaning = plan
      ? await meaningOf(knownPlan(version.document), { ...scopeOf(scope), period: periodOf("day", scope.today) })
      : null;
    const figures = meaning ? figuresOf(meaning, scope.locale) : [];
    return {
      headline: `Your plan changes: ${version.name}, version ${version.version}`,
      body: [row.text, ...(meaning ? wordsOf(meaning, scope.locale) : [])].join("\n\n"),
      figures: [
        figure("from", "In force from", date(plan?.from ?? version.validFrom)),
        ...figures,
        figure("by", "Announced by", text(row.authorName)),
      ],
      notes:
        figures.length > 0
          ? [
              "Worked out on your own credits and open deals as they stand; what you will earn depends on what you sell.",
            ]
          : [],
      actions: plan && plan.answer !== "acknowledged" ? answerButtons(plan.hash) : [],
      planVersion: `${version.name} ${version.version}`,
    };
  },
  example: (scope) => newestFor(scope, true),
});

/** "Last quarter would have paid $19,200.00 in place of $17,600.00: $1,600.00 more." */
function wordsOf({ last, pipeline }: PlanMeaning, locale: string): string[] {
  const turn = ({ before, after }: Compared): string => {
    if (before.currency !== after.currency) return "";
    const change = minus(after, before);
    if (change.minor === 0) return ", the same as before";
    return `, ${formatMoney(money(Math.abs(change.minor), change.currency), locale)} ${change.minor > 0 ? "more" : "less"}`;
  };
  const said = (compared: Compared, when: string) =>
    `${when}: ${formatMoney(compared.after, locale)} under this version, ${formatMoney(compared.before, locale)} as it was${turn(compared)}.`;
  return [
    ...(last ? [said(last, `What it means for you, on your ${periodLabel(last.period, locale)}`)] : []),
    ...(pipeline
      ? [
          said(
            pipeline,
            pipeline.deals > 0
              ? `On ${periodLabel(pipeline.period, locale)} if your ${pipeline.deals} open ${pipeline.deals === 1 ? "deal closes" : "deals close"} as expected`
              : `On ${periodLabel(pipeline.period, locale)} so far`,
          ),
        ]
      : []),
  ];
}

const figuresOf = ({ last, pipeline }: PlanMeaning, locale: string): Figure[] =>
  [last, pipeline].flatMap((compared, i) => {
    if (!compared) return [];
    const label = periodLabel(compared.period, locale) + (i === 0 ? "" : " with open deals");
    const key = i === 0 ? "last" : "pipeline";
    return [
      figure(`${key}_before`, `${label}, as it was`, amount(compared.before)),
      figure(`${key}_after`, `${label}, under this version`, amount(compared.after)),
    ];
  });
