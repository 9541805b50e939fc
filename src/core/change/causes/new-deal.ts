import { moneyText } from "../../wording.js";
import { type CauseKind, changedGroups, withFacts } from "../moment.js";

/** A deal that was not there before, or not yet known. */
export const newDeal: CauseKind = {
  kind: "new_deal",
  fields: ["credits"],
  find: (before, after) =>
    changedGroups(before.facts.credits, after.facts.credits, ({ dealKey }) => dealKey).flatMap(({ key, was, is }) => {
      const [first] = is;
      if (was.length > 0 || !first) return [];
      return [
        {
          key,
          label: `New deal: ${first.dealName}`,
          detail: `${is.map(({ amount }) => moneyText(amount)).join(" + ")} credited on ${first.creditedOn}`,
          apply: (moment) => withFacts(moment, { credits: [...moment.facts.credits, ...is] }),
        },
      ];
    }),
};
