import type { Answer } from "../answer/answer.js";

type Refusal = Pick<Answer, "outcome" | "headline" | "body" | "figures" | "input" | "confidential">;

/**
 * The refusal, word for word the same whoever and whatever was asked about, so that it tells neither whether the person exists
 * nor whether there is anything to see. It holds no name, not even in its input.
 */
export function denial(reason: "left" | "not_yours"): Refusal {
  const words =
    reason === "left"
      ? {
          headline: "I can't answer here any more.",
          body: "Your account is no longer active. Your last statement comes from your HR team.",
        }
      : {
          headline: "I can't show you that.",
          body: "I show pay and attainment to the person they belong to, to the managers they report to, and to admins. Ask me about your own figures any time.",
        };
  return { outcome: "denied", ...words, figures: [], input: {}, confidential: false };
}
