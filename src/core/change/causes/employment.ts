import { sameMeaning } from "../../canonical.js";
import { type CauseKind, withFacts } from "../moment.js";

/** The days of joining or leaving changed: ramp and proration follow them. */
export const employment: CauseKind = {
  kind: "employment",
  fields: ["payee"],
  find(before, after) {
    const [was, is] = [before.facts.payee, after.facts.payee];
    if (sameMeaning(was, is)) return [];
    const days = ({ hiredOn, leftOn }: typeof was) => `joined ${hiredOn ?? "not said"}, left ${leftOn ?? "not said"}`;
    return [
      {
        key: "payee",
        label: "Days of joining or leaving changed",
        detail: `${days(was)} → ${days(is)}`,
        apply: (moment) => withFacts(moment, { payee: is }),
      },
    ];
  },
};
