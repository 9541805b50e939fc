import { addDays, type IsoDate } from "../calendar.js";
import type { DealState } from "../pipeline-movement.js";
import type { RadarCheck, RadarPeriod } from "./radar.js";

/** Days before a period's end in which a deal is put off, and after it in which it is won. */
const NEAR = 14;
/** Fewer deals than this may be chance. */
const LEAST_DEALS = 5;
/** Of the deals put off near an end, those that were won just after it. */
const LEAST_SHARE = 0.5;

/**
 * Deals expected within a period, put off past its end in its last two weeks, and won in the first two weeks of the next one: somebody
 * may gain by waiting. Needs the history of deals. Ordinary slippage is not won so soon.
 */
export const pushedOverEnds: RadarCheck = {
  name: "pushed_over_ends",
  find(plan, people) {
    let [putOff, wonSoon] = [0, 0];
    const where = new Set<string>();
    for (const { name, periods, deals } of people) {
      const byDeal = statesByDeal(deals);
      for (const period of periods)
        for (const states of byDeal.values()) {
          if (!putOffNearEnd(states, period)) continue;
          putOff++;
          if (!wonWithin(states, period.end, addDays(period.end, NEAR))) continue;
          wonSoon++;
          where.add(name);
        }
    }
    if (wonSoon < LEAST_DEALS || wonSoon < LEAST_SHARE * putOff) return [];
    return [
      {
        check: "pushed_over_ends",
        plan,
        question:
          "Does the plan pay more for a deal that waits for the next period: a cap, a tier already lost, a better rate to come?",
        evidence: `${wonSoon} of ${putOff} deals put off past a period's end in its last ${NEAR} days were won in the first ${NEAR} days of the next one.`,
        people: [...where].sort(),
      },
    ];
  },
};

function putOffNearEnd(states: readonly DealState[], { end }: RadarPeriod): boolean {
  return states.some((state, i) => {
    const before = states[i - 1];
    const was = before?.expectedCloseOn;
    const is = state.expectedCloseOn;
    const near = state.changedOn >= addDays(end, -NEAR) && state.changedOn < end;
    return near && state.status === "open" && !!was && was < end && !!is && is >= end;
  });
}

const wonWithin = (states: readonly DealState[], from: IsoDate, before: IsoDate): boolean =>
  states.some(({ status, changedOn }) => status === "won" && changedOn >= from && changedOn < before);

/** Oldest first. */
function statesByDeal(states: readonly DealState[]): Map<string, DealState[]> {
  const byDeal = new Map<string, DealState[]>();
  for (const state of [...states].sort((a, b) => (a.changedOn < b.changedOn ? -1 : 1))) {
    const known = byDeal.get(state.dealKey);
    if (known) known.push(state);
    else byDeal.set(state.dealKey, [state]);
  }
  return byDeal;
}
