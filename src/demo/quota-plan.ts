import type { QuarterOffset } from "./demo-calendar.js";
import { leave, move } from "./people.js";
import { type Job, type Member, roster, type TeamKey } from "./roster.js";

/** Quarterly quota at full strength, in dollars (meetings for an SDR). */
const FULL: Partial<Record<TeamKey, Partial<Record<Job, number>>>> = {
  commercial: { ae: 180_000, am: 120_000 },
  enterprise: { ae: 320_000, am: 150_000 },
  sdr: { sdr: 8 },
  europe: { ae: 220_000, am: 130_000 },
  apac: { ae: 200_000, am: 125_000 },
};

export function fullQuota(person: Member, team: TeamKey | null = person.team): number {
  const found = team === null ? undefined : FULL[team]?.[person.job];
  if (found === undefined) throw new RangeError(`${person.name} has no quota of their own`);
  return found;
}

/** What part of the full quota holds in the quarter, for the people who are on ramp or newly hired. */
export function rampShare(person: Member, offset: QuarterOffset): number {
  if (person.joined === undefined) return 1;
  if (offset < person.joined) return 0;
  return [0.25, 0.5, 0.75][offset - person.joined] ?? 1;
}

/** The quota the quarter ends with. */
export function quotaIn(person: Member, offset: QuarterOffset): number {
  if (person.key === move.personKey && offset === -1) return MOVED_QUOTA;
  if (person.key === leave.personKey && offset === -1) return LEAVE_QUOTAS[0];
  const team = person.key === move.personKey && offset < -1 ? move.from.team : person.team;
  return fullQuota(person, team) * rampShare(person, offset);
}

/** Half a quarter on each of the two quotas. */
export const MOVED_QUOTA = 250_000;
/** Last quarter's and the present one's, for the person on leave. */
export const LEAVE_QUOTAS = [150_000, 45_000] as const;

/** A leader's quota: what the account people below carry, less a buffer for the ones who will miss; an SDR manager's, their meetings. */
export function leaderQuota(leader: Member): number {
  const below = peopleBelow(leader);
  if (leader.team === "sdr") return below.reduce((sum, person) => sum + fullQuota(person), 0);
  const carried = below
    .filter(({ job }) => job === "ae" || job === "am")
    .reduce((sum, person) => sum + fullQuota(person), 0);
  const buffer = { manager: 0.95, director: 0.92, vp: 0.9 }[leader.job as "manager" | "director" | "vp"];
  return Math.round((carried * buffer) / 10_000) * 10_000;
}

function peopleBelow(leader: Member): Member[] {
  return roster
    .filter(({ managerKey, role }) => managerKey === leader.key && role !== "admin")
    .flatMap((person) => [person, ...peopleBelow(person)]);
}
