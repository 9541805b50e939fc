import type { PayeeFacts } from "../../facts.js";
import { type CauseKind, changedGroups, turn, withFacts, withRates } from "../moment.js";

type Member = NonNullable<PayeeFacts["team"]>[number];
const keyOf = ({ facts }: Member): string => facts.payee.key;
/** Without rates of exchange, whose change is a cause of its own. */
const ownOf = ({ facts }: { readonly facts: PayeeFacts }): Member[] =>
  (facts.team ?? []).map((member) => ({ ...member, facts: withRates(member.facts, []) }));

/** Somebody below the payee sold more or less, joined the team or left it. */
export const teamMember: CauseKind = {
  kind: "team_member",
  fields: ["team"],
  find: (before, after) =>
    changedGroups(ownOf(before), ownOf(after), keyOf).map(({ key, was: [was], is }) => ({
      key,
      label: turn(was, is[0], `results of ${(is[0] ?? was)?.facts.payee.name}`),
      apply: (moment) => {
        const { fxRates, team = [] } = moment.facts;
        const later = is.map((member) => ({ ...member, facts: withRates(member.facts, fxRates) }));
        return withFacts(moment, { team: [...team.filter((member) => keyOf(member) !== key), ...later] });
      },
    })),
};
