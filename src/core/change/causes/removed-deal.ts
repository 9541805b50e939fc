import { moneyText } from "../../wording.js";
import { type CauseKind, changedGroups, withFacts } from "../moment.js";

/** A deal that is no longer credited: deleted, reassigned, or not won after all. */
export const removedDeal: CauseKind = {
  kind: "removed_deal",
  find: (before, after) =>
    changedGroups(before.facts.credits, after.facts.credits, ({ dealKey }) => dealKey).flatMap(({ key, was, is }) => {
      const [first] = was;
      if (is.length > 0 || !first) return [];
      return [
        {
          key,
          label: `Deal removed: ${first.dealName}`,
          detail: `${was.map(({ amount }) => moneyText(amount)).join(" + ")} was credited on ${first.creditedOn}`,
          apply: (moment) =>
            withFacts(moment, { credits: moment.facts.credits.filter(({ dealKey }) => dealKey !== key) }),
        },
      ];
    }),
};
