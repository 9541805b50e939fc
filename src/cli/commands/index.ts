import type { Command } from "commander";

/** Every command of `pacer`, one file each. */
export const commands: readonly ((program: Command) => void)[] = [];
