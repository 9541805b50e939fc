import { AskError } from "../errors.js";
import { newReference, trace } from "../failure.js";
import type { Logger } from "../log.js";

/** How far a question had come when it failed. */
export type Step = "receive" | "identify" | "ask" | "deliver";

/**
 * The sentence for whoever asked, and one log line that carries the same reference. An `AskError` is shown as it stands,
 * since it says what to do; anything else is our fault, said plainly and without its details.
 */
export function explainFailure(
  log: Logger,
  error: unknown,
  about: { surface: string; step: Step },
): { sentence: string; reference: string } {
  const reference = newReference();
  if (error instanceof AskError) {
    log.info({ event: "question_refused", reference, ...about }, "a question could not be answered as asked");
    return { sentence: [error.message, error.hint].filter(Boolean).join(" "), reference };
  }
  log.error({ event: "question_failed", reference, ...about, ...trace(error) }, "a question failed");
  const what =
    about.step === "deliver"
      ? "I worked out the answer but could not deliver it"
      : "I could not answer that: something went wrong on my side";
  return {
    sentence: `Sorry, ${what}. Please ask again in a minute; if it happens again, give your Pacer admin this reference: ${reference}.`,
    reference,
  };
}
