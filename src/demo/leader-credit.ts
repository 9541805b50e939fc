import type { DemoCalendar } from "./demo-calendar.js";
import type { Opportunity } from "./opportunity.js";
import { move } from "./people.js";
import { member } from "./roster.js";

/**
 * Leaders are credited with all that their people book: when a deal is won, a share of 1 for each is recorded beside the
 * sellers' own shares, so that a leader's attainment is a plain sum of their own credits like everybody's. A team's total is
 * therefore the sum over its sellers, never over everybody in it. Meetings count for the manager of the SDR team alone; nobody
 * above is measured on them.
 */
export function withLeaders(opportunity: Opportunity, calendar: DemoCalendar): Opportunity {
  const { ownerKey, closedOn, won, splits } = opportunity;
  if (!won || closedOn > calendar.today) return opportunity;
  const owner = member(ownerKey);
  const before = ownerKey === move.personKey && closedOn < move.on(calendar);
  const manager = before ? move.from.managerKey : owner.managerKey;
  const line = owner.job === "sdr" ? [manager] : chainFrom(manager);
  return {
    ...opportunity,
    splits: [
      ...(splits ?? [{ personKey: ownerKey, share: "1" }]),
      ...line.flatMap((personKey) => (personKey === null ? [] : [{ personKey, share: "1" }])),
    ],
  };
}

function chainFrom(key: string | null): string[] {
  return key === null ? [] : [key, ...chainFrom(member(key).managerKey)];
}
