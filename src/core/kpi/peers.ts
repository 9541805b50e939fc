import { daysBetween, type IsoDate } from "../calendar.js";

/** What decides whom somebody is held against; nothing else about a person does. */
export interface Colleague {
  readonly id: string;
  readonly title: string | null;
  readonly role: string;
  readonly hiredOn: IsoDate | null;
  readonly leftOn: IsoDate | null;
}

/** Fewer would let somebody guess whose figures they are. */
const FEWEST_PEERS = 5;
const MOST_PEERS = 50;

/**
 * The people with the same title who work here on `on`, the 50 nearest in hiring date: same segment, similar tenure. Fewer than five
 * are none, so that a pooled figure never points at a person. Order: nearest first, then by id.
 */
export function peersOf<P extends Colleague>(subject: Colleague, everybody: readonly P[], on: IsoDate): readonly P[] {
  const distance = ({ hiredOn }: Colleague): number =>
    hiredOn === null || subject.hiredOn === null
      ? Number.MAX_SAFE_INTEGER
      : Math.abs(daysBetween(hiredOn, subject.hiredOn));
  const same = everybody.filter(
    ({ id, title, role, hiredOn, leftOn }) =>
      id !== subject.id &&
      role === subject.role &&
      title === subject.title &&
      (hiredOn === null || hiredOn <= on) &&
      (leftOn === null || leftOn > on),
  );
  if (same.length < FEWEST_PEERS) return [];
  return same.sort((a, b) => distance(a) - distance(b) || (a.id < b.id ? -1 : 1)).slice(0, MOST_PEERS);
}
