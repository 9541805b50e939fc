import { type Money, times } from "../money.js";
import { rational } from "../rational.js";
import { moneyText } from "../wording.js";
import type { RadarCheck, RadarPerson } from "./radar.js";

/** Finished periods that a patch must have before it says what it can bring. */
const LEAST_PERIODS = 3;
/** A quota this much above the best period so far. */
const ABOVE_BEST = rational(115, 100);

/** Quotas well above anything their patch has brought in a period so far. */
export const outOfReach: RadarCheck = {
  name: "out_of_reach",
  find(plan, people) {
    const beyond = people.flatMap((person) => {
      const best = bestOf(person);
      return best && person.quota && person.quota.minor > times(best, ABOVE_BEST).minor
        ? [{ name: person.name, quota: person.quota, best }]
        : [];
    });
    const [first] = beyond;
    if (!first) return [];
    const compared = people.filter((person) => person.quota && bestOf(person)).length;
    const example = beyond.length === 1 ? "" : `, such as ${first.name}'s`;
    return [
      {
        check: "out_of_reach",
        plan,
        question: "Was the quota set from what the patch can bring, or from what the company needs?",
        evidence: `${beyond.length} of ${compared} quotas of the running period ${beyond.length === 1 ? "is" : "are"} more than 15% above the best period so far${example}: ${moneyText(first.quota)} against ${moneyText(first.best)}.`,
        people: beyond.map(({ name }) => name).sort(),
      },
    ];
  },
};

/** The best finished period in the quota's currency; null with too few of them or nothing won. */
function bestOf({ periods, quota }: RadarPerson): Money | null {
  const same = periods.map(({ credited }) => credited).filter(({ currency }) => currency === quota?.currency);
  if (same.length < LEAST_PERIODS) return null;
  const best = same.reduce((a, b) => (b.minor > a.minor ? b : a));
  return best.minor > 0 ? best : null;
}
