import { z } from "zod";
import { amount, ratio, type Table, text, type Value } from "../answer/answer.js";
import { formatDate, formatMoney } from "../answer/format.js";
import { periodLabel } from "../answer/period-label.js";
import type { IsoDate } from "../core/calendar.js";
import { type Money, sum, toRational } from "../core/money.js";
import { contains, type Period } from "../core/period.js";
import { compare, type Rational } from "../core/rational.js";
import { mainMeasure } from "../core/what-if.js";
import type { PayeeFile } from "../store/store.js";
import { defineSkill, PeriodField, PersonField, type Rendered, type Scope, TeamField } from "./define-skill.js";
import { payOf } from "./pay.js";
import { loadPayee, type Payee } from "./payee.js";
import { creditedWithin, loadMembers, membersOf, payoutsOf, totalsOf } from "./standings.js";
import { type TrendPeriods, trendPeriods } from "./trend-periods.js";
import { action, figure, measureValue, sameQuestion, shown, speaking } from "./words.js";

const METRICS = ["attainment", "credited", "earned"] as const;
type Metric = (typeof METRICS)[number];

/** Where somebody, or a team, stood in a period on a day. Null where there is nothing to say. */
interface Point {
  readonly period: Period;
  readonly attainment: Rational | null;
  readonly credited: Money | null;
  readonly quota: Money | null;
  readonly earned: Money | null;
  readonly unit: string;
  /** The plan sets quota for longer days than these, so the period has none and no attainment of its own. */
  readonly partOfWindow: boolean;
}

interface Trend extends Omit<TrendPeriods, "series"> {
  readonly who: string | null;
  readonly now: Point;
  readonly past: Point;
  readonly points: readonly Point[];
  readonly dataAsOf: Date | null;
}

export const trendSkill = defineSkill({
  name: "trend",
  description:
    "Attainment, credited amount and earnings of one person or a team over several periods, and against an earlier period at the same point of it.",
  input: z.object({
    person: PersonField,
    team: TeamField,
    period: PeriodField,
    comparison: z
      .string()
      .max(60)
      .nullable()
      .describe('The period to compare with, as a token: "last_quarter", "last_year", "2026-Q2"'),
    metric: z
      .string()
      .max(20)
      .nullable()
      .describe(`One of ${METRICS.join(", ")}; null = attainment`),
  }),
  audience: "person_or_group",
  beyondPeriod: true,
  load: async ({ period, comparison }, scope) => {
    const { today, store } = scope;
    const periods = trendPeriods({ period, comparison }, scope.period, today, store.organisation.fiscalYearStartMonth);
    const pastDay = contains(periods.main, today) && periods.sameDay < today ? periods.sameDay : today;
    const [now, past, ...points] = await Promise.all([
      read(scope, periods.main, today),
      read(scope, periods.against, pastDay),
      ...periods.series.map((one) => read(scope, one, today)),
    ]);
    return { ...periods, now, past, points };
  },
  compute: ({ now, past, points, main, against, sameDay }, _input, { group }): Trend => {
    const isKnown = ({ attainment, credited, earned }: Point) =>
      attainment !== null || credited !== null || earned !== null;
    const pointOf = ({ payee, files, period, today }: Read): Point =>
      payee ? personPoint(payee, period) : groupPoint(files, { period, today, group });
    return {
      who: group.members.length > 0 ? group.name : null,
      main,
      against,
      sameDay,
      now: pointOf(now),
      past: pointOf(past),
      points: withoutLead(points.map(pointOf), isKnown),
      dataAsOf: now.payee ? (now.payee.file?.dataAsOf ?? null) : (now.files[0]?.dataAsOf ?? null),
    };
  },
  render: answerOf,
});

/** From the first that holds on: before somebody's first day there is nothing to show. */
function withoutLead<T>(list: readonly T[], holds: (one: T) => boolean): readonly T[] {
  const first = list.findIndex(holds);
  return first < 0 ? [] : list.slice(first);
}

/** What was read for one period as of one day: a person's own, or the files of a group. */
interface Read {
  readonly period: Period;
  readonly today: IsoDate;
  readonly payee: Payee | null;
  readonly files: readonly PayeeFile[];
}

/** As the payout and attainment of that period would be answered on that day. */
async function read(scope: Scope, period: Period, today: IsoDate): Promise<Read> {
  const moment = { ...scope, period, today };
  const { members } = scope.group;
  return members.length > 0
    ? { period, today, payee: null, files: await loadMembers(members, moment) }
    : { period, today, payee: await loadPayee(moment), files: [] };
}

function personPoint(payee: Payee, period: Period): Point {
  if (payee.kind !== "on_plan") return nothing(period);
  const { measures, earned } = payOf(payee);
  const measure = measures.find((candidate) => candidate.measure === mainMeasure(payee.plan));
  const within = measure ? creditedWithin(payee, measure) : null;
  return {
    period,
    attainment: measure?.attainment.ok && !within ? measure.attainment.ratio : null,
    credited: within ?? measure?.credited ?? null,
    quota: within ? null : (measure?.quota ?? null),
    partOfWindow: within !== null,
    earned,
    unit: measure?.unit ?? "money",
  };
}

/** Sums of the members who can be added up; earnings only where all are paid in one currency. */
function groupPoint(files: readonly PayeeFile[], moment: Pick<Scope, "period" | "today" | "group">): Point {
  const members = membersOf(files, moment);
  const [total] = totalsOf(members);
  const payouts = payoutsOf(members);
  const partOfWindow = members.some(({ within }) => within !== null);
  const alike = members.filter(({ leads, credited }) => !leads && credited.currency === total?.credited.currency);
  return {
    period: moment.period,
    attainment: partOfWindow ? null : (total?.attainment ?? null),
    credited:
      partOfWindow && total
        ? sum(
            alike.map(({ within, credited }) => within ?? credited),
            total.credited.currency,
          )
        : (total?.credited ?? null),
    quota: partOfWindow ? null : (total?.quota ?? null),
    partOfWindow,
    earned: payouts.length === 1 ? (payouts[0] ?? null) : null,
    unit: total?.unit ?? "money",
  };
}

const nothing = (period: Period): Point => ({
  period,
  attainment: null,
  credited: null,
  quota: null,
  partOfWindow: false,
  earned: null,
  unit: "money",
});

/** What is compared, exact. Null where a point has none. */
const sizeOf = (point: Point, metric: Metric): Rational | null => {
  if (metric === "attainment") return point.attainment;
  const money = point[metric];
  return money && toRational(money);
};

function figureOf(point: Point, metric: Metric): Value | null {
  if (metric === "attainment") return point.attainment && ratio(point.attainment);
  if (metric === "earned") return point.earned && amount(point.earned);
  return point.credited && measureValue(point.credited, point.unit);
}

function answerOf(trend: Trend, scope: Scope, { metric: asked }: { metric: string | null }): Rendered {
  const { now, past, main, dataAsOf } = trend;
  const { today, locale } = scope;
  const wanted = METRICS.find((one) => one === asked) ?? "attainment";
  // Without a quota there is no attainment to compare, but there may be sales.
  const metric: Metric = wanted === "attainment" && !now.attainment ? "credited" : wanted;
  const label = periodLabel(main, locale);
  const running = contains(main, today);
  const same = sameQuestion(scope);
  const [value, before] = [figureOf(now, metric), figureOf(past, metric)];
  if (!value)
    return {
      headline: `There is nothing to compare in ${label} yet.`,
      body: "Without a plan and a quota in the period there is no attainment and no payout.",
      actions: [action("How close am I to quota?", "attainment", { person: same.person })],
      dataAsOf,
    };
  return {
    headline: headlineOf(trend, metric, value, before, scope),
    body: [
      directionOf(trend, metric, scope),
      ...(running && metric !== "earned" && now.earned && past.earned
        ? [earnedText(now.earned, past.earned, trend, scope)]
        : []),
    ]
      .filter((sentence) => sentence !== "")
      .join(" "),
    figures: METRICS.flatMap((one) => {
      const [nowValue, thenValue] = [figureOf(now, one), figureOf(past, one)];
      const name = NAMES[one];
      return [
        ...(nowValue ? [figure(one, `${name}, ${label}`, nowValue)] : []),
        ...(thenValue ? [figure(`${one}_then`, `${name}, ${thenLabel(trend, scope)}`, thenValue)] : []),
      ];
    }),
    ...(trend.points.length > 0 ? { tables: [tableOf(trend, scope)] } : {}),
    notes: [
      ...(running
        ? [
            `"Same day" is as many days into the earlier period as today is into ${label}: ${formatDate(trend.sameDay, locale)}.`,
            "A running period is not over, so it is left out of the direction.",
          ]
        : []),
      ...(now.partOfWindow
        ? ["The plan sets quota for longer periods than these, so they have no attainment of their own."]
        : []),
      ...(trend.who ? ["Membership is as of today; whoever leads others is not added twice."] : []),
    ],
    actions: trend.who
      ? [action("Team summary", "team_summary", { team: null, period: main.key })]
      : [
          action("Why did I earn that?", "payout_explain", { ...same, period: main.key }),
          ...METRICS.filter((one) => one !== metric)
            .slice(0, 2)
            .map((one) => action(NAMES[one], "trend", { person: same.person, period: main.key, metric: one })),
        ],
    dataAsOf,
    period: { label, start: main.start, end: main.end },
  };
}

const NAMES: Readonly<Record<Metric, string>> = { attainment: "Attainment", credited: "Credited", earned: "Earned" };

/** "the same day of Q3 2026", or the period where it is set against a whole one. */
function thenLabel({ main, against }: Trend, { today, locale }: Scope): string {
  const label = periodLabel(against, locale);
  return contains(main, today) ? `same day of ${label}` : label;
}

function headlineOf(trend: Trend, metric: Metric, value: Value, before: Value | null, scope: Scope): string {
  const { now, past, main, who } = trend;
  const { today, locale } = scope;
  const say = speaking(scope);
  const running = contains(main, today);
  const subject = who ?? say.Who;
  const plural = who === null && say.self;
  const verb = {
    attainment: running ? (plural ? "are at" : "is at") : "finished at",
    credited: running ? (plural ? "have credited" : "has credited") : "credited",
    earned: running ? (plural ? "have earned" : "has earned") : "earned",
  }[metric];
  const what = metric === "attainment" ? " of quota" : "";
  const start = `${subject} ${verb} ${shown(value, scope)}${what} in ${periodLabel(main, locale)}${running ? " so far" : ""}`;
  const [a, b] = [sizeOf(now, metric), sizeOf(past, metric)];
  if (!before || !a || !b) return `${start}.`;
  const where = running ? `on the ${thenLabel(trend, scope)}` : `in ${thenLabel(trend, scope)}`;
  const way = { "1": "up from", "0": "level with", "-1": "down from" }[`${compare(a, b)}`];
  return `${start}, ${way} ${shown(before, scope)} ${where}.`;
}

const earnedText = (now: Money, past: Money, trend: Trend, scope: Scope): string =>
  `Earned so far: ${formatMoney(now, scope.locale)}, compared with ${formatMoney(past, scope.locale)} on the ${thenLabel(trend, scope)}.`;

/** What the whole periods say, from the first to the last of them. */
function directionOf({ points }: Trend, metric: Metric, scope: Scope): string {
  const over = points.flatMap((point) => {
    const size = point.period.end <= scope.today ? sizeOf(point, metric) : null;
    const value = figureOf(point, metric);
    return size && value ? [{ point, size, value }] : [];
  });
  const [first, last] = [over[0], over.at(-1)];
  if (!first || !last || first === last) return "";
  const best = over.reduce((most, one) => (compare(one.size, most.size) > 0 ? one : most));
  const steps = over.slice(1).map((one, i) => compare(one.size, over[i]?.size ?? one.size));
  const every = (way: number) => steps.every((step) => step === way);
  const say = (one: typeof first) => `${shown(one.value, scope)} in ${periodLabel(one.point.period, scope.locale)}`;
  const name =
    NAMES[metric].toLowerCase() === "credited"
      ? "the credited amount"
      : NAMES[metric].toLowerCase() === "earned"
        ? "earnings"
        : "attainment";
  const capital = name.charAt(0).toUpperCase() + name.slice(1);
  const way = every(1)
    ? "rose every time"
    : every(-1)
      ? "fell every time"
      : compare(last.size, first.size) > 0
        ? "rose, with ups and downs"
        : compare(last.size, first.size) < 0
          ? "fell, with ups and downs"
          : "ended where it began";
  return `${capital} ${name === "earnings" ? way.replace("it began", "they began") : way}: from ${say(first)} to ${say(last)}${best === first || best === last ? "" : `, best ${say(best)}`}.`;
}

function tableOf({ points }: Trend, { today, locale }: Scope): Table {
  const dash: Value = text("–");
  return {
    title: "Period by period",
    columns: [
      { label: "Period" },
      { label: "Attainment", align: "right" },
      { label: "Credited", align: "right" },
      { label: "Quota", align: "right" },
      { label: "Earned", align: "right" },
    ],
    rows: points.map((point) => [
      text(`${periodLabel(point.period, locale)}${contains(point.period, today) ? " so far" : ""}`),
      point.attainment ? ratio(point.attainment) : dash,
      point.credited ? measureValue(point.credited, point.unit) : dash,
      point.quota ? measureValue(point.quota, point.unit) : dash,
      point.earned ? amount(point.earned) : dash,
    ]),
  };
}
