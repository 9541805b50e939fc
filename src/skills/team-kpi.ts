import { z } from "zod";
import { formatValue } from "../answer/format.js";
import { periodLabel } from "../answer/period-label.js";
import { kpis } from "../core/kpi/index.js";
import { defineSkill, PeriodField, type Rendered, type Scope, TeamField, TextField } from "./define-skill.js";
import { MetricField, OVERVIEW } from "./kpi.js";
import { comparedText, figuresOf, overviewTable, type Reading } from "./kpi-answer.js";
import { kpiInputOf, loadKpiFacts } from "./kpi-facts.js";
import { kpiMeant, kpiValue } from "./kpi-words.js";
import { action, sameQuestion } from "./words.js";

interface TeamKpis {
  readonly one: Reading | null;
  readonly readings: readonly Reading[];
  readonly people: number;
  readonly currency: string;
  readonly unpriced: number;
  readonly dataAsOf: Date | null;
}

export const teamKpiSkill = defineSkill({
  name: "team_kpi",
  description:
    "Sales KPIs of a team as a whole in one period, beside the period before: win rate, deal size, cycle, coverage, attainment distribution. For those who lead it, and admins.",
  input: z.object({ team: TeamField, period: PeriodField, metric: MetricField, text: TextField }),
  audience: "group",
  load: (_input, scope) => {
    const { group } = scope;
    const sellers = group.members.filter(({ id }) => !group.leaders.has(id));
    return loadKpiFacts(scope, sellers.length > 0 ? sellers : group.members);
  },
  compute: (facts, { metric, text }, { store, today, locale }): TeamKpis => {
    const currency = store.organisation.currency;
    const now = kpiInputOf(facts, { currency, today });
    const before = kpiInputOf(facts, { currency, today, which: "before" });
    const last = facts.earlier.at(-1);
    const read = (kpi: (typeof kpis)[number]): Reading => ({
      kpi,
      own: kpi.measure(now),
      against: last ? [{ key: "before", label: periodLabel(last, locale), measured: kpi.measure(before) }] : [],
    });
    const meant = kpiMeant(metric ?? text);
    return {
      one: meant && read(meant),
      readings: meant ? [] : kpis.filter(({ name }) => name === "attainment" || OVERVIEW.includes(name)).map(read),
      people: facts.files.length,
      currency,
      unpriced: now.unpriced,
      dataAsOf: facts.dataAsOf,
    };
  },
  render: answerOf,
});

function answerOf({ one, readings, people, currency, unpriced, dataAsOf }: TeamKpis, scope: Scope): Rendered {
  const { group, period, locale, today } = scope;
  const label = periodLabel(period, locale);
  const main = one ?? readings.find(({ kpi }) => kpi.name === "win_rate");
  const value = main?.own.ok ? formatValue(kpiValue(main.own.value, main.kpi.unit, currency), locale) : null;
  const name = group.name === "Your team" ? "Your team" : group.name;
  return {
    headline: !main
      ? `${name} in ${label}.`
      : value
        ? `${name}: ${main.kpi.label.toLowerCase()} ${value} in ${label}.`
        : `No ${main.kpi.label.toLowerCase()} for ${name} in ${label} yet.`,
    body: main
      ? [
          main.own.ok ? main.kpi.meaning : main.own.why,
          ...main.against.map((against) => comparedText(main, against, currency, locale)),
        ].join(" ")
      : "",
    figures: one
      ? figuresOf(one, currency)
      : readings
          .flatMap((reading) => figuresOf(reading, currency))
          .filter(({ key }) => readings.some(({ kpi }) => kpi.name === key)),
    ...(one ? {} : { tables: [overviewTable(readings, label, currency)] }),
    notes: [
      `Over ${people} ${people === 1 ? "person" : "people"} who sell; whoever leads others is not counted twice.`,
      ...(one?.own.ok && one.own.basis ? [one.own.basis] : []),
      ...(unpriced > 0 ? [`${unpriced} deals have no exchange rate and count without an amount.`] : []),
      ...(period.end > today ? ["The period is still running."] : []),
    ],
    actions: [
      action("Who needs help?", "team_risk", { team: null, period: sameQuestion(scope).period }),
      action("How is my team doing?", "team_summary", { team: null, period: sameQuestion(scope).period }),
    ],
    dataAsOf,
  };
}
