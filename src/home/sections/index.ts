import type { Section } from "../section.js";
import { behind } from "./behind.js";
import { data } from "./data.js";
import { feedback } from "./feedback.js";
import { pace } from "./pace.js";
import { pay } from "./pay.js";
import { pipeline } from "./pipeline.js";
import { team } from "./team.js";

/** Every section, in the order it is shown. */
export const sections: readonly Section[] = [team, behind, pace, pay, pipeline, data, feedback];
