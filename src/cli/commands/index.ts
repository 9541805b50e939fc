import type { Command } from "commander";
import { register as ask } from "./ask.js";
import { register as db } from "./db.js";
import { register as demo } from "./demo.js";
import { register as forecast } from "./forecast.js";
import { register as importFiles } from "./import.js";
import { register as plan } from "./plan.js";
import { register as teamsPackage } from "./teams-package.js";

/** Every command of `pacer`, one file each. */
export const commands: readonly ((program: Command) => void)[] = [
  ask,
  db,
  demo,
  plan,
  importFiles,
  forecast,
  teamsPackage,
];
