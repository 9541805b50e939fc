import { addDays, type IsoDate } from "../core/calendar.js";
import { decide } from "../permission.js";
import type { OrgStore, Person } from "../store/store.js";

/** A leader below, with everybody of theirs who sells. */
export interface SubTeam {
  readonly leader: Person;
  readonly sellerIds: ReadonlySet<string>;
}

export interface Team {
  /** Everybody below who leads nobody. */
  readonly sellers: readonly Person[];
  /** Of the leaders who report to the person directly; empty where they lead sellers alone. */
  readonly teams: readonly SubTeam[];
}

/** Whom somebody leads on a day, by reporting line and not by title. Null where that is nobody, or not theirs to see. */
export async function teamOf(store: OrgStore, leader: Person, today: IsoDate): Promise<Team | null> {
  const reports = await store.listReports(leader.id, today);
  if (!decide(leader, { kind: "group", covered: reports.length > 0 }, today).allow || reports.length === 0) return null;
  const lines = await store.listLinesBelow([leader.id], Number.POSITIVE_INFINITY, {
    start: today,
    end: addDays(today, 1),
  });
  const below = new Map<string, string[]>();
  for (const { managerId, personId } of lines) below.set(managerId, [...(below.get(managerId) ?? []), personId]);
  const sellers = reports.map(({ person }) => person).filter(({ id }) => !below.has(id));
  const isSeller = new Set(sellers.map(({ id }) => id));
  const sellersBelow = (id: string): string[] =>
    (below.get(id) ?? []).flatMap((each) => (isSeller.has(each) ? [each] : sellersBelow(each)));
  const teams = reports
    .filter(({ person, depth }) => depth === 1 && below.has(person.id))
    .map(({ person }) => ({ leader: person, sellerIds: new Set(sellersBelow(person.id)) }));
  return { sellers, teams };
}
