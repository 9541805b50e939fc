import type { FxRate } from "../../facts.js";
import { numberText } from "../../wording.js";
import { type CauseKind, changedGroups, turn, withRates } from "../moment.js";

const keyOf = ({ kind, from, to, validFrom }: FxRate): string => `${kind} ${from} ${to} ${validFrom}`;

/** A rate of exchange was added, changed or taken out, for the payee and everybody below. */
export const fx: CauseKind = {
  kind: "fx",
  fields: ["fxRates"],
  find: (before, after) =>
    changedGroups(before.facts.fxRates, after.facts.fxRates, keyOf).map(({ key, was: [was], is }) => {
      const [now] = is;
      const one = now ?? was;
      return {
        key,
        label: turn(
          was,
          now,
          one ? `${one.kind} rate from ${one.from} to ${one.to}, from ${one.validFrom} on` : "rate",
        ),
        detail: `${was ? numberText(was.rate, 8) : "none"} → ${now ? numberText(now.rate, 8) : "none"}`,
        apply: (moment) => ({
          ...moment,
          facts: withRates(moment.facts, [...moment.facts.fxRates.filter((rate) => keyOf(rate) !== key), ...is]),
        }),
      };
    }),
};
