import { editedDeals } from "../edited-deals.js";
import { type CauseKind, withFacts } from "../moment.js";

/** A deal whose order lines are not the same ones any more. */
export const dealLines: CauseKind = {
  kind: "deal_lines",
  find: (before, after) =>
    editedDeals(before, after).flatMap(({ key, name, pairs, is }) =>
      pairs
        ? []
        : [
            {
              key,
              label: `Lines of ${name} changed`,
              apply: (moment) =>
                withFacts(moment, {
                  credits: [...moment.facts.credits.filter(({ dealKey }) => dealKey !== key), ...is],
                }),
            },
          ],
    ),
};
