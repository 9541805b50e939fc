import { z } from "zod";
import { OFF_LIMITS_WORDS, offLimits } from "../core/coaching/guard.js";
import { AskError } from "../errors.js";

export const CoachingText = z.string().trim().min(3).max(1_000);

/** Throws an AskError for what coaching keeps out of: nothing of it is kept, not even in a preview. */
export function refuseOffLimits(text: string): void {
  const touched = offLimits(text);
  if (touched) throw new AskError(OFF_LIMITS_WORDS[touched], "Write what was done or agreed, and I keep that.");
}
