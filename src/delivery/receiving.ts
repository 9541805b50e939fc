import type { AnyMessageKind } from "../messages/define-message.js";
import { mayReceive } from "../preferences/may-receive.js";
import { preferencesOf } from "../preferences/preferences.js";
import type { OrgStore, Person } from "../store/store.js";

/** Whether somebody wants a message now. */
export type Reception =
  | { readonly kind: "now" }
  | { readonly kind: "later"; readonly at: Date }
  | { readonly kind: "never"; readonly reason: string };

export type Receiving = (store: OrgStore, person: Person, kind: AnyMessageKind, now: Date) => Promise<Reception>;

/** By what the person chose, else their organisation: read anew for each message. */
export const receivesByPreference: Receiving = async (store, { id }, { topic }, now) => {
  const judged = mayReceive(await preferencesOf(store, id), topic, now);
  if (judged.ok) return { kind: "now" };
  return judged.until ? { kind: "later", at: judged.until } : { kind: "never", reason: judged.why };
};
