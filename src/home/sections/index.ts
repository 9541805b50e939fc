import type { Section } from "../section.js";
import { behind } from "./behind.js";
import { data } from "./data.js";
import { deliveries } from "./deliveries.js";
import { disputes } from "./disputes.js";
import { feedback } from "./feedback.js";
import { goals } from "./goals.js";
import { pace } from "./pace.js";
import { pay } from "./pay.js";
import { pipeline } from "./pipeline.js";
import { settings } from "./settings.js";
import { team } from "./team.js";
import { waiting } from "./waiting.js";

/** Every section, in the order it is shown. */
export const sections: readonly Section[] = [
  waiting,
  team,
  behind,
  pace,
  pay,
  goals,
  pipeline,
  disputes,
  data,
  deliveries,
  feedback,
  settings,
];
