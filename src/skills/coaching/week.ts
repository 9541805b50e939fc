import { type Table, text } from "../../answer/answer.js";
import { formatDate, formatMoney } from "../../answer/format.js";
import { addDays } from "../../core/calendar.js";
import { sum } from "../../core/money.js";
import type { DealRow } from "../../store/store.js";
import type { Rendered, Scope } from "../define-skill.js";
import { action, speaking } from "../words.js";
import type { Preparation } from "./prepare.js";
import { commitmentTable, leverText } from "./words.js";

/** The week up to today: what was won, what moved, what was agreed, and what comes first next week. Short where little happened. */
export function weekOf(prepared: Preparation, scope: Scope): Rendered {
  const { today, locale, period } = scope;
  const say = speaking(scope);
  const since = addDays(today, -6);
  const won = prepared.won.filter(({ closedOn }) => closedOn !== null && closedOn >= since);
  const moved = prepared.open.filter(({ stageSince }) => stageSince !== null && stageSince >= since);
  const amounts = won.flatMap(({ credited }) =>
    credited && credited.currency === prepared.currency ? [credited] : [],
  );
  const ended = prepared.commitments.filter(({ state }) => state === "done").length;
  const [next] = prepared.next.levers;
  return {
    headline:
      won.length > 0
        ? `${formatMoney(sum(amounts, prepared.currency), locale)} won this week in ${won.length} ${won.length === 1 ? "deal" : "deals"}.`
        : moved.length > 0
          ? `No win this week, and ${moved.length} ${moved.length === 1 ? "deal" : "deals"} a stage further.`
          : "A quiet week: nothing was won and no deal changed its stage.",
    body: [
      ...(ended > 0 ? [`${ended} of what was agreed ${ended === 1 ? "is" : "are"} done.`] : []),
      ...(next && say.self ? [`First next week: ${leverText(next, period, locale)}.`] : []),
    ].join(" "),
    tables: [
      ...dealTable("Won", won, ({ closedOn }) => closedOn, locale),
      ...dealTable("A stage further", moved, ({ stageSince }) => stageSince, locale),
      ...commitmentTable(prepared.commitments, today, locale),
    ],
    notes: [`The seven days from ${formatDate(since, locale)} to ${formatDate(today, locale)}.`],
    actions: [
      action(say.self ? "What should I focus on?" : "Prepare our 1:1", "coach", {
        person: say.self ? null : scope.subject.key,
      }),
    ],
    dataAsOf: prepared.dataAsOf,
  };
}

const dealTable = (
  title: string,
  deals: readonly DealRow[],
  dayOf: (deal: DealRow) => string | null,
  locale: string,
): Table[] =>
  deals.length === 0
    ? []
    : [
        {
          title,
          columns: [{ label: "Deal" }, { label: "Amount", align: "right" }, { label: "Stage" }, { label: "On" }],
          rows: deals
            .slice(0, 5)
            .map((deal) => [
              text(deal.name),
              deal.credited ? { kind: "money" as const, amount: deal.credited } : text("–"),
              text(deal.stage),
              text(formatDate(dayOf(deal) ?? "", locale)),
            ]),
          ...(deals.length > 5 ? { more: deals.length - 5 } : {}),
        },
      ];
