import { addDays } from "../core/calendar.js";
import type { ParticipantFacts, PayeeFacts } from "../core/facts.js";
import { needsOf } from "../core/plan-needs.js";
import type { FactsContext, ListedPerson } from "./facts-context.js";

type Team = NonNullable<PayeeFacts["team"]>;
interface Reporting {
  readonly manager: string;
  readonly start: string;
  readonly end: string | null;
}

/** `manager` is for all days, `reports_to` by dates. */
function reportingOf(context: FactsContext, { manager, reports_to, path }: ListedPerson): Reporting[] {
  if (manager && reports_to)
    context.say(`${path}reports_to`, "and manager both say whom the person reports to: keep one of them");
  const listed = manager ? [{ manager, from: undefined, through: undefined }] : (reports_to ?? []);
  return listed.flatMap(({ manager: named, from, through }): Reporting[] => {
    const key = context.whose(named, `${path}manager`);
    return key === null
      ? []
      : [{ manager: key, start: from ?? "0001-01-01", end: through ? addDays(through, 1) : null }];
  });
}

/** Everybody's facts with those of the people who report to them. Throws nothing: a circle is a problem of the context. */
export function withTeams(context: FactsContext, payees: readonly PayeeFacts[]): PayeeFacts[] {
  const reporting = new Map(context.people.map((person) => [person.key, reportingOf(context, person)]));
  const build = (facts: PayeeFacts, above: readonly string[]): PayeeFacts => {
    const { key } = facts.payee;
    if (above.includes(key)) {
      context.say(
        "people",
        `report to one another in a circle: ${[...above.slice(above.indexOf(key)), key].join(", ")}`,
      );
      return facts;
    }
    const team: Team = payees.flatMap((member) =>
      (reporting.get(member.payee.key) ?? [])
        .filter(({ manager }) => manager === key)
        .map(({ start, end }) => ({ facts: build(member, [...above, key]), start, end })),
    );
    return team.length > 0 ? { ...facts, team } : facts;
  };
  const teamed = payees.map((facts) => build(facts, []));
  if (!needsOf(context.plan).participants) return teamed;
  const participants = teamed.map(
    (facts): ParticipantFacts => ({
      facts,
      managers: (reporting.get(facts.payee.key) ?? []).map(({ manager, start, end }) => ({ key: manager, start, end })),
    }),
  );
  return teamed.map((facts) => ({ ...facts, participants }));
}
