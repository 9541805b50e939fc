import type { AnyMessageKind } from "../messages/define-message.js";
import { mayReceive } from "../preferences/may-receive.js";
import { settled } from "../preferences/preferences.js";
import type { OrgStore, Person } from "../store/store.js";

/** Whether somebody wants a message now. */
export type Reception =
  | { readonly kind: "now" }
  | { readonly kind: "later"; readonly at: Date }
  | { readonly kind: "never"; readonly reason: string };

export type Receiving = (store: OrgStore, person: Person, kind: AnyMessageKind, now: Date) => Promise<Reception>;

/**
 * As the person chose, else their organisation, read anew for each message: what is switched off or stopped does not come, and quiet
 * hours and pauses are waited for. What is required comes whatever was switched off, and it too waits for the end of quiet hours.
 */
export const asPreferred: Receiving = async (store, person, { class: importance, topic }, now) => {
  const preferences = settled(await store.getChosenPreferences(person.id), person, store.organisation);
  const may = mayReceive(preferences, importance === "required" ? "notices" : topic, now);
  if (may.ok) return { kind: "now" };
  return may.until ? { kind: "later", at: may.until } : { kind: "never", reason: may.why };
};
