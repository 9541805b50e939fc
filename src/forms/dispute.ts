import type { ActionContext } from "../actions/define-action.js";
import { addDays, addMonths } from "../core/calendar.js";
import { type Period, periodOf } from "../core/period.js";
import { resolvePeriod } from "../skills/period-input.js";
import { defineForm, type Filled, fault, textOf } from "./define-form.js";

const REASONS = [
  { value: "missing_credit", label: "A credit is missing" },
  { value: "wrong_amount", label: "An amount is wrong" },
  { value: "wrong_split", label: "A split is wrong" },
  { value: "quota", label: "A quota is wrong" },
  { value: "payout", label: "A payout is wrong" },
  { value: "other", label: "Something else" },
];
const SPANS = [
  { value: "this_quarter", label: "This quarter" },
  { value: "last_quarter", label: "Last quarter" },
  { value: "this_month", label: "This month" },
  { value: "last_month", label: "Last month" },
];
/** Deals of so many months can be chosen, the newest first. */
const MONTHS = 9;
const LISTED = 90;

const recentDeals = async ({ store, asker, today }: ActionContext) =>
  [...(await store.listDeals(asker.id, { start: addMonths(today, -MONTHS), end: addDays(today, 1) }))].sort((a, b) =>
    (a.closedOn ?? a.expectedCloseOn ?? "") < (b.closedOn ?? b.expectedCloseOn ?? "") ? 1 : -1,
  );

export const disputeForm = defineForm({
  name: "dispute_form",
  title: "Open a dispute",
  about: "Say what looks wrong. It changes no pay by itself: somebody looks at it and answers you with a reason.",
  action: "open_dispute",
  isFor: "non_admins",
  async fields(context) {
    const deals = (await recentDeals(context)).slice(0, LISTED).map(({ key, name }) => ({ label: name, value: key }));
    return [
      { key: "reason", label: "What is wrong", kind: "choice", required: true, choices: REASONS },
      ...(deals.length > 0
        ? [
            {
              key: "deal",
              label: "Which deal",
              kind: "choice" as const,
              choices: deals,
              hint: "Where it is about one.",
            },
          ]
        : []),
      {
        key: "when",
        label: "When",
        kind: "choice",
        choices: SPANS,
        hint: "Left empty, the quarter that the deal closed in, else this one.",
      },
      {
        key: "text",
        label: "In your words",
        kind: "text",
        required: true,
        maxChars: 1_000,
        hint: "What you expected, and where you saw it.",
      },
    ];
  },
  async read(filled, context) {
    const said = textOf(filled, "text");
    if (said === null || said.length < 3) return fault("text", "Say in a few words what is wrong.");
    const key = textOf(filled, "deal");
    const deal = key === null ? null : (await recentDeals(context)).find((one) => one.key === key);
    if (deal === undefined) return fault("deal", "That deal is not yours any more. Choose another one.");
    const period = periodFor(filled, deal?.closedOn ?? null, context);
    if (!period) return fault("when", "Choose one of the list.");
    return {
      ok: true,
      input: {
        person: null,
        reason: filled.reason,
        dealKey: deal?.key ?? null,
        dealName: deal?.name ?? null,
        start: period.start,
        end: period.end,
        text: said,
      },
    };
  },
  fieldOf: { dealKey: "deal", dealName: "deal", start: "when", end: "when" },
});

function periodFor(filled: Filled, closedOn: string | null, { store, today }: ActionContext): Period | null {
  const token = textOf(filled, "when");
  const { fiscalYearStartMonth } = store.organisation;
  if (token === null) return periodOf("quarter", closedOn ?? today, fiscalYearStartMonth);
  return SPANS.some(({ value }) => value === token) ? resolvePeriod(token, today, fiscalYearStartMonth) : null;
}
