import { curveSuite } from "./curve.js";
import { freshSuite, thirdSuite } from "./fresh.js";
import { heldOutSuite } from "./held-out.js";
import { hostileSuite } from "./hostile.js";
import { modelSuite } from "./model.js";
import { questionsSuite } from "./questions.js";
import type { Suite } from "./suite.js";

/** Every suite of `npm run evals`, one file each. */
export const suites: readonly Suite[] = [
  heldOutSuite,
  freshSuite,
  thirdSuite,
  questionsSuite,
  curveSuite,
  hostileSuite,
  modelSuite,
];
