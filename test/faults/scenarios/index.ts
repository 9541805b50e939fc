import type { Scenario } from "../scenario.js";
import { answerScenarios } from "./answers.js";
import { killScenarios } from "./kills.js";
import { limitScenarios } from "./limits.js";
import { processScenarios } from "./processes.js";
import { queueScenarios } from "./queue.js";

/** Every fault that is tried, by number. */
export const scenarios: readonly Scenario[] = [
  ...answerScenarios,
  ...killScenarios,
  ...limitScenarios,
  ...processScenarios,
  ...queueScenarios,
].sort((a, b) => a.id.localeCompare(b.id));
