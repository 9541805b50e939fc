import type { PayeeFacts } from "../../core/facts.js";
import { isZero } from "../../core/rational.js";
import { factsOfExamples } from "./example-facts.js";
import type { Found, Lint } from "./lint.js";
import type { Looked } from "./looked.js";

function inExamples({ plan }: Looked): Found[] {
  return factsOfExamples(plan).flatMap(({ index, name, payees }) =>
    payees.flatMap(({ payee, quotas }: PayeeFacts) =>
      quotas
        .filter(({ amount }) => amount.minor === 0)
        .map(({ measure }) => ({
          path: `examples[${index}].given`,
          message: `"${name}" gives ${payee.name} a quota of zero for ${measure}: attainment has no meaning, so what stands on it earns nothing`,
          fix: "give the quota, or leave it out and say without_quota",
        })),
    ),
  );
}

function inSeasons({ plan }: Looked): Found[] {
  const needs = plan.components.filter(
    ({ needsQuota, window = plan.quotaPeriod }) => needsQuota && window === plan.quotaPeriod,
  );
  if (needs.length === 0) return [];
  return (plan.seasonality ?? []).flatMap((share, i): Found[] =>
    isZero(share)
      ? [
          {
            path: `seasonality[${i}]`,
            message: `gives no quota to ${plan.quotaPeriod} ${i + 1} of the year: ${needs.map(({ key }) => key).join(", ")} can earn nothing in it`,
            fix: "give every period a share, or measure the component over the year (window: year)",
          },
        ]
      : [],
  );
}

/** A quota of zero is an outcome, never infinity. Source: plan mechanics, section 16. */
export const zeroQuota: Lint = {
  name: "zero_quota",
  severity: "warning",
  why: "Without a quota there is no attainment, and whatever stands on it pays nothing.",
  find: (looked) => [...inExamples(looked), ...inSeasons(looked)],
};
