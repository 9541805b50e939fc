import { formatDate, formatMoney, formatRatio } from "../answer/format.js";
import { addDays, daysBetween, type IsoDate } from "../core/calendar.js";
import { type KpiDeal, wonIn } from "../core/kpi/deal.js";
import { type Money, minus, plus, zero } from "../core/money.js";
import type { Period } from "../core/period.js";
import { compare, ONE } from "../core/rational.js";
import type { TeamWeek, WeekMember } from "./team-week.js";

/** What a pointer is drawn from: one member's week. */
export interface Sight {
  readonly member: WeekMember;
  readonly period: Period;
  readonly week: TeamWeek["week"];
  readonly today: IsoDate;
  readonly locale: string;
}

interface Pointer {
  readonly said: string;
  /** A question for a talk between two people: open, about the work, never a reproach. */
  readonly question: string;
}

/** A stage held for longer asks what would move the deal. */
const QUIET_DAYS = 30;

const openOf = ({ member }: Sight): KpiDeal[] =>
  member.deals
    .filter(({ status, amount }) => status === "open" && amount?.currency === member.credited.currency)
    .sort((a, b) => (b.amount?.minor ?? 0) - (a.amount?.minor ?? 0));

const sumOf = (deals: readonly KpiDeal[], currency: string): Money =>
  deals.reduce((sum, { amount }) => plus(sum, amount ?? zero(currency)), zero(currency));

const dueIn = (deals: readonly KpiDeal[], { end }: Period): KpiDeal[] =>
  deals.filter(({ expectedCloseOn }) => expectedCloseOn !== null && expectedCloseOn < end);

/** What is missing to quota; null without one, or where it is reached. */
function missing({ member: { credited, quota } }: Sight): Money | null {
  const left = quota && minus(quota, credited);
  return left && left.minor > 0 ? left : null;
}

/** What may stand in the way, the most concrete first. */
const risks: readonly ((sight: Sight) => Pointer | null)[] = [
  function overdue(sight) {
    const late = openOf(sight).filter(
      ({ expectedCloseOn }) => expectedCloseOn !== null && expectedCloseOn < sight.today,
    );
    const [first] = late;
    return (
      (first && {
        said: `${first.name} was to close on ${formatDate(first.expectedCloseOn ?? sight.today, sight.locale)}${late.length > 1 ? `, and ${late.length - 1} more are past their day` : ""}.`,
        question: `What has to happen for ${first.name} to close, and when is that realistic?`,
      }) ??
      null
    );
  },
  function thin(sight) {
    const left = missing(sight);
    if (!left || sight.member.unit !== "money") return null;
    const open = sumOf(dueIn(openOf(sight), sight.period), left.currency);
    if (open.minor >= left.minor) return null;
    const [has, wants] = [formatMoney(open, sight.locale), formatMoney(left, sight.locale)];
    return {
      said:
        open.minor === 0
          ? `No open deal is due for the ${wants} to quota.`
          : `${has} is due, ${wants} is missing to quota.`,
      question: "Which accounts could still become a deal this quarter, and what would help you open them?",
    };
  },
  function quiet(sight) {
    const since = addDays(sight.today, -QUIET_DAYS);
    const still = dueIn(openOf(sight), sight.period).find(({ stages }) => {
      const entered = stages.at(-1)?.enteredOn;
      return entered !== undefined && entered < since;
    });
    const entered = still?.stages.at(-1)?.enteredOn;
    return still && entered
      ? {
          said: `${still.name} has been in ${still.stage} since ${formatDate(entered, sight.locale)}.`,
          question: `Who at the customer could move ${still.name} on, and how can I help you reach them?`,
        }
      : null;
  },
];

/** What goes well, the freshest first. */
const strengths: readonly ((sight: Sight) => string | null)[] = [
  function wonThisWeek({ member, week }) {
    const won = wonIn(member.deals, week);
    const [first] = won;
    return first ? `Won ${first.name}${won.length > 1 ? ` and ${won.length - 1} more` : ""} this week.` : null;
  },
  function covered(sight) {
    const left = missing(sight);
    if (!left || sight.member.unit !== "money") return null;
    const open = sumOf(dueIn(openOf(sight), sight.period), left.currency);
    return open.minor >= left.minor
      ? `${formatMoney(open, sight.locale)} is due this quarter, more than the ${formatMoney(left, sight.locale)} missing.`
      : null;
  },
  function atWork(sight) {
    const open = openOf(sight);
    return open.length > 0 ? `Works on ${open.length} open ${open.length === 1 ? "deal" : "deals"}.` : null;
  },
  function credited({ member, locale }) {
    return member.credited.minor > 0 && member.unit === "money"
      ? `${formatMoney(member.credited, locale)} credited so far.`
      : null;
  },
];

/** Where no rule says more. */
function behind({ member: { attainment }, period, today, locale }: Sight): Pointer {
  const days = Math.max(0, daysBetween(addDays(today, 1), period.end));
  return {
    said: `${attainment ? `${formatRatio(attainment, locale)} of quota` : "Behind quota"} with ${days} ${days === 1 ? "day" : "days"} to go.`,
    question: "What takes most of your time just now, and what could I take off you?",
  };
}

/** Strength, risk and a question to begin a talk with. */
export function pointersFor(sight: Sight): { readonly strength: string; readonly risk: Pointer } {
  const risk = risks.reduce<Pointer | null>((found, rule) => found ?? rule(sight), null) ?? behind(sight);
  const strength = strengths.reduce<string | null>((found, rule) => found ?? rule(sight), null);
  return { strength: strength ?? "Begins from a clean page.", risk };
}

/** Chances below this are for another talk than one about this quarter's deals. */
const WITHIN_REACH = 0.05;

/**
 * Members who are likely to miss their quota, in the order in which help is worth most: those for whom it is still within reach, then
 * the largest shortfall of what is likely.
 */
export function whoToHelp({ total }: TeamWeek): WeekMember[] {
  if (!total) return [];
  const likely = new Map(total.forecast?.members.map((one) => [one.key, one]));
  const each = total.members.flatMap((member) => {
    const { quota, attainment } = member;
    if (!quota || (attainment && compare(attainment, ONE) >= 0)) return [];
    const expected = likely.get(member.key);
    const short = quota.minor - (expected?.p50 ?? member.credited).minor;
    const chance = expected?.chance ? Number(expected.chance.n) / Number(expected.chance.d) : 1;
    return short > 0 ? [{ member, short, reachable: chance >= WITHIN_REACH }] : [];
  });
  return each
    .sort(
      (a, b) =>
        Number(b.reachable) - Number(a.reachable) || b.short - a.short || (a.member.key < b.member.key ? -1 : 1),
    )
    .map(({ member }) => member);
}
