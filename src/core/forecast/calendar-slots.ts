import { at, type Moment } from "./moment.js";

/** Which part of which period of the round a day lies in: closing and creating follow such a round in many teams. */
export interface CalendarSlots {
  readonly count: number;
  readonly firstDay: number;
  /** -1 outside the periods known. */
  slotOf(day: number): number;
}

/** `parts` equal parts of each period, by its place in the round. */
export function calendarSlots({ past, current }: Moment, places: number, parts: number): CalendarSlots {
  const periods = [...past, current];
  const firstDay = periods[0]?.start ?? current.start;
  const slots = new Int32Array(current.end - firstDay).fill(-1);
  for (const { start, end, position } of periods)
    for (let day = start; day < end; day++)
      slots[day - firstDay] = position * parts + Math.floor(((day - start) * parts) / (end - start));
  return {
    count: places * parts,
    firstDay,
    slotOf: (day) => (day < firstDay || day >= current.end ? -1 : at(slots, day - firstDay)),
  };
}
