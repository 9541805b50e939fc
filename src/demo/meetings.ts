import { addDays } from "../core/calendar.js";
import { accounts } from "./catalogue.js";
import { type DemoCalendar, dayAt, type QuarterOffset, workdayNear } from "./demo-calendar.js";
import type { Opportunity } from "./opportunity.js";
import { finalCredited } from "./performance.js";
import { randomFor } from "./random.js";
import { sellers } from "./roster.js";

/**
 * What a sales development rep is measured on: first meetings with a prospect that were held and qualified, one unit each.
 * They bring no bookings of their own (amount 0), so a team's bookings are the account people's and counted once.
 */
export function meetings(calendar: DemoCalendar, offsets: readonly QuarterOffset[]): Opportunity[] {
  return sellers
    .filter(({ job }) => job === "sdr")
    .flatMap((person, index) => {
      let number = 40_000 + index * 500;
      const reach = accounts.filter(({ territoryKey }) => person.territories.includes(territoryKey));
      return offsets.flatMap((offset) => {
        const random = randomFor("meetings", person.key, offset);
        const quarter = calendar.quarter(offset);
        const held = Math.max(1, Math.round(finalCredited(person, offset)));
        const missed = random.whole(1, 3);
        return Array.from({ length: held + missed }, (_, at) => {
          const won = at < held;
          const closedOn = workdayNear(dayAt(quarter, random.next() ** 0.9), quarter);
          return { won, closedOn, openedOn: addDays(closedOn, -random.whole(6, 24)), account: random.pick(reach) };
        })
          .sort((a, b) => (a.closedOn < b.closedOn ? -1 : a.closedOn > b.closedOn ? 1 : 0))
          .map(({ won, closedOn, openedOn, account }): Opportunity => {
            const key = `MTG-${number++}`;
            return {
              key,
              name: `${account.name} first meeting`,
              ownerKey: person.key,
              accountKey: account.key,
              productKey: null,
              territoryKey: account.territoryKey,
              type: "meeting",
              amount: "0.00",
              currency: "USD",
              units: "1",
              openedOn,
              expectedCloseOn: closedOn,
              closedOn,
              won,
              stages: [
                { stage: "Meeting booked", enteredOn: openedOn },
                { stage: won ? "Meeting held" : "No show", enteredOn: closedOn },
              ],
            };
          });
      });
    });
}
