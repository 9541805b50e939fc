import type { Answer } from "../answer/answer.js";
import { fixedTexts, type TextLanguage } from "../answer/fixed-texts.js";

type Refusal = Pick<Answer, "outcome" | "headline" | "body" | "figures" | "input" | "confidential">;

/**
 * The refusal, word for word the same whoever and whatever was asked about, so that it tells neither whether the person exists
 * nor whether there is anything to see. It holds no name, not even in its input. Only the language of the question changes it.
 */
export function denial(reason: "left" | "not_yours", language?: TextLanguage): Refusal {
  const texts = fixedTexts(language);
  const words = reason === "left" ? texts.left : texts.denied;
  return { outcome: "denied", ...words, figures: [], input: {}, confidential: false };
}
