import type { QuarterOffset } from "./demo-calendar.js";
import type { Opportunity } from "./opportunity.js";
import { leave, move } from "./people.js";
import type { Random } from "./random.js";
import { type Member, sellers } from "./roster.js";

const SHARES = [
  ["0.5", "0.5"],
  ["0.6", "0.4"],
  ["0.7", "0.3"],
] as const;

/** People whose figures are told as a story elsewhere: their usual deals are theirs alone. */
const ALONE: readonly string[] = ["maya", leave.personKey, move.personKey];

/** One deal in fifteen of an account executive is shared with a colleague of the same team who was there by then. */
export function splitsOf(owner: Member, offset: QuarterOffset, random: Random): Pick<Opportunity, "splits"> {
  if (owner.job !== "ae" || !random.chance(1 / 15) || ALONE.includes(owner.key)) return {};
  const colleagues = sellers.filter(
    ({ key, team, job, joined }) =>
      key !== owner.key && team === owner.team && job === "ae" && !ALONE.includes(key) && (joined ?? -99) < offset,
  );
  if (colleagues.length === 0) return {};
  const [own, other] = random.pick(SHARES);
  return {
    splits: [
      { personKey: owner.key, share: own },
      { personKey: random.pick(colleagues).key, share: other },
    ],
  };
}
