import { z } from "zod";
import { amount, count, ratio, type Table, text, type Value } from "../answer/answer.js";
import { formatRatio } from "../answer/format.js";
import { periodLabel } from "../answer/period-label.js";
import { type Money, minus, NO_CURRENCY, plus, toRational, zero } from "../core/money.js";
import { contains } from "../core/period.js";
import { compare, divide, ONE, type Rational } from "../core/rational.js";
import { mainMeasure } from "../core/what-if.js";
import type { PayeeFile } from "../store/store.js";
import { teamBars } from "./charts/team-bars.js";
import { defineSkill, PeriodField, type Rendered, type Scope, TeamField } from "./define-skill.js";
import { payOf } from "./pay.js";
import { spanAround, standingOf } from "./payee.js";
import { withPeopleAround } from "./people-around.js";
import { action, figure, measureValue, sameQuestion } from "./words.js";

/** Rows of the table; the totals count everybody. */
const SHOWN = 25;

/** One member with figures of the period. */
interface Member {
  readonly name: string;
  readonly key: string;
  readonly leads: boolean;
  readonly credited: Money;
  readonly quota: Money | null;
  readonly attainment: Rational | null;
  readonly earned: Money;
  readonly unit: string;
}

/** Members whose measures can be added: the same currency, or the same thing counted. */
interface Total {
  readonly unit: string;
  readonly people: number;
  readonly credited: Money;
  readonly quota: Money;
  readonly attainment: Rational | null;
}

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
  load: async (_input, { store, group, period, today }) => {
    const span = spanAround(period, store);
    const ids = group.members.map(({ id }) => id);
    return { files: await withPeopleAround(store, await store.listPayeeFiles(ids, span, today), span, today) };
  },
  compute: ({ files }, _input, scope): Summary => {
    const members = files.flatMap((file) => memberOf(file, scope) ?? []);
    members.sort((a, b) => compareAttainment(b, a) || (a.name < b.name ? -1 : 1));
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

function memberOf(file: PayeeFile, { period, today, group }: Scope): Member | null {
  const payee = standingOf(file, period, today);
  if (payee.kind !== "on_plan") return null;
  const main = mainMeasure(payee.plan);
  const { measures, earned } = payOf(payee);
  const measure = measures.find((candidate) => candidate.measure === main);
  if (!measure) return null;
  return {
    name: file.person.name,
    key: file.person.key,
    leads: group.leaders.has(file.person.id),
    credited: measure.credited,
    quota: measure.quota,
    attainment: measure.attainment.ok ? measure.attainment.ratio : null,
    earned,
    unit: measure.unit ?? "money",
  };
}

/** Whoever has no quota stands last. */
function compareAttainment(a: Member, b: Member): number {
  if (a.attainment && b.attainment) return compare(a.attainment, b.attainment);
  return (a.attainment ? 1 : 0) - (b.attainment ? 1 : 0);
}

/** Sum of credited over sum of quotas, never the mean of ratios. Who leads others is left out: their figures repeat their people's. */
function totalsOf(members: readonly Member[]): Total[] {
  const totals = new Map<string, Total>();
  for (const { credited, quota, unit, leads } of members) {
    if (leads || !quota) continue;
    const key = `${credited.currency} ${unit}`;
    const before = totals.get(key) ?? {
      unit,
      people: 0,
      credited: zero(credited.currency),
      quota: zero(credited.currency),
      attainment: null,
    };
    const sum = {
      unit,
      people: before.people + 1,
      credited: plus(before.credited, credited),
      quota: plus(before.quota, quota),
    };
    totals.set(key, {
      ...sum,
      attainment: sum.quota.minor === 0 ? null : divide(toRational(sum.credited), toRational(sum.quota)),
    });
  }
  return [...totals.values()].sort((a, b) => b.people - a.people);
}

function payoutsOf(members: readonly Member[]): Money[] {
  const totals = new Map<string, Money>();
  for (const { earned } of members)
    totals.set(earned.currency, plus(totals.get(earned.currency) ?? zero(earned.currency), earned));
  return [...totals.values()];
}

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
