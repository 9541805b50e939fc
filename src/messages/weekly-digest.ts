import { z } from "zod";
import { amount, count, date, type Figure, ratio, type Table, text } from "../answer/answer.js";
import { formatMoney, formatRatio } from "../answer/format.js";
import { periodLabel } from "../answer/period-label.js";
import type { KpiDeal } from "../core/kpi/deal.js";
import { type Money, minus, plus, zero } from "../core/money.js";
import { contains, periodOf } from "../core/period.js";
import { compare, ONE } from "../core/rational.js";
import { isQuiet, type Waiting, waitingFor } from "../digests/news.js";
import { pointersFor, whoToHelp } from "../digests/pointers.js";
import { teamsTable } from "../digests/roll-up.js";
import { WEEKLY_CATCH_UP, weeklyRule } from "../digests/rules.js";
import { type Team, teamOf } from "../digests/team-of.js";
import { loadTeamWeek, type TeamWeek, type WeekMember, type WeekTotal } from "../digests/team-week.js";
import { teamBars } from "../skills/charts/team-bars.js";
import type { Rendered } from "../skills/define-skill.js";
import { action, figure, measureValue, shown } from "../skills/words.js";
import { defineMessage, type MessageScope } from "./define-message.js";

/** Rows of each part, so that all of it stays within two screens. */
const PEOPLE = 3;
const DEALS = 3;
const WINS = 3;

/** The week of whoever leads people: where the team stands and will land, what changed and why, whom to help first and how. */
export const weeklyDigest = defineMessage({
  name: "weekly_digest",
  description:
    "Your team's week: attainment and forecast, what changed, who to help first, wins, and deals that decide",
  class: "routine",
  topic: "digest",
  schedule: {
    wantedBy: (_person, leads) => leads,
    rule: weeklyRule,
    catchUpMinutes: WEEKLY_CATCH_UP,
  },
  recipe: z.object({}),
  async render(_recipe, scope) {
    const { store, recipient, today } = scope;
    const team = await teamOf(store, recipient, today);
    if (!team) return null;
    const period = periodOf("quarter", today, store.organisation.fiscalYearStartMonth);
    const [week, waiting] = await Promise.all([
      loadTeamWeek(team.sellers, period, scope),
      waitingFor(store, recipient, team.sellers, today),
    ]);
    return week.total ? wordsOf({ team, week, waiting, total: week.total, scope }) : null;
  },
  example: async ({ store, recipient, today }) => ((await teamOf(store, recipient, today)) ? {} : null),
});

interface News {
  readonly team: Team;
  readonly week: TeamWeek;
  readonly waiting: Waiting;
  readonly total: WeekTotal;
  readonly scope: MessageScope;
}

function wordsOf(news: News): Rendered {
  const { team, week, waiting, total, scope } = news;
  const { locale } = scope;
  const label = periodLabel(week.period, locale);
  const quiet = isQuiet(week, total, waiting);
  const help = team.teams.length > 0 ? [] : whoToHelp(week).slice(0, quiet ? 1 : PEOPLE);
  const deals = quiet ? [] : deciding(week, total).slice(0, DEALS);
  const wins = quiet ? [] : largest(week.won, total.credited.currency).slice(0, WINS);
  return {
    headline: headlineOf(total, label, quiet, locale),
    body: [...likely(total, locale), ...(quiet ? ["Nothing was won, lost or pushed out."] : whatChanged(news))].join(
      " ",
    ),
    ...(total.attainment ? { progress: { label: `of the team's ${label} quota`, ratio: total.attainment } } : {}),
    figures: figuresOf(news, quiet),
    tables: [
      ...(team.teams.length > 0 && !quiet ? [teamsTable(team, total, week.period)] : []),
      ...(help.length > 0 ? [helpTable(help, news)] : []),
      ...(deals.length > 0 ? [dealTable(deals, total, deciding(week, total).length)] : []),
      ...(wins.length > 0 ? [winTable(wins, total, week.won.length)] : []),
    ],
    ...(quiet ? {} : { charts: teamBars(byAttainment(total.members), label, locale) }),
    notes: notesOf(week, total),
    actions: [
      ...help.map(({ name, key }) => action(`Prepare my 1:1 with ${name}`, "coach", { person: key, period: null })),
      action("Where will the team land?", "team_forecast", { period: week.period.key }),
      action("How is everybody doing?", "team_summary", { period: week.period.key }),
      ...(quiet ? [] : [action("What moved in the pipeline?", "pipeline_movement", { period: week.period.key })]),
      ...(waiting.disputes > 0 ? [action("What is waiting for me?", "approvals")] : []),
    ],
    dataAsOf: week.dataAsOf,
    period: { label, start: week.period.start, end: week.period.end, key: week.period.key },
  };
}

function headlineOf(
  { attainment, attainmentBefore }: WeekTotal,
  label: string,
  quiet: boolean,
  locale: string,
): string {
  if (!attainment || !attainmentBefore) return `Your team's week in ${label}.`;
  const now = formatRatio(attainment, locale);
  const before = formatRatio(attainmentBefore, locale);
  if (quiet) return `${now} of quota: a quiet week for your team in ${label}.`;
  const turn = compare(attainment, attainmentBefore);
  const from = turn === 0 ? "as a week ago" : `${turn > 0 ? "up" : "down"} from ${before} a week ago`;
  const reached = turn > 0 && compare(attainment, ONE) >= 0 && compare(attainmentBefore, ONE) < 0;
  return `${now} of quota: your team in ${label}, ${from}.${reached ? " That is the team's quota!" : ""}`;
}

function likely({ forecast, quota, unit }: WeekTotal, locale: string): string[] {
  if (!forecast) return [];
  const said = (money: Money) => shown(measureValue(money, unit), { locale });
  const { p10, p50, p90 } = forecast.landing;
  const chance = forecast.chance ? ` (chance ${formatRatio(forecast.chance, locale)})` : "";
  return [
    `It should land near ${said(p50)}, 8 in 10 outcomes between ${said(p10)} and ${said(p90)}, against a quota of ${said(quota)}${chance}.`,
  ];
}

/** Why the figures are not last week's, in whole causes: what was credited, lost, put off, and set anew. */
function whatChanged({ week, total, scope: { locale } }: News): string[] {
  const { won, lost, pushedOut, quotaChanged } = week;
  const credited = minus(total.credited, total.creditedBefore);
  const said = (deals: readonly KpiDeal[]) => {
    const { sum, others } = sumOf(deals, total.credited.currency);
    const counted = deals.length - others;
    return counted === 0 ? [] : [`${counted} ${counted === 1 ? "deal" : "deals"} (${formatMoney(sum, locale)})`];
  };
  const value = shown(measureValue(credited, total.unit), { locale });
  return [
    credited.minor === 0
      ? "Nothing was credited this week."
      : `This week ${value} was credited${won.length > 0 ? `, ${won.length} ${won.length === 1 ? "deal" : "deals"} won` : ""}.`,
    ...said(lost).map((deals) => `Lost: ${deals}.`),
    ...said(pushedOut).map((deals) => `Pushed out of the quarter: ${deals}.`),
    ...(quotaChanged.length > 0
      ? [
          `Quotas changed for ${quotaChanged.slice(0, PEOPLE).join(", ")}${quotaChanged.length > PEOPLE ? " and others" : ""}.`,
        ]
      : []),
  ];
}

function figuresOf({ week, waiting, total }: News, quiet: boolean): Figure[] {
  const { unit, forecast } = total;
  const value = (money: Money) => measureValue(money, unit);
  const left = minus(total.quota, total.credited);
  return [
    ...(total.attainment ? [figure("attainment", "Attainment", ratio(total.attainment))] : []),
    figure("credited", "Credited so far", value(total.credited)),
    figure("quota", "Quota", value(total.quota)),
    ...(left.minor > 0 ? [figure("left", "Left to quota", value(left))] : []),
    ...(forecast
      ? [
          figure("forecast", "Likely to land near", value(forecast.landing.p50)),
          figure(
            "at_quota",
            "Expected to reach their quota",
            count(forecast.expectedAtQuota, `of ${forecast.members.length}`),
          ),
        ]
      : []),
    ...(quiet
      ? []
      : [figure("credited_week", "Credited this week", value(minus(total.credited, total.creditedBefore)))]),
    ...(week.pushedOut.length > 0 ? [figure("pushed_out", "Deals pushed out", count(week.pushedOut.length, ""))] : []),
    ...(waiting.unacknowledged > 0
      ? [
          figure(
            "unacknowledged",
            "Plan not acknowledged yet",
            count(waiting.unacknowledged, waiting.unacknowledged === 1 ? "person" : "people"),
          ),
        ]
      : []),
    ...(waiting.disputes > 0 ? [figure("disputes", "Disputes waiting for you", count(waiting.disputes, ""))] : []),
  ];
}

const helpTable = (help: readonly WeekMember[], { week, scope }: News): Table => ({
  title: "Who to help first",
  columns: [
    { label: "Who" },
    { label: "At", align: "right" },
    { label: "Strength" },
    { label: "Risk" },
    { label: "To ask in your 1:1" },
  ],
  rows: help.map((member) => {
    const { strength, risk } = pointersFor({
      member,
      period: week.period,
      week: week.week,
      today: scope.today,
      locale: scope.locale,
    });
    const at = member.attainment ? ratio(member.attainment) : text("–");
    return [text(member.name), at, text(strength), text(risk.said), text(risk.question)];
  }),
});

const nameOf = ({ members }: WeekTotal, id: string): string => members.find((member) => member.id === id)?.name ?? "";

const largest = (deals: readonly KpiDeal[], currency: string): KpiDeal[] =>
  deals
    .filter((deal) => deal.amount?.currency === currency)
    .sort((a, b) => (b.amount?.minor ?? 0) - (a.amount?.minor ?? 0) || (a.key < b.key ? -1 : 1));

/** Open deals that are due in the period, the largest first. */
const deciding = ({ period }: TeamWeek, { members, credited }: WeekTotal): KpiDeal[] =>
  largest(
    members
      .flatMap(({ deals }) => deals)
      .filter(
        ({ status, expectedCloseOn }) =>
          status === "open" && expectedCloseOn !== null && contains(period, expectedCloseOn),
      ),
    credited.currency,
  );

const dealTable = (deals: readonly KpiDeal[], total: WeekTotal, all: number): Table => ({
  title: "Deals that decide the quarter",
  columns: [
    { label: "Deal" },
    { label: "Whose" },
    { label: "Stage" },
    { label: "Amount", align: "right" },
    { label: "Due", align: "right" },
  ],
  rows: deals.map(({ name, owner, stage, amount: worth, expectedCloseOn }) => [
    text(name),
    text(nameOf(total, owner)),
    text(stage),
    worth ? amount(worth) : text("–"),
    expectedCloseOn ? date(expectedCloseOn) : text("–"),
  ]),
  ...(all > deals.length ? { more: all - deals.length } : {}),
});

const winTable = (wins: readonly KpiDeal[], total: WeekTotal, all: number): Table => ({
  title: "Wins to praise",
  columns: [
    { label: "Deal" },
    { label: "Whose" },
    { label: "Amount", align: "right" },
    { label: "Won on", align: "right" },
  ],
  rows: wins.map(({ name, owner, amount: worth, closedOn }) => [
    text(name),
    text(nameOf(total, owner)),
    worth ? amount(worth) : text("–"),
    closedOn ? date(closedOn) : text("–"),
  ]),
  ...(all > wins.length ? { more: all - wins.length } : {}),
});

/** Amounts of other currencies are counted and not added. */
function sumOf(deals: readonly KpiDeal[], currency: string): { readonly sum: Money; readonly others: number } {
  const added = deals.flatMap(({ amount: worth }) => (worth?.currency === currency ? [worth] : []));
  return { sum: added.reduce(plus, zero(currency)), others: deals.length - added.length };
}

const byAttainment = (members: readonly WeekMember[]): WeekMember[] =>
  [...members].sort((a, b) => (a.attainment && b.attainment ? compare(b.attainment, a.attainment) : 0));

function notesOf({ apart, calibration }: TeamWeek, { forecast }: WeekTotal): string[] {
  return [
    ...(forecast && calibration
      ? ["The range is an estimate from won deals, open deals and the team's usual pace."]
      : []),
    ...(apart > 0
      ? [
          `${apart} more ${apart === 1 ? "person is" : "people are"} measured in another currency or unit, or have no quota, and are not in these sums.`,
        ]
      : []),
    "Deals are listed by their owner; a shared deal counts for each with their share.",
  ];
}
