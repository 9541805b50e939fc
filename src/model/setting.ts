import type { ModelMode } from "../store/store.js";

const FROM_STRICT: readonly ModelMode[] = ["off", "choose", "full"];

/** What holds where an installation and an organisation both say something. */
export const stricter = (a: ModelMode, b: ModelMode): ModelMode =>
  FROM_STRICT[Math.min(FROM_STRICT.indexOf(a), FROM_STRICT.indexOf(b))] ?? "off";
