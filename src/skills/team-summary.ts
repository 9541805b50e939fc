import { z } from "zod";
import { amount, count, ratio, type Table, text, type Value } from "../answer/answer.js";
import { formatRatio } from "../answer/format.js";
import { periodLabel } from "../answer/period-label.js";
import { type Money, minus, NO_CURRENCY, zero } from "../core/money.js";
import { contains } from "../core/period.js";
import { compare, ONE } from "../core/rational.js";
import { teamBars } from "./charts/team-bars.js";
import { defineSkill, PeriodField, type Rendered, type Scope, TeamField } from "./define-skill.js";
import { loadMembers, type Member, membersOf, payoutsOf, type Total, totalsOf } from "./standings.js";
import { action, figure, measureValue, sameQuestion } from "./words.js";

/** Rows of the table; the totals count everybody. */
const SHOWN = 25;

interface Summary {
  readonly members: readonly Member[];
  readonly totals: readonly Total[];
  readonly payouts: readonly Money[];
  readonly without: number;
  readonly dataAsOf: Date | null;
}

export const teamSummarySkill = defineSkill({
  name: "team_summary",
  description:
    "How a team stands in one period: everybody's attainment, credited, quota and payout, sorted, with totals. For those who lead it, and admins.",
  input: z.object({ team: TeamField, period: PeriodField }),
  audience: "group",
  load: async (_input, scope) => ({ files: await loadMembers(scope.group.members, scope) }),
  compute: ({ files }, _input, scope): Summary => {
    const members = membersOf(files, scope);
    return {
      members,
      totals: totalsOf(members),
      payouts: payoutsOf(members),
      without: files.length - members.length,
      dataAsOf: files.find(({ dataAsOf }) => dataAsOf !== null)?.dataAsOf ?? null,
    };
  },
  render: answerOf,
});

function answerOf({ members, totals, payouts, without, dataAsOf }: Summary, scope: Scope): Rendered {
  const { period, today, locale, group } = scope;
  const label = periodLabel(period, locale);
  const name = group.name;
  if (period.start > today)
    return { headline: `${label} has not started yet, so there is nothing to sum up.`, dataAsOf };
  const [main] = totals;
  if (members.length === 0)
    return {
      headline: `Nobody in ${name === "Your team" ? "your team" : name} is on a compensation plan in ${label}.`,
      dataAsOf,
    };
  const at = members.filter(({ attainment }) => attainment && compare(attainment, ONE) >= 0).length;
  return {
    headline: main?.attainment
      ? `${name} is at ${formatRatio(main.attainment, locale)} of quota in ${label}.`
      : `${name} in ${label}.`,
    body: `${at} of ${members.length} ${members.length === 1 ? "person" : "people"} ${at === 1 ? "has" : "have"} reached quota.`,
    ...(main?.attainment ? { progress: { label: `of the team's ${label} quota`, ratio: main.attainment } } : {}),
    figures: [
      ...totals.flatMap((total) => totalFigures(total, totals.length > 1)),
      ...payouts.map((total) =>
        figure(
          payouts.length === 1 ? "payout" : `payout_${total.currency.toLowerCase()}`,
          payouts.length === 1 ? "Payouts so far" : `Payouts so far in ${total.currency}`,
          amount(total),
        ),
      ),
      figure("people", "People", count(members.length, members.length === 1 ? "person" : "people")),
    ],
    tables: [tableOf(members)],
    charts: teamBars(members, label, locale),
    notes: [
      ...(contains(period, today) ? ["The period is still running."] : []),
      ...(members.some(({ leads }) => leads)
        ? [
            "Totals of quota count each deal once: whoever leads others is listed but not added, because their figures repeat their people's.",
          ]
        : []),
      ...(totals.length > 1 ? ["Different currencies and units are not added up."] : []),
      ...(without > 0
        ? [`${without} ${without === 1 ? "person is" : "people are"} on no plan in this period and not listed.`]
        : []),
      "Membership is as of today.",
    ],
    actions: members
      .filter(({ key }) => key !== scope.asker.key)
      .slice(-3)
      .reverse()
      .map((member) =>
        action(`How is ${member.name} doing?`, "attainment", {
          person: member.key,
          period: sameQuestion(scope).period,
        }),
      ),
    dataAsOf,
  };
}

function totalFigures({ unit, credited, quota, attainment }: Total, several: boolean) {
  const of = several ? ` (${credited.currency === NO_CURRENCY ? unit : credited.currency})` : "";
  const key = (name: string) =>
    several ? `${name}_${(credited.currency === NO_CURRENCY ? unit : credited.currency).toLowerCase()}` : name;
  const left = minus(quota, credited);
  return [
    ...(attainment ? [figure(key("attainment"), `Attainment${of}`, ratio(attainment))] : []),
    figure(key("credited"), `Credited${of}`, measureValue(credited, unit)),
    figure(key("quota"), `Quota${of}`, measureValue(quota, unit)),
    figure(key("left"), `Left to quota${of}`, measureValue(left.minor < 0 ? zero(left.currency) : left, unit)),
  ];
}

function tableOf(members: readonly Member[]): Table {
  const dash: Value = text("–");
  return {
    columns: [
      { label: "Name" },
      { label: "Attainment", align: "right" },
      { label: "Credited", align: "right" },
      { label: "Quota", align: "right" },
      { label: "Payout", align: "right" },
    ],
    rows: members
      .slice(0, SHOWN)
      .map(({ name, leads, attainment, credited, quota, earned, unit }) => [
        text(leads ? `${name} (leads)` : name),
        attainment ? ratio(attainment) : dash,
        measureValue(credited, unit),
        quota ? measureValue(quota, unit) : dash,
        amount(earned),
      ]),
    ...(members.length > SHOWN ? { more: members.length - SHOWN } : {}),
  };
}
