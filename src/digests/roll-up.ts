import { ratio, type Table, text } from "../answer/answer.js";
import type { Period } from "../core/period.js";
import { compare } from "../core/rational.js";
import { measureValue } from "../skills/words.js";
import type { SubTeam, Team } from "./team-of.js";
import { sumUp, type WeekTotal } from "./team-week.js";

/** Rows of the table; everybody is in the sums. */
const SHOWN = 8;

/** The teams of the leaders below, the least likely to make its quota first. */
export function teamsTable({ teams }: Team, { members }: WeekTotal, period: Period): Table {
  const each = teams.flatMap(({ leader, sellerIds }: SubTeam) => {
    const total = sumUp(
      members.filter(({ id }) => sellerIds.has(id)),
      period,
    );
    return total ? [{ leader, total }] : [];
  });
  each.sort((a, b) => {
    const [x, y] = [a.total.forecast?.chance ?? a.total.attainment, b.total.forecast?.chance ?? b.total.attainment];
    return (x && y ? compare(x, y) : 0) || (a.leader.key < b.leader.key ? -1 : 1);
  });
  return {
    title: "Teams, the one to help first on top",
    columns: [
      { label: "Team of" },
      { label: "At", align: "right" },
      { label: "A week ago", align: "right" },
      { label: "Likely", align: "right" },
      { label: "Quota", align: "right" },
      { label: "Chance", align: "right" },
    ],
    rows: each
      .slice(0, SHOWN)
      .map(({ leader, total: { attainment, attainmentBefore, forecast, quota, unit } }) => [
        text(leader.name),
        attainment ? ratio(attainment) : text("–"),
        attainmentBefore ? ratio(attainmentBefore) : text("–"),
        forecast ? measureValue(forecast.landing.p50, unit) : text("–"),
        measureValue(quota, unit),
        forecast?.chance ? ratio(forecast.chance) : text("–"),
      ]),
    ...(each.length > SHOWN ? { more: each.length - SHOWN } : {}),
  };
}
