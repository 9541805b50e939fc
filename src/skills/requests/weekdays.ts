const NAMES: readonly string[] = [
  "mon(?:day)?s?|montags?|lunes|lundis?",
  "tue(?:s|sday|sdays)?|dienstags?|martes|mardis?",
  "wed(?:nesday|nesdays|s)?|mittwochs?|miercoles|mercredis?",
  "thu(?:r|rs|rsday|rsdays)?|donnerstags?|jueves|jeudis?",
  "fri(?:day)?s?|freitags?|viernes|vendredis?",
  "sat(?:urday|urdays)?|samstags?|sabados?|samedis?",
  "sun(?:day)?s?|sonntags?|domingos?|dimanches?",
];
const EACH = NAMES.map((names) => new RegExp(`\\b(?:${names})\\b`));
const WEEKEND = /\b(?:weekends?|week-ends?|wochenenden?|fin(?:es)? de semana)\b/;
const WEEKDAYS = /\b(?:weekdays|wochentags|werktags|entre semana|en semaine)\b/;

/** The days of the week that plain words name, Monday = 1, in order. */
export function weekdaysIn(plain: string): number[] {
  if (WEEKEND.test(plain)) return [6, 7];
  if (WEEKDAYS.test(plain)) return [1, 2, 3, 4, 5];
  return EACH.flatMap((name, i) => (name.test(plain) ? [i + 1] : []));
}
