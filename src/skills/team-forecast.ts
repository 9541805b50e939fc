import { z } from "zod";
import { count, ratio, type Table, text, type Value } from "../answer/answer.js";
import { formatRatio } from "../answer/format.js";
import { periodLabel } from "../answer/period-label.js";
import type { Calibration } from "../core/forecast/calibration.js";
import {
  type MemberExpectation,
  type TeamExpectation,
  type TeamMember,
  teamExpectation,
} from "../core/forecast/team-expectation.js";
import type { Money } from "../core/money.js";
import { mainMeasure } from "../core/what-if.js";
import type { PayeeFile } from "../store/store.js";
import { defineSkill, PeriodField, type Rendered, type Scope, TeamField } from "./define-skill.js";
import { fitFor } from "./forecasting/fit.js";
import { trustNotes } from "./forecasting/words.js";
import { spanAround, standingOf } from "./payee.js";
import { withPeopleAround } from "./people-around.js";
import { action, figure, measureValue, sameQuestion, shown } from "./words.js";

/** Rows of the table; the sums count everybody. */
const SHOWN = 25;

interface Loaded {
  readonly members: readonly TeamMember[];
  readonly calibration: Calibration | null;
  readonly dataAsOf: Date | null;
}

interface Result extends Omit<Loaded, "members"> {
  readonly totals: readonly TeamExpectation[];
}

export const teamForecastSkill = defineSkill({
  name: "team_forecast",
  description:
    "Where a team is likely to end the period: chance and range of its sum, each member's chance of quota. For those who lead it, and admins.",
  input: z.object({ team: TeamField, period: PeriodField }),
  audience: "group",
  load: async (_input, scope): Promise<Loaded> => {
    const { store, group, period, today } = scope;
    // Whoever leads others is left out: their figures repeat their people's.
    const ids = group.members.filter(({ id }) => !group.leaders.has(id)).map(({ id }) => id);
    const span = spanAround(period, store);
    const files = await withPeopleAround(store, await store.listPayeeFiles(ids, span, today), span, today);
    const members: TeamMember[] = [];
    let calibration: Calibration | null = null;
    // One after the other: members of a team share a fit, which the first of them makes.
    for (const file of files) {
      const found = await memberOf(file, scope);
      if (!found) continue;
      members.push(found.member);
      calibration ??= found.calibration;
    }
    return { members, calibration, dataAsOf: files.find(({ dataAsOf }) => dataAsOf !== null)?.dataAsOf ?? null };
  },
  compute: ({ members, ...rest }, _input, { period }): Result => ({
    ...rest,
    totals: teamExpectation(members, period),
  }),
  render: answerOf,
});

async function memberOf(
  file: PayeeFile,
  scope: Scope,
): Promise<{ readonly member: TeamMember; readonly calibration: Calibration } | null> {
  const { period, today } = scope;
  const payee = standingOf(file, period, today);
  if (payee.kind !== "on_plan") return null;
  const fitted = await fitFor(scope, file, payee.plan, mainMeasure(payee.plan), period);
  if (!fitted) return null;
  const { name, key } = file.person;
  const forecast = fitted.forecaster.forecastOfTeam(fitted.sumOf);
  return {
    member: { name, key, plans: payee.history, facts: payee.facts, forecast },
    calibration: fitted.forecaster.calibration,
  };
}

function answerOf({ totals, calibration, dataAsOf }: Result, scope: Scope): Rendered {
  const { period, today, locale, group } = scope;
  const label = periodLabel(period, locale);
  const whose = group.name === "Your team" ? "your team" : group.name;
  const [main, ...others] = totals;
  if (period.start > today)
    return { headline: `${label} has not started yet, so there is nothing to forecast from.`, dataAsOf };
  if (!main || !calibration)
    return { headline: `There is nobody in ${whose} whose ${label} I can forecast.`, dataAsOf };
  const value = (credit: Money): Value => measureValue(credit, main.unit);
  const { landing } = main;
  const near = `near ${shown(value(landing.p50), scope)}, 8 in 10 outcomes between ${shown(value(landing.p10), scope)} and ${shown(value(landing.p90), scope)}`;
  return {
    headline: main.chance
      ? `${formatRatio(main.chance, locale)}: that is the chance of ${whose} making its ${label} quota.`
      : `${group.name} should land ${near} in ${label}.`,
    body: `Most likely ${near}. Of ${main.members.length} ${main.members.length === 1 ? "person" : "people"} about ${main.expectedAtQuota} should reach their own quota.`,
    figures: [
      ...(main.chance ? [figure("chance_quota", "Chance of the sum of quotas", ratio(main.chance))] : []),
      figure("forecast", "Most likely to land near", value(landing.p50)),
      figure("forecast_low", "Cautious (9 in 10 land above)", value(landing.p10)),
      figure("forecast_high", "Hopeful (1 in 10 lands above)", value(landing.p90)),
      figure("credited", "Won so far", value(main.credited)),
      ...(main.quota ? [figure("quota", "Sum of quotas", value(main.quota))] : []),
      figure("from_open", "Expected of open deals", value(main.parts.open)),
      figure("from_new", "Expected of deals yet to come", value(main.parts.created)),
      figure("at_quota", "Expected to reach quota", count(main.expectedAtQuota, "people")),
    ],
    tables: [membersTable(main)],
    notes: [
      ...trustNotes(main, calibration, "the team's", locale),
      "The team's range is that of its sum: what helps or hurts everybody at once is in it.",
      ...others.map(
        ({ unit, members }) =>
          `${members.length} more ${members.length === 1 ? "person is" : "people are"} measured in ${unit === "money" ? "another currency" : unit} and not in this sum.`,
      ),
    ],
    actions: [
      action("How does the team stand?", "team_summary", { period: sameQuestion(scope).period }),
      action("Is the plan fair to the team?", "plan_radar", { period: sameQuestion(scope).period }),
      action("What moved in the pipeline?", "pipeline_movement", { period: sameQuestion(scope).period }),
    ],
    dataAsOf,
  };
}

/** Whoever is least sure of quota first; without a quota last. */
function membersTable({ members, unit }: TeamExpectation): Table {
  const order = ({ chance }: MemberExpectation): number => (chance ? Number(chance.n) / Number(chance.d) : 2);
  const rows = [...members].sort((a, b) => order(a) - order(b) || (a.name < b.name ? -1 : 1));
  const value = (credit: Money | null): Value => (credit ? measureValue(credit, unit) : text("none"));
  return {
    title: "Chance of quota, person by person",
    columns: [
      { label: "Person" },
      { label: "Chance", align: "right" },
      { label: "Likely", align: "right" },
      { label: "Won", align: "right" },
      { label: "Quota", align: "right" },
    ],
    rows: rows
      .slice(0, SHOWN)
      .map(({ name, chance, p50, credited, quota }) => [
        text(name),
        chance ? ratio(chance) : text("no quota"),
        value(p50),
        value(credited),
        value(quota),
      ]),
    ...(rows.length > SHOWN ? { more: rows.length - SHOWN } : {}),
  };
}
