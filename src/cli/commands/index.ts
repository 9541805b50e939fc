import type { Command } from "commander";
import { register as adjust } from "./adjust.js";
import { register as announcements } from "./announcements.js";
import { register as ask } from "./ask.js";
import { register as close } from "./close.js";
import { register as db } from "./db.js";
import { register as deliveries } from "./deliveries.js";
import { register as demo } from "./demo.js";
import { register as disputes } from "./disputes.js";
import { register as feedback } from "./feedback.js";
import { register as forecast } from "./forecast.js";
import { register as identities } from "./identities.js";
import { register as importFiles } from "./import.js";
import { register as model } from "./model.js";
import { register as nudges } from "./nudges.js";
import { register as plan } from "./plan.js";
import { register as preview } from "./preview.js";
import { register as radar } from "./radar.js";
import { register as slack } from "./slack.js";
import { register as teamsPackage } from "./teams-package.js";
import { register as verify } from "./verify.js";

/** Every command of `pacer`, one file each. */
export const commands: readonly ((program: Command) => void)[] = [
  ask,
  adjust,
  announcements,
  disputes,
  identities,
  close,
  db,
  deliveries,
  demo,
  nudges,
  plan,
  preview,
  importFiles,
  feedback,
  forecast,
  model,
  radar,
  slack,
  teamsPackage,
  verify,
];
