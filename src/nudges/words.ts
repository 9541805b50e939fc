import { type Action, amount, type Figure } from "../answer/answer.js";
import type { Rendered } from "../skills/define-skill.js";
import { action, figure } from "../skills/words.js";
import type { AnyNudgeRule, Occasion } from "./define-rule.js";
import type { Desk } from "./desk.js";
import { filled, templateOf } from "./template.js";

/** Labels of the figures that words speak of, where the name itself does not say it. */
const LABELS: Readonly<Record<string, string>> = {
  due: "Expected by",
  late: "Past its date",
  quiet: "Without news",
  since: "Last change",
  needed: "Still needed",
  credit: "Credit it brings",
  open: "Open, due in the period",
  left: "Missing to quota",
  wanted: "Usual aim",
  more: "Missing to that aim",
  before: "Before",
  after: "Now",
  now: "Now",
  per_week: "A week, from here on",
  balance: "Draw still to recover",
  earned: "Earned so far",
  payable: "Payable as it stands",
  attainment: "Attainment",
  from: "In force from",
};

/** An occasion in the words of its template. `nudge` is the stored decision that buttons are about; null in a preview. */
export function wordsOf(
  rule: AnyNudgeRule,
  { values: given, worth, next }: Occasion,
  desk: Desk,
  { locale, nudge }: { readonly locale: string; readonly nudge: string | null },
): Rendered {
  const template = templateOf(rule);
  const isWorth = worth !== null && worth.minor > 0;
  const values = isWorth ? { ...given, worth: amount(worth) } : given;
  const say = (text: string) => filled(text, values, locale);
  return {
    headline: say(template.headline),
    body: [
      say(template.why),
      ...(isWorth && template.worth ? [say(template.worth)] : []),
      `Next: ${say(template.step)}`,
    ].join(" "),
    figures: [
      ...(isWorth && template.worth ? [figure("worth", "Worth to you", amount(worth))] : []),
      ...Object.entries(given).flatMap(([name, value]): Figure[] => {
        const label = LABELS[name];
        return label ? [figure(name, label, value)] : [];
      }),
    ],
    notes: [
      "Only you get this, and nobody is told what you do with it.",
      ...(isWorth && template.worth
        ? [
            "What it is worth is your plan applied to your data as it is now, supposing that it all counts; nothing is promised by it.",
          ]
        : []),
    ],
    actions: [next, ...feedback(nudge)],
    dataAsOf: desk.payee.file.dataAsOf,
  };
}

const feedback = (nudge: string | null): Action[] => [
  action("Useful", "nudge_reply", { nudge, said: "useful" }),
  action("Not useful", "nudge_reply", { nudge, said: "not_useful" }),
  action("Stop these", "nudge_reply", { nudge, said: "stop" }),
];
