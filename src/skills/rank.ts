import { z } from "zod";
import { count, ratio, type Table, text } from "../answer/answer.js";
import { formatRatio } from "../answer/format.js";
import { periodLabel } from "../answer/period-label.js";
import { addDays, type IsoDate } from "../core/calendar.js";
import { compare, type Rational, rational } from "../core/rational.js";
import type { PayeeFile } from "../store/store.js";
import {
  AmountField,
  defineSkill,
  PeriodField,
  PersonField,
  type Rendered,
  type Scope,
  TeamField,
} from "./define-skill.js";
import { findGroup, LEAST_RANKED } from "./group.js";
import { compareAttainment, loadMembers, membersOf } from "./standings.js";
import { action, figure, sameQuestion, speaking } from "./words.js";

/** Rows of a leader's table unless another number was asked for. */
const SHOWN = 25;
/** Periods short enough to tell single deals of colleagues apart are not ranked for those who may not see them. */
const WHOLE = new Set(["month", "quarter", "half", "year"]);

interface Ranked {
  readonly id: string;
  readonly name: string;
  readonly key: string;
  readonly attainment: Rational;
  /** 1 = first; equal attainment shares a place, and the places behind it stay empty. */
  readonly place: number;
}

interface Ranking {
  readonly group: string;
  /** By name, for those who may see everybody's figures. */
  readonly open: boolean;
  readonly ranked: readonly Ranked[];
  readonly unranked: number;
  readonly leadersLeftOut: boolean;
  /** The plans set quota for longer periods, so places go by the quota to date. */
  readonly toDate: boolean;
  readonly subject: Ranked | null;
  /** The subject's place on an earlier day of the period. */
  readonly before: { readonly place: number; readonly on: IsoDate } | null;
  readonly dataAsOf: Date | null;
}

export const rankSkill = defineSkill({
  name: "rank",
  description:
    "Places by quota attainment and never by pay: for a leader the team in order by name, for everybody else their own place among colleagues.",
  input: z.object({
    person: PersonField,
    team: TeamField,
    period: PeriodField,
    amount: AmountField.describe("How many to list, such as the top 3"),
    order: z.string().max(20).nullable().describe('"bottom" = the lowest first; null = the highest first'),
    metric: z.string().max(20).nullable().describe('"earned" where an order by pay was asked for; else null'),
    comparison: z
      .string()
      .max(40)
      .nullable()
      .describe('An earlier day to compare the place with: "last_week", "last_month"'),
  }),
  // An order by pay is a statement about everybody's pay.
  audience: ({ metric, person }) => (metric === "earned" && person === null ? "group" : "place"),
  load: async ({ comparison }, scope) => {
    // About one person of theirs: among those whom the asker leads.
    const led = scope.group.members.length > 0 ? null : await findGroup(scope.store, scope.asker, null, scope.today);
    const group = led ? { ...led, covered: true } : scope.group;
    const sellers = group.members.filter(({ id }) => !group.leaders.has(id));
    const members = sellers.length > 0 ? sellers : group.members;
    const known = members.some(({ id }) => id === scope.subject.id);
    const people = known || led === null ? members : [...members, scope.subject];
    const files = await loadMembers(people, scope);
    const earlier = comparison === null ? null : dayBefore(comparison, scope);
    return {
      group,
      leadersLeftOut: sellers.length > 0 && sellers.length < group.members.length,
      files,
      earlier:
        earlier === null ? null : { on: earlier, files: await loadMembers(people, { ...scope, today: earlier }) },
    };
  },
  compute: ({ group, files, earlier, leadersLeftOut }, { person }, scope): Ranking => {
    const ranked = ranksOf(files, scope);
    const own = (list: readonly Ranked[]) => list.find(({ id }) => id === scope.subject.id) ?? null;
    const then = earlier ? own(ranksOf(earlier.files, { ...scope, today: earlier.on })) : null;
    return {
      group: group.name,
      open: group.covered ?? false,
      ranked,
      unranked: files.length - ranked.length,
      leadersLeftOut,
      toDate: membersOf(files, scope).some(({ within }) => within !== null),
      subject: person !== null || !group.covered ? own(ranked) : null,
      before: then && earlier ? { place: then.place, on: earlier.on } : null,
      dataAsOf: files.find(({ dataAsOf }) => dataAsOf !== null)?.dataAsOf ?? null,
    };
  },
  render: (ranking, scope, input) => {
    const { period, today, locale } = scope;
    if (period.start > today)
      return {
        headline: `${periodLabel(period, locale)} has not started yet, so there is no order.`,
        dataAsOf: ranking.dataAsOf,
      };
    return ranking.open ? byName(ranking, input, scope) : ownPlace(ranking, scope);
  },
});

function ranksOf(files: readonly PayeeFile[], scope: Scope): Ranked[] {
  const members = membersOf(files, scope).flatMap((member) =>
    member.attainment === null ? [] : [{ ...member, attainment: member.attainment }],
  );
  return members.map((member, i) => {
    const first = members.findIndex((other) => compareAttainment(other, member) === 0);
    const { id, name, key, attainment } = member;
    return { id, name, key, attainment, place: (first < 0 ? i : first) + 1 };
  });
}

/** A day of the period as long ago as was asked; null where it lies before the period, or nothing such was asked. */
function dayBefore(comparison: string, { period, today }: Scope): IsoDate | null {
  const days = { last_week: 7, yesterday: 1, last_month: 30 }[comparison];
  const day = days === undefined ? null : addDays(today, -days);
  return day !== null && day >= period.start && today < period.end ? day : null;
}

/** 1 -> "1st". */
const ENDINGS: Readonly<Record<string, string>> = { one: "st", two: "nd", few: "rd", other: "th" };
const ordinals = new Intl.PluralRules("en", { type: "ordinal" });
const ordinal = (place: number): string => `${place}${ENDINGS[ordinals.select(place)] ?? "th"}`;

function placeText({ place }: Ranked, ranked: readonly Ranked[], who: string, self: boolean): string {
  const shared = ranked.filter((other) => other.place === place).length > 1;
  return shared
    ? `${who} ${self ? "share" : "shares"} ${ordinal(place)} place of ${ranked.length}`
    : `${who} ${self ? "are" : "is"} ${ordinal(place)} of ${ranked.length}`;
}

const movedText = ({ before, subject }: Ranking, who: string, self: boolean, scope: Scope): string[] => {
  if (!before || !subject) return [];
  const [was, day] = [self ? "were" : "was", daysAgo(before.on, scope.today)];
  if (before.place === subject.place) return [`${who} ${was} ${ordinal(before.place)} ${day} too.`];
  const way = before.place > subject.place ? "up" : "down";
  return [`That is ${way} from ${ordinal(before.place)} ${day}.`];
};
const daysAgo = (on: IsoDate, today: IsoDate): string => (on === addDays(today, -7) ? "a week ago" : `on ${on}`);

const NEVER_PAY = "Places go by quota attainment and never by pay.";

const toDateNote = ({ toDate }: Ranking): string[] =>
  toDate ? ["The plan sets quota for longer periods than this one, so places go by the quota to date."] : [];

/** One's own place; of the others only how many stand in which band. */
function ownPlace(ranking: Ranking, scope: Scope): Rendered {
  const { group, ranked, subject, dataAsOf } = ranking;
  const { period, locale } = scope;
  const label = periodLabel(period, locale);
  const common = {
    dataAsOf,
    actions: [
      action("How close am I to quota?", "attainment", sameQuestion(scope)),
      action("How do I compare with last quarter?", "trend", { period: null }),
    ],
  };
  if (!WHOLE.has(period.kind))
    return {
      headline: "I rank whole months, quarters and years.",
      body: "Shorter spans would tell single deals of colleagues apart.",
      ...common,
    };
  if (ranked.length < LEAST_RANKED)
    return {
      headline: `There are too few people to rank in ${group} for ${label}.`,
      body: `I only give places among at least ${LEAST_RANKED} people with a quota, so that nobody's figures can be worked out.`,
      ...common,
    };
  if (!subject)
    return {
      headline: `You have no place in ${label}: no quota is set for you.`,
      body: `${ranked.length} people in ${group} are ranked.`,
      ...common,
    };
  return {
    headline: `${placeText(subject, ranked, "You", true)} in ${group} for ${label}, at ${formatRatio(subject.attainment, locale)} of quota.`,
    body: [...movedText(ranking, "You", true, scope), NEVER_PAY].join(" "),
    figures: [
      figure("place", "Place", count(subject.place, `of ${ranked.length}`)),
      figure("attainment", "Your attainment", ratio(subject.attainment)),
      figure("people", "People ranked", count(ranked.length, "people")),
    ],
    tables: [bandsOf(ranked, subject)],
    notes: ["Colleagues' own figures are theirs, so they are counted here and not named.", ...toDateNote(ranking)],
    ...common,
  };
}

const BANDS: readonly (readonly [label: string, from: Rational | null])[] = [
  ["125% and more", rational(5, 4)],
  ["100% to 125%", rational(1)],
  ["75% to 100%", rational(3, 4)],
  ["50% to 75%", rational(1, 2)],
  ["Below 50%", null],
];

/** How many stand where. */
function bandsOf(ranked: readonly Ranked[], subject: Ranked): Table {
  const bandOf = ({ attainment }: Ranked) =>
    BANDS.findIndex(([, from]) => from === null || compare(attainment, from) >= 0);
  const own = bandOf(subject);
  return {
    title: "Where everybody stands",
    columns: [{ label: "Attainment" }, { label: "People", align: "right" }, { label: "" }],
    rows: BANDS.map(([label], i) => [
      text(label),
      count(ranked.filter((one) => bandOf(one) === i).length, ""),
      text(i === own ? "You are here" : ""),
    ]),
  };
}

function byName(
  ranking: Ranking,
  {
    amount,
    order,
    metric,
  }: { amount: { value: string; unit: string } | null; order: string | null; metric: string | null },
  scope: Scope,
): Rendered {
  const { ranked, subject, unranked, dataAsOf, leadersLeftOut } = ranking;
  const { period, locale } = scope;
  const label = periodLabel(period, locale);
  const name = ranking.group === "Your team" ? "your team" : ranking.group;
  const bottom = order === "bottom";
  const [first] = bottom ? [...ranked].reverse() : ranked;
  if (!first) return { headline: `Nobody in ${name} has a quota in ${label}, so there is no order.`, dataAsOf };
  const wanted = amount && amount.unit !== "money" && amount.unit !== "percent" ? Number(amount.value) : SHOWN;
  const most = Number.isInteger(wanted) && wanted > 0 ? Math.min(wanted, SHOWN) : SHOWN;
  const listed = (bottom ? [...ranked].reverse() : ranked).slice(0, most);
  const say = speaking(scope);
  const at = (one: Ranked) => formatRatio(one.attainment, locale);
  const lead = subject
    ? `${placeText(subject, ranked, say.Who, say.self)} in ${name} for ${label}, at ${at(subject)} of quota.`
    : `${first.name} is ${bottom ? "last" : "first"} of ${ranked.length} in ${name} for ${label}, at ${at(first)} of quota.`;
  return {
    headline: lead,
    body: [...movedText(ranking, say.Who, say.self, scope), NEVER_PAY].join(" "),
    figures: [
      ...(subject ? [figure("place", "Place", count(subject.place, `of ${ranked.length}`))] : []),
      figure("attainment", "Attainment", ratio((subject ?? first).attainment)),
      figure("people", "People ranked", count(ranked.length, ranked.length === 1 ? "person" : "people")),
    ],
    tables: [
      {
        columns: [{ label: "Place", align: "right" }, { label: "Name" }, { label: "Attainment", align: "right" }],
        rows: listed.map((one) => [count(one.place, ""), text(one.name), ratio(one.attainment)]),
        ...(amount === null && ranked.length > listed.length ? { more: ranked.length - listed.length } : {}),
      },
    ],
    notes: [
      ...toDateNote(ranking),
      ...(metric === "earned" ? ["What everybody earned stands in the team summary."] : []),
      ...(leadersLeftOut ? ["Whoever leads others is left out, because their figures repeat their people's."] : []),
      ...(unranked > 0
        ? [`${unranked} ${unranked === 1 ? "person has" : "people have"} no quota in this period and no place.`]
        : []),
    ],
    actions: [
      action("Team summary", "team_summary", { team: null, period: sameQuestion(scope).period }),
      ...listed
        .slice(0, 2)
        .map((one) =>
          action(`How is ${one.name} doing?`, "attainment", { person: one.key, period: sameQuestion(scope).period }),
        ),
    ],
    dataAsOf,
  };
}
