import type { Command } from "commander";
import { register as plan } from "./plan.js";

/** Every command of `pacer`, one file each. */
export const commands: readonly ((program: Command) => void)[] = [plan];
