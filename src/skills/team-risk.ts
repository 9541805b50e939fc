import { z } from "zod";
import { count, ratio, type Table, text } from "../answer/answer.js";
import { formatRatio } from "../answer/format.js";
import { periodLabel } from "../answer/period-label.js";
import { wholePercent } from "../core/forecast/expectation.js";
import { defineSkill, PeriodField, type Rendered, type Scope, TeamField } from "./define-skill.js";
import { currencyOf, type KpiFacts, kpiInputOf, loadKpiFacts } from "./kpi-facts.js";
import { inputOfOne, loadOutcome, type Outcome, type Risk, riskOf } from "./risk-facts.js";
import { CAUSE_WORDS, causeText } from "./risk-words.js";
import { action, figure, sameQuestion } from "./words.js";

/** Rows of the table; more people than this are asked about team by team. */
const SHOWN = 15;
/** People whose causes are said in words. */
const TOLD = 3;

interface Member {
  readonly name: string;
  readonly key: string;
  readonly currency: string;
  readonly risk: Risk;
}

interface TeamRisk {
  /** The least chance first. */
  readonly members: readonly Member[];
  readonly without: number;
  readonly dataAsOf: Date | null;
}

export const teamRiskSkill = defineSkill({
  name: "team_risk",
  description:
    "Who on a team is behind or needs help in one period, in order, with the causes (pipeline, new deals, win rate, slips, deal size, ramp) and what each takes from the chance of quota. For those who lead it, and admins.",
  input: z.object({ team: TeamField, period: PeriodField }),
  audience: "group",
  load: async (_input, scope) => {
    const { group } = scope;
    const sellers = group.members.filter(({ id }) => !group.leaders.has(id));
    const facts = await loadKpiFacts(scope, sellers);
    const outcomes: (Outcome | null)[] = [];
    // One after the other: colleagues share a fit, which the first of them makes.
    for (const file of facts.files) outcomes.push(await loadOutcome(file, scope, true));
    return { facts, outcomes };
  },
  compute: ({ facts, outcomes }, _input, scope): TeamRisk => {
    const members = outcomes.flatMap((outcome) => (outcome ? (memberOf(outcome, facts, scope) ?? []) : []));
    return {
      members: members.sort((a, b) => a.risk.chance - b.risk.chance || (a.name < b.name ? -1 : 1)),
      without: facts.files.length - members.length,
      dataAsOf: facts.dataAsOf,
    };
  },
  render: answerOf,
});

function memberOf(outcome: Outcome, facts: KpiFacts, { period, today, store }: Scope): Member | null {
  const { person } = outcome.payee.file;
  const currency = currencyOf(outcome.payee.file, period, today, store.organisation.currency);
  const risk = riskOf(outcome, inputOfOne(facts, person.id, currency, today), kpiInputOf(facts, { currency, today }));
  return risk && { name: person.name, key: person.key, currency, risk };
}

function answerOf({ members, without, dataAsOf }: TeamRisk, scope: Scope): Rendered {
  const { period, today, locale, group } = scope;
  const label = periodLabel(period, locale);
  const name = group.name === "Your team" ? "your team" : group.name;
  if (period.start > today) return { headline: `${label} has not started yet, so nobody is behind.`, dataAsOf };
  if (period.end <= today)
    return {
      headline: `${label} is over, so there is nothing left to put right.`,
      actions: [action("How did the team do?", "team_summary", { period: sameQuestion(scope).period })],
      dataAsOf,
    };
  if (members.length === 0) return { headline: `Nobody in ${name} has a quota I can forecast in ${label}.`, dataAsOf };
  const behind = members.filter(({ risk }) => risk.level === "behind");
  const watch = members.filter(({ risk }) => risk.level === "watch");
  const percent = (chance: number): string => formatRatio(wholePercent(chance), locale);
  const first = behind.slice(0, TOLD);
  return {
    headline:
      behind.length === 0
        ? `Nobody in ${name} is behind in ${label}: everybody's chance of quota is 40% or more.`
        : `${behind.length} of ${members.length} in ${name} ${behind.length === 1 ? "is" : "are"} behind in ${label}: ${behind
            .slice(0, TOLD)
            .map(({ name: who, risk }) => `${who} (${percent(risk.chance)}${fallen(risk)})`)
            .join(", ")}${behind.length > TOLD ? " and others" : ""}.`,
    body: [
      ...first.map((member) => {
        const [cause] = member.risk.causes;
        if (!cause)
          return `${member.name}: nothing is below what is usual here; there is simply much to do in the time left.`;
        return `${member.name}: ${causeText(cause, member.currency, locale)}; with that as usual the chance would be ${percent(cause.chanceWithout)}.`;
      }),
      ...patternOf(members),
    ].join(" "),
    figures: [
      figure("behind", "Behind", count(behind.length, behind.length === 1 ? "person" : "people")),
      figure("watch", "To watch", count(watch.length, watch.length === 1 ? "person" : "people")),
      ...(members[0]
        ? [figure("lowest_chance", "Lowest chance of quota", ratio(wholePercent(members[0].risk.chance)))]
        : []),
    ],
    tables: [peopleTable(members, locale), ...first.flatMap((member) => causesTable(member, locale))],
    notes: [
      "Chances come from the forecast. What is usual is the group's own figure, and a person's is drawn to it where there are few deals.",
      "What the causes take adds up to the whole difference to a usual person; causes of less than 2 points are left out.",
      ...(members.some(({ risk }) => risk.weekAgo !== null)
        ? ["Behind also means a fall of 15 points or more within a week."]
        : []),
      ...(without > 0
        ? [`${without} ${without === 1 ? "person has" : "people have"} no quota that can be forecast.`]
        : []),
    ],
    actions: [
      ...behind
        .slice(0, 2)
        .map((member) => action(`Prepare my 1:1 with ${member.name}`, "coach", { person: member.key })),
      action("Where will the team land?", "team_forecast", { period: sameQuestion(scope).period }),
    ],
    dataAsOf,
  };
}

/** What most people who are not on track have in common; nothing where it is fewer than three. */
function patternOf(members: readonly Member[]): string[] {
  const counts = new Map<string, number>();
  const late = members.filter(({ risk }) => risk.level !== "on_track");
  for (const { risk } of late) {
    const cause = risk.causes.find(({ effect }) => effect >= 0.02);
    if (cause) counts.set(CAUSE_WORDS[cause.cause].label, (counts.get(CAUSE_WORDS[cause.cause].label) ?? 0) + 1);
  }
  const [most] = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return most && most[1] >= 3
    ? [`A pattern of the team: ${most[0].toLowerCase()} comes first for ${most[1]} of ${late.length}.`]
    : [];
}

/** ", down 16 points in a week" for whom that is why they count as behind. */
const fallen = ({ chance, weekAgo }: Risk): string =>
  weekAgo !== null && chance >= 0.4 ? `, down ${Math.round((weekAgo - chance) * 100)} points in a week` : "";

const LEVELS = { behind: "behind", watch: "to watch", on_track: "on track" } as const;

function peopleTable(members: readonly Member[], locale: string): Table {
  return {
    columns: [
      { label: "Person" },
      { label: "Chance of quota", align: "right" },
      { label: "A week ago", align: "right" },
      { label: "State" },
      { label: "Mostly because of" },
    ],
    rows: members
      .slice(0, SHOWN)
      .map(({ name, risk, currency }) => [
        text(name),
        ratio(wholePercent(risk.chance)),
        risk.weekAgo === null ? text("–") : ratio(wholePercent(risk.weekAgo)),
        text(LEVELS[risk.level]),
        text(risk.level !== "on_track" && risk.causes[0] ? causeText(risk.causes[0], currency, locale) : "–"),
      ]),
    ...(members.length > SHOWN ? { more: members.length - SHOWN } : {}),
  };
}

/** Points that each cause takes. */
function causesTable({ name, risk, currency }: Member, locale: string): Table[] {
  const causes = risk.causes.filter(({ effect }) => effect >= 0.02);
  if (causes.length === 0) return [];
  return [
    {
      title: `What takes from ${name}'s chance`,
      columns: [{ label: "Cause" }, { label: "How it stands" }, { label: "Takes", align: "right" }, { label: "Ask" }],
      rows: causes.map((cause) => [
        text(CAUSE_WORDS[cause.cause].label),
        text(causeText(cause, currency, locale)),
        ratio(wholePercent(cause.effect)),
        text(CAUSE_WORDS[cause.cause].ask),
      ]),
    },
  ];
}
