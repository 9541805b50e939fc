import { type Action, amount, count, type Figure, type Value } from "../answer/answer.js";
import { formatDate, formatValue } from "../answer/format.js";
import { periodLabel } from "../answer/period-label.js";
import { type Money, NO_CURRENCY, toDecimal } from "../core/money.js";
import type { Rendered, Scope } from "./define-skill.js";
import type { Absence } from "./payee.js";

/** How a sentence speaks of the person asked about: "You are", "Dana Fairbank is". */
export function speaking({ asker, subject }: Pick<Scope, "asker" | "subject">) {
  const self = asker.id === subject.id;
  const possessive = self ? "your" : `${subject.name}'s`;
  return {
    self,
    who: self ? "you" : subject.name,
    Who: self ? "You" : subject.name,
    your: possessive,
    Your: self ? "Your" : possessive,
    are: self ? "are" : "is",
    have: self ? "have" : "has",
    do: self ? "do" : "does",
    was: self ? "were" : "was",
  };
}

/** What a measure came to: money, or a count of what is counted ("42 meetings"). Counts stand as amounts in XXX. */
export function measureValue(value: Money, unit = "money"): Value {
  if (value.currency !== NO_CURRENCY) return amount(value);
  return count(Number(toDecimal(value)), unit);
}

export const figure = (key: string, label: string, value: Value): Figure => ({ key, label, value });

export const shown = (value: Value, { locale }: Pick<Scope, "locale">): string => formatValue(value, locale);

export const action = (label: string, skill: string, input: Readonly<Record<string, unknown>> = {}): Action => ({
  label,
  ask: { skill, input },
});

/** Opens a form where the surface has windows for it. */
export const formAction = (label: string, form: string): Action => ({ ...action(label, form), form: true });

/** Any amount or share of quota, filled in before it is asked about. */
export const tryAnAmount = (scope: Scope): Action => ({
  ...action("Try an amount", "what_if", sameQuestion(scope)),
  fields: [
    {
      key: "amount",
      label: "What if this much more is credited, or this share of quota is reached?",
      kind: "amount",
      required: true,
      hint: "50,000, 50k or 110%",
    },
  ],
});

/** A period as questions name it, in terms that do not move with the days. */
export const periodKey = (period: Scope["period"]): string =>
  period.kind === "week" ? `${period.start}..${period.end}` : period.key;

/** Whom and when a button asks about: the same as the answer it stands under, in terms that do not move with the days. */
export const sameQuestion = ({ asker, subject, period }: Scope): { person: string | null; period: string } => ({
  person: subject.id === asker.id ? null : subject.key,
  period: periodKey(period),
});

/** Kind, honest words for a person and period that have no figures, with a way on. */
export function absent({ kind, file }: Absence, scope: Scope): Rendered {
  const { subject, period, today, locale } = scope;
  const say = speaking(scope);
  const label = periodLabel(period, locale);
  const dataAsOf = file?.dataAsOf ?? null;
  const nowInput = { person: sameQuestion(scope).person, period: null };
  switch (kind) {
    case "future":
      return {
        headline: `${label} has not started yet.`,
        body: `It begins on ${formatDate(period.start, locale)}, so there is nothing to count for ${say.who} so far.`,
        actions: [
          action("This quarter", "attainment", nowInput),
          action(`${say.Your} quota`, "quota_detail", sameQuestion(scope)),
        ],
        dataAsOf,
      };
    case "before_hire":
      return {
        headline: `${say.Who} ${say.was} not here yet in ${label}.`,
        body: `${say.Your} first day ${subject.hiredOn !== null && subject.hiredOn > today ? "is" : "was"} ${formatDate(subject.hiredOn ?? period.end, locale)}.`,
        actions: [action("This quarter", "attainment", nowInput)],
        dataAsOf,
      };
    case "after_leaving":
      return {
        headline: `${say.Who} no longer worked here in ${label}.`,
        body: `The last day was before ${formatDate(subject.leftOn ?? period.start, locale)}.`,
        dataAsOf,
      };
    case "no_plan":
      return {
        headline: `${say.Who} ${say.are} not on a compensation plan in ${label}.`,
        body: say.self
          ? "Without a plan there is no attainment and no payout to show. If that is a mistake, your sales operations team can assign you one."
          : "Without a plan there is no attainment and no payout to show.",
        actions: [action("What can I ask?", "help")],
        dataAsOf,
      };
  }
}
