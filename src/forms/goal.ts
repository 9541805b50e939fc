import type { ActionContext } from "../actions/define-action.js";
import { addDays } from "../core/calendar.js";
import { AmountField } from "../skills/define-skill.js";
import { resolvePeriod } from "../skills/period-input.js";
import { percentAsRatio } from "../skills/requests/goal.js";
import { defineForm, type Filled, fault, textOf } from "./define-form.js";

/** Kinds of goal with what their number is: a share of quota, money, or a count. */
const KINDS = [
  { value: "attainment", label: "A share of quota", number: "share" },
  { value: "pay", label: "An amount earned", number: "money" },
  { value: "credited", label: "An amount credited", number: "money" },
  { value: "deals", label: "A number of deals", number: "count" },
  { value: "coverage", label: "Pipeline coverage, such as 3 times what is left", number: "count" },
  { value: "activity", label: "A number of something I do", number: "count" },
  { value: "skill", label: "Something I practise", number: "none" },
] as const;
type Kind = (typeof KINDS)[number];

const SPANS = [
  { value: "this_month", label: "This month" },
  { value: "next_month", label: "Next month" },
  { value: "this_quarter", label: "This quarter" },
  { value: "next_quarter", label: "Next quarter" },
  { value: "this_year", label: "This fiscal year" },
];

/** As many colleagues as a list of a form holds; anybody else is named in words. */
const LISTED = 90;
const MYSELF = "myself";

export const goalForm = defineForm({
  name: "goal_form",
  title: "Set a goal",
  about: "A goal of your own is yours alone. One for somebody who reports to you is a suggestion they take up or not.",
  action: "set_goal",
  isFor: "non_admins",
  async fields({ store, asker, today }) {
    const reports = (await store.listReports(asker.id, today)).map(({ person }) => person);
    const people = [
      { label: "Myself", value: MYSELF },
      ...reports.slice(0, LISTED).map(({ key, name }) => ({ label: name, value: key })),
    ];
    return [
      { key: "kind", label: "What kind of goal", kind: "choice", required: true, choices: [...KINDS] },
      { key: "amount", label: "How much", kind: "amount", hint: "110%, 9,000 or 12. Not needed for a skill." },
      {
        key: "what",
        label: "Of what, or which skill",
        kind: "text",
        maxChars: 80,
        hint: "For something you do or practise: meetings, discovery calls, negotiating.",
      },
      {
        key: "when",
        label: "When",
        kind: "choice",
        value: "this_quarter",
        choices: SPANS,
        hint: "Or name the last day below.",
      },
      { key: "by", label: "Until this day", kind: "day" },
      ...(reports.length > 0
        ? [{ key: "person", label: "For whom", kind: "choice" as const, value: MYSELF, choices: people }]
        : []),
    ];
  },
  async read(filled, context) {
    const kind = KINDS.find(({ value }) => value === filled.kind);
    if (!kind) return fault("kind", "Choose one of the list.");
    const what = textOf(filled, "what");
    if ((kind.value === "activity" || kind.value === "skill") && what === null)
      return fault("what", "Say what: meetings, calls, negotiating.");
    const span = spanOf(filled, context);
    if (!span) return fault("when", "Choose one of the list.");
    if (span.end <= context.today) return fault("by", "That day is over. Choose a later one.");
    const person = textOf(filled, "person");
    const about = { person: person === MYSELF ? null : person, kind: kind.value, what, ...span };
    if (kind.number === "none") return { ok: true, input: { ...about, target: null, currency: null } };
    const number = await numberOf(kind, filled, context, span);
    return "fault" in number ? fault("amount", number.fault) : { ok: true, input: { ...about, ...number } };
  },
  fieldOf: { target: "amount", currency: "amount", start: "when", end: "by" },
});

/** A last day begins today for what is counted up from nothing, and with the period for what quota and pay are counted over. */
function spanOf(filled: Filled, { today, store }: ActionContext): { start: string; end: string } | null {
  const by = textOf(filled, "by");
  const token = textOf(filled, "when") ?? "this_quarter";
  if (!SPANS.some(({ value }) => value === token)) return null;
  const period = resolvePeriod(token, today, store.organisation.fiscalYearStartMonth);
  if (by === null) return period && { start: period.start, end: period.end };
  const counted = filled.kind === "deals" || filled.kind === "activity" || filled.kind === "skill";
  return { start: counted || !period || period.start > by ? today : period.start, end: addDays(by, 1) };
}

async function numberOf(
  { number }: Kind,
  { amount }: Filled,
  { store, asker, today }: ActionContext,
  span: { readonly start: string; readonly end: string },
): Promise<{ target: string; currency: string | null } | { fault: string }> {
  const named = AmountField.safeParse(amount).data;
  if (!named || Number(named.value) <= 0) return { fault: "A number above zero is needed for this kind of goal." };
  const { value, unit } = named;
  if (number === "share")
    return unit === "money"
      ? { fault: "Write a share of quota, such as 110%." }
      : { target: percentAsRatio(value), currency: null };
  if (unit === "percent") return { fault: "A percentage is for a share of quota." };
  if (number === "count")
    return unit === "money" ? { fault: "Write a plain number." } : { target: value, currency: null };
  const { facts } = await store.getPayeeFile(asker.id, span, today);
  const currency = facts.targetIncentive?.currency ?? store.organisation.currency;
  return named.currency !== null && named.currency !== currency
    ? { fault: `Write the amount in ${currency}, which the plan pays in.` }
    : { target: value, currency };
}
