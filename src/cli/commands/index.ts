import type { Command } from "commander";
import { register as ask } from "./ask.js";
import { register as close } from "./close.js";
import { register as db } from "./db.js";
import { register as demo } from "./demo.js";
import { register as forecast } from "./forecast.js";
import { register as importFiles } from "./import.js";
import { register as model } from "./model.js";
import { register as plan } from "./plan.js";
import { register as radar } from "./radar.js";
import { register as teamsPackage } from "./teams-package.js";
import { register as verify } from "./verify.js";

/** Every command of `pacer`, one file each. */
export const commands: readonly ((program: Command) => void)[] = [
  ask,
  close,
  db,
  demo,
  plan,
  importFiles,
  forecast,
  model,
  radar,
  teamsPackage,
  verify,
];
