import { curveSuite } from "./curve.js";
import { questionsSuite } from "./questions.js";
import type { Suite } from "./suite.js";

/** Every suite of `npm run evals`, one file each. */
export const suites: readonly Suite[] = [questionsSuite, curveSuite];
