import type { IsoDate } from "../../core/calendar.js";
import type { OrgStore } from "../../store/store.js";

/** People fitted together: enough to learn a team's ways from, few enough for an answer to wait. */
const POOL = 300;

interface Span {
  readonly start: IsoDate;
  readonly end: IsoDate;
}

/** Everybody who is or was on the plan in the span, in as few pools of at most `POOL` people as there can be; those of one leader together. */
export async function poolsOf(store: OrgStore, planKey: string, span: Span): Promise<readonly (readonly string[])[]> {
  const listed = await store.listParticipants([planKey], span);
  const all = listed
    .map(({ personId: id, managers }) => ({ id, leader: managers.at(-1)?.key ?? "" }))
    .sort((a, b) => (a.leader < b.leader ? -1 : a.leader > b.leader ? 1 : a.id < b.id ? -1 : 1))
    .map(({ id }) => id);
  const pools = Math.ceil(all.length / POOL);
  const startOf = (n: number) => Math.ceil((n * all.length) / pools);
  return Array.from({ length: pools }, (_, n) => all.slice(startOf(n), startOf(n + 1)).sort());
}

/** The people whose credits a measure counts for a leader, or for everybody on the plan, on the days of the span. */
export async function contributorsOf(
  store: OrgStore,
  planKey: string,
  whose: "team" | "all_reports" | "everybody",
  personId: string,
  span: Span,
): Promise<readonly string[]> {
  if (whose === "everybody")
    return (await store.listParticipants([planKey], span)).map(({ personId: id }) => id).sort();
  const lines = await store.listLinesBelow([personId], whose === "team" ? 1 : Number.POSITIVE_INFINITY, span);
  return [...new Set(lines.map(({ personId: id }) => id))].sort();
}

/** Those below somebody who lead nobody themselves, on the days of the span. */
export async function sellersBelow(store: OrgStore, personId: string, span: Span): Promise<readonly string[]> {
  const lines = await store.listLinesBelow([personId], Number.POSITIVE_INFINITY, span);
  const leaders = new Set(lines.map(({ managerId }) => managerId));
  return [...new Set(lines.map(({ personId: id }) => id))].filter((id) => !leaders.has(id)).sort();
}
