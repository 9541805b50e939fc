import { sum, toRational } from "../money.js";
import { compare, divide, multiply, type Rational, rational } from "../rational.js";
import { percentText } from "../wording.js";
import type { RadarCheck, RadarPeriod, RadarPerson } from "./radar.js";

/** Finished periods before the newest one. */
const LEAST_BEFORE = 3;
/** The newest rate against that before. */
const FELL_TO = rational(85, 100);
/** Credit that must not have fallen by more, else less pay is no wonder. */
const KEPT = rational(95, 100);
/** Share of the people from which it is the plan and not a person. */
const MOST_PEOPLE = 0.3;
const LEAST_PEOPLE = 3;

/**
 * People who were paid clearly less on each dollar in the newest finished period than in those before, while they sold as much: the
 * effective rate, earned over credited. Of a plan where it happened to many.
 */
export const fallingRates: RadarCheck = {
  name: "falling_rates",
  find(plan, people) {
    const compared = people.flatMap((person) => {
      const rates = ratesOf(person);
      return rates ? [{ name: person.name, ...rates }] : [];
    });
    const fallen = compared.filter(
      ({ now, before, soldAsMuch }) => soldAsMuch && compare(now, multiply(before, FELL_TO)) < 0,
    );
    const [worst] = [...fallen].sort((a, b) => compare(divide(a.now, a.before), divide(b.now, b.before)));
    if (!worst || fallen.length < LEAST_PEOPLE || fallen.length < MOST_PEOPLE * compared.length) return [];
    return [
      {
        check: "falling_rates",
        plan,
        question:
          "Is it meant that the same sales pay less than before: higher quotas, a lower target incentive, a cap reached?",
        evidence: `${fallen.length} of ${compared.length} people sold at least as much as before in the newest period and earned less than 85% of the rate; at most ${percentText(worst.now, 2)} of credit after ${percentText(worst.before, 2)}.`,
        people: fallen.map(({ name }) => name).sort(),
      },
    ];
  },
};

function ratesOf({ periods }: RadarPerson): { now: Rational; before: Rational; soldAsMuch: boolean } | null {
  const newest = periods.at(-1);
  const earlier = periods.slice(0, -1);
  if (!newest || earlier.length < LEAST_BEFORE) return null;
  // A rate of counts, or across a change of currency, is no rate.
  const { currency } = newest.earned;
  if (periods.some(({ credited, earned }) => credited.currency !== currency || earned.currency !== currency))
    return null;
  const [now, before] = [rateOf([newest]), rateOf(earlier)];
  if (!now || !before || before.n <= 0n) return null;
  const usual = divide(toRational(credit(earlier)), rational(earlier.length));
  return { now, before, soldAsMuch: compare(toRational(newest.credited), multiply(usual, KEPT)) >= 0 };
}

const credit = (periods: readonly RadarPeriod[]) =>
  sum(
    periods.map(({ credited }) => credited),
    periods[0]?.credited.currency ?? "",
  );

/** Earned over credited; null where nothing was credited. */
function rateOf(periods: readonly RadarPeriod[]): Rational | null {
  const credited = credit(periods);
  if (credited.minor <= 0) return null;
  const earned = sum(
    periods.map((period) => period.earned),
    periods[0]?.earned.currency ?? "",
  );
  return divide(toRational(earned), toRational(credited));
}
