import { changeDefaults } from "./change-defaults.js";
import { changeSettings } from "./change-settings.js";
import type { AnyAction } from "./define-action.js";

const all: readonly AnyAction[] = [changeSettings, changeDefaults];

/** Every change that can be asked for and confirmed, by its name. */
export const actions: ReadonlyMap<string, AnyAction> = new Map(all.map((action) => [action.name, action]));
