import type { Plan } from "./plan.js";
import { multiply, type Rational, rational, roundToInteger } from "./rational.js";

/** A ratio with `places` digits as a percentage. */
export function roundedPercent(ratio: Rational, places: number, mode: Plan["rounding"]["mode"]): Rational {
  const scale = 10n ** BigInt(places + 2);
  return rational(roundToInteger(multiply(ratio, rational(scale)), mode), scale);
}

/** A rate derived from amounts as the plan rounds it; exact unless the plan says. Stated rates are never rounded. */
export const roundedRate = ({ ratePlaces, mode }: Plan["rounding"], rate: Rational): Rational =>
  ratePlaces === null ? rate : roundedPercent(rate, ratePlaces, mode);
