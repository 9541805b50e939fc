import { DateTime } from "luxon";
import type { AnyMessageKind } from "../messages/define-message.js";
import type { OrgStore, Person } from "../store/store.js";

/** Whether somebody wants a message now. */
export type Reception =
  | { readonly kind: "now" }
  | { readonly kind: "later"; readonly at: Date }
  | { readonly kind: "never"; readonly reason: string };

export type Receiving = (store: OrgStore, person: Person, kind: AnyMessageKind, now: Date) => Promise<Reception>;

/** Nobody is written to between these hours of their own day unless they said otherwise. */
const QUIET_FROM = 19;
const QUIET_UNTIL = 8;

/** Where no preference is known: by day, in the person's own zone, else the organisation's. */
export const receivesByDay: Receiving = async ({ organisation }, { timeZone }, { class: importance }, now) => {
  if (importance === "required") return { kind: "now" };
  const local = DateTime.fromJSDate(now, { zone: timeZone ?? organisation.timeZone });
  if (!local.isValid || (local.hour >= QUIET_UNTIL && local.hour < QUIET_FROM)) return { kind: "now" };
  const morning = local.hour < QUIET_UNTIL ? local : local.plus({ days: 1 });
  return { kind: "later", at: morning.startOf("day").set({ hour: QUIET_UNTIL }).toJSDate() };
};
