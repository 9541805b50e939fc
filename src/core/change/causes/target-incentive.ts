import { sameMeaning } from "../../canonical.js";
import { moneyText } from "../../wording.js";
import { type CauseKind, withFacts } from "../moment.js";

/** The yearly pay at 100% changed. */
export const targetIncentive: CauseKind = {
  kind: "target_incentive",
  fields: ["targetIncentive"],
  find(before, after) {
    const [was, is] = [before.facts.targetIncentive, after.facts.targetIncentive];
    if (sameMeaning(was, is)) return [];
    return [
      {
        key: "target incentive",
        label: "Target incentive changed",
        detail: `${was ? moneyText(was) : "none"} → ${is ? moneyText(is) : "none"}`,
        apply: (moment) => withFacts(moment, { targetIncentive: is }),
      },
    ];
  },
};
