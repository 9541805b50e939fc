import type { Window } from "./component.js";

const MONTHS: Readonly<Record<Window, number>> = { month: 1, quarter: 3, half: 6, year: 12 };

/** Months in a window, to share out yearly amounts. */
export const monthsIn = (window: Window): number => MONTHS[window];
