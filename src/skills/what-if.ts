import { z } from "zod";
import { amount, ratio, type Table, text } from "../answer/answer.js";
import { formatMoney, formatRatio } from "../answer/format.js";
import { periodLabel } from "../answer/period-label.js";
import { addDays } from "../core/calendar.js";
import type { Credit } from "../core/facts.js";
import { creditNeededFor } from "../core/gap.js";
import { type Money, NO_CURRENCY, parseMoney, times, zero } from "../core/money.js";
import { outlook } from "../core/outlook.js";
import { type Earning, payoutCurve } from "../core/pace.js";
import type { Plan } from "../core/plan.js";
import { divide, parseDecimal, rational } from "../core/rational.js";
import {
  mainMeasure,
  measureCurrency,
  measuredCredit,
  type PayWith,
  payWith,
  supposedCredit,
} from "../core/what-if.js";
import { AskError } from "../errors.js";
import type { DealRow } from "../store/store.js";
import { versionsOf } from "./attainment.js";
import { payoutCurveChart } from "./charts/payout-curve.js";
import { type Chosen, chooseDeal } from "./choose-deal.js";
import {
  AmountField,
  type AmountInput,
  defineSkill,
  PeriodField,
  PersonField,
  type Rendered,
  type Scope,
} from "./define-skill.js";
import { planChangeNotes } from "./pay.js";
import { type Absence, loadPayee, type OnPlan } from "./payee.js";
import { absent, action, figure, measureValue, sameQuestion, speaking, tryAnAmount } from "./words.js";

interface Supposed {
  readonly kind: "supposed";
  readonly payee: OnPlan;
  /** What is supposed, as a phrase: "closing Zorvik". */
  readonly what: string;
  readonly credited: Money;
  readonly pay: PayWith;
  readonly assumptions: readonly string[];
}
/** What is supposed, with the curve that it moves along. */
interface Drawn extends Supposed {
  readonly curve: readonly Earning[];
}
interface NeedsChoice {
  readonly kind: "choice";
  readonly payee: OnPlan;
  readonly said: string | null;
  readonly open: readonly DealRow[];
}

export const whatIfSkill = defineSkill({
  name: "what_if",
  description:
    "What closing a named open deal, a deal of some amount, or finishing at a percentage of quota would add to one person's payout: before, after and the difference.",
  input: z.object({
    person: PersonField,
    period: PeriodField,
    deal: z.string().max(200).nullable().describe("Key or name of one of the person's deals, or null"),
    amount: AmountField,
  }),
  audience: "self_or_reports",
  load: async (_input, scope) => {
    const payee = await loadPayee(scope);
    const deals =
      payee.kind === "on_plan"
        ? await scope.store.listDeals(scope.subject.id, { start: scope.today, end: addDays(scope.today, 1) })
        : [];
    return { payee, deals: deals.filter(({ status }) => status === "open") };
  },
  compute: ({ payee, deals }, input, scope): Drawn | NeedsChoice | Absence => {
    if (payee.kind !== "on_plan") return payee;
    const chosen = input.deal === null ? null : chooseDeal(deals, input.deal);
    if (chosen?.kind === "none" && !input.amount) return { kind: "choice", payee, said: chosen.said, open: deals };
    if (!chosen && !input.amount) return { kind: "choice", payee, said: null, open: deals };
    return drawn(supposed(payee, chosen, input.amount, scope), scope);
  },
  render: (result, scope) => {
    if (result.kind === "supposed") return answerOf(result, scope);
    return result.kind === "choice" ? choiceOf(result, scope) : absent(result, scope);
  },
});

function drawn(found: Supposed, { period }: Scope): Drawn {
  const { history, facts } = found.payee;
  const now = outlook(history, facts, period);
  const after = found.pay.after.measures.find(({ measure }) => measure === now.measure);
  return { ...found, curve: payoutCurve(history, facts, period, now, after?.credited) };
}

function supposed(payee: OnPlan, chosen: Chosen | null, named: AmountInput, scope: Scope): Supposed {
  const { plan, history, facts } = payee;
  const { period, locale } = scope;
  if (!chosen || chosen.kind === "none") {
    if (named && (named.unit === "percent" || (named.unit === "plain" && Number(named.value) <= 400)))
      return atPercent(payee, named.value, scope);
    const credited = creditOf(named, measureCurrency(plan, mainMeasure(plan)));
    const credit = supposedCredit(plan, facts, period, credited);
    return {
      kind: "supposed",
      payee,
      what: `${chosen ? `closing "${chosen.said}" for` : "a further"} ${formatMoneyOrCount(credited, locale)}${chosen ? "" : " credited"}`,
      credited,
      pay: payWith(history, facts, period, [credit]),
      assumptions: [
        ...(chosen ? [`I don't see an open deal called "${chosen.said}", so I went by the amount alone.`] : []),
        "Assumes that all of it is credited and counts for quota.",
      ],
    };
  }
  const { deal } = chosen;
  const share = parseDecimal(deal.share);
  const whole =
    named && named.unit !== "percent" && named.unit !== "count"
      ? creditOf(named, deal.amount?.currency ?? plan.currency)
      : (deal.amount ?? unpriced(plan));
  if (!whole)
    throw new AskError(
      `${deal.name} has no amount yet, so I can't work out what it is worth.`,
      "Ask with an amount: what if I close it for 50k?",
    );
  const credited = times(whole, share);
  const credit: Credit = supposedCredit(plan, facts, period, credited, {
    key: deal.key,
    name: deal.name,
    measures: null,
    attributes: deal.attributes,
  });
  const own = payWith(history, facts, period, [credit]);
  const counted = own.after.measures.some(
    (measure, i) => measure.credited.minor !== own.before.measures[i]?.credited.minor,
  );
  return {
    kind: "supposed",
    payee,
    what: `closing ${deal.name} for ${formatMoney(whole, locale)}`,
    credited,
    pay: own,
    assumptions: [
      ...(named ? [`Uses ${formatMoney(whole, locale)} instead of the amount on the deal.`] : []),
      ...(share.n === share.d
        ? ["Assumes full credit for the deal."]
        : [`Counts ${speaking(scope).your} share of the deal, ${formatRatio(share, locale)}.`]),
      ...(counted ? [] : ["Under the plan this deal does not count, so nothing changes."]),
    ],
  };
}

/** A deal without an amount counts where units are counted. */
const unpriced = (plan: Plan): Money | null =>
  measureCurrency(plan, mainMeasure(plan)) === NO_CURRENCY ? zero(plan.currency) : null;

/** Finishing at a percentage is the credit still missing to it, supposed. Below where the person stands there is nothing to add. */
function atPercent(payee: OnPlan, percent: string, { period, locale }: Scope): Supposed {
  const { plan, history, facts } = payee;
  const goal = divide(parseDecimal(percent), rational(100));
  const gap = creditNeededFor(history, facts, period, { kind: "attainment", ratio: goal });
  if (!gap.ok)
    throw new AskError(
      "No quota is set for this period, so a percentage of it has no meaning.",
      "Ask with an amount instead.",
    );
  const needed = gap.needed;
  return {
    kind: "supposed",
    payee,
    what: `finishing at ${formatRatio(goal, locale)} of quota`,
    credited: needed,
    pay: payWith(
      history,
      facts,
      period,
      needed.minor === 0 ? [] : [measuredCredit(history, facts, period, mainMeasure(plan), needed)],
    ),
    assumptions: [
      needed.minor === 0
        ? `${formatRatio(goal, locale)} is reached already, so nothing changes.`
        : "Assumes that the missing credit comes as one more deal.",
    ],
  };
}

function creditOf(named: AmountInput, currency: string): Money {
  if (!named || named.unit === "percent")
    throw new AskError("I need an amount for that.", "Ask like: what if I close a $50k deal?");
  const own = currency === NO_CURRENCY ? currency : (named.currency ?? currency);
  try {
    return parseMoney(named.value, own);
  } catch {
    throw new AskError(`${named.value} is not an amount of ${own}.`, "Write it like 50,000 or 50k.");
  }
}

const formatMoneyOrCount = (value: Money, locale: string): string =>
  value.currency === NO_CURRENCY ? `${value.minor / 10_000}` : formatMoney(value, locale);

function answerOf({ payee, what, pay, credited, assumptions, curve }: Drawn, scope: Scope): Rendered {
  const { period, locale } = scope;
  const say = speaking(scope);
  const label = periodLabel(period, locale);
  const same = sameQuestion(scope);
  const main = mainMeasure(payee.plan);
  const [before, after] = [pay.before, pay.after].map((statement) =>
    statement.measures.find(({ measure }) => measure === main),
  );
  return {
    headline: `${what.charAt(0).toUpperCase()}${what.slice(1)} would add ${formatMoney(pay.difference, locale)} to ${say.your} payout for ${label}.`,
    figures: [
      figure("before", "Payout before", amount(pay.before.earned)),
      figure("after", "Payout after", amount(pay.after.earned)),
      figure("difference", "Difference", amount(pay.difference)),
      figure("credit", "Credit it brings", measureValue(credited, after?.unit)),
      ...(before?.attainment.ok
        ? [figure("attainment_before", "Attainment before", ratio(before.attainment.ratio))]
        : []),
      ...(after?.attainment.ok ? [figure("attainment_after", "Attainment after", ratio(after.attainment.ratio))] : []),
    ],
    ...(pay.parts.length > 0 ? { tables: [partsTable(pay)] } : {}),
    charts: payoutCurveChart(
      curve,
      after?.attainment.ok ? { label: "After", attainment: after.attainment.ratio, earned: pay.after.earned } : null,
      label,
      scope,
    ),
    notes: [
      ...assumptions,
      ...planChangeNotes(payee, locale),
      `Assumes that it closes in ${label} and is not cancelled. Earned on booking; nothing is promised by this.`,
    ],
    actions: [
      action(say.self ? "How close am I to quota?" : "How close to quota?", "attainment", same),
      action("What do I need for the next tier?", "gap_to_goal", { ...same, goal: "next_tier" }),
      tryAnAmount(scope),
    ],
    dataAsOf: payee.file.dataAsOf,
    planVersion: versionsOf(payee),
  };
}

const partsTable = ({ parts, after }: PayWith): Table => ({
  title: "Where the difference comes from",
  columns: [{ label: "Component" }, { label: "What" }, { label: "How" }, { label: "Amount", align: "right" }],
  rows: parts.map(({ component, label, formula, amount: value }) => [
    text(after.components.find((candidate) => candidate.component === component)?.label ?? component),
    text(label),
    text(formula ?? ""),
    amount(value),
  ]),
});

/** Deals offered to choose from. */
const OFFERED = 4;

function choiceOf({ said, open, payee }: NeedsChoice, scope: Scope): Rendered {
  const say = speaking(scope);
  const largest = [...open]
    .filter(({ credited }) => credited !== null)
    .sort((a, b) => (b.credited?.minor ?? 0) - (a.credited?.minor ?? 0));
  const headline =
    said === null
      ? "Which deal, or what amount?"
      : `I don't see an open deal called "${said}" among ${say.your} deals.`;
  return {
    outcome: "clarify",
    headline,
    body:
      open.length === 0
        ? `${say.Who} ${say.have} no open deals. Ask with an amount: what if I close a $50k deal?`
        : "Choose one, or ask with an amount: what if I close a $50k deal?",
    actions: largest
      .slice(0, OFFERED)
      .map((deal) => action(deal.name, "what_if", { person: sameQuestion(scope).person, deal: deal.key })),
    dataAsOf: payee.file.dataAsOf,
  };
}
