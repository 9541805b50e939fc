import type { IsoDate } from "../core/calendar.js";
import type { OrgStore, Person } from "../store/store.js";
import type { TeamWeek, WeekTotal } from "./team-week.js";

/** What waits for a leader, or for their people. */
export interface Waiting {
  /** People of the team with a plan version to which they have said nothing. */
  readonly unacknowledged: number;
  readonly disputes: number;
}

export async function waitingFor(
  store: OrgStore,
  leader: Person,
  team: readonly Person[],
  today: IsoDate,
): Promise<Waiting> {
  const [waiting, disputes] = await Promise.all([
    store.countUnacknowledged(
      team.map(({ id }) => id),
      today,
    ),
    store.listDisputes({ assigneeId: leader.id, undecided: true }),
  ]);
  return { unacknowledged: waiting, disputes: disputes.length };
}

/** Nothing happened that a leader would do anything about: such a digest is short. */
export const isQuiet = (week: TeamWeek, total: WeekTotal, { disputes, unacknowledged }: Waiting): boolean =>
  total.credited.minor === total.creditedBefore.minor &&
  [week.won, week.lost, week.pushedOut, week.quotaChanged].every((list) => list.length === 0) &&
  disputes + unacknowledged === 0;
