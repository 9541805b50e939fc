import type { Scenario } from "../scenario.js";
import { answerScenarios } from "./answers.js";
import { limitScenarios } from "./limits.js";

/** Every fault that is tried, by number. */
export const scenarios: readonly Scenario[] = [...answerScenarios, ...limitScenarios].sort((a, b) =>
  a.id.localeCompare(b.id),
);
