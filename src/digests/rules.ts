import type { Preferences } from "../preferences/preferences.js";

/** A weekly message is still news three days later; of a Friday or Sunday, on Monday morning. */
export const WEEKLY_CATCH_UP = 3 * 24 * 60;
/** A daily one within the working day. */
export const DAILY_CATCH_UP = 6 * 60;

/** On the day and at the hour that somebody chose, put off where their organisation does not work then. */
export const weeklyRule = ({ digestDay, digestAt }: Preferences) => ({
  every: "week",
  weekday: digestDay,
  at: digestAt,
  onHoliday: "next_workday",
});

/** On each day that is not quiet for somebody and on which their organisation works. */
export const dailyRule = ({ quietDays, digestAt }: Preferences) => ({
  every: "day",
  weekdays: [1, 2, 3, 4, 5, 6, 7].filter((day) => !quietDays.includes(day)),
  at: digestAt,
  onHoliday: "skip",
});
