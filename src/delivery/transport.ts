import type { Answer } from "../answer/answer.js";
import type { OrgStore, Person, Platform } from "../store/store.js";

/** Where a person is reached on a platform. */
export interface Address {
  readonly workspaceId: string;
  readonly userId: string;
}

/** A message on its way out. */
export interface Parcel {
  /** The same for every attempt; goes out with the message, so that it can be found again. */
  readonly deliveryId: string;
  readonly answer: Answer;
}

/** What became of one call. Whatever is not known for certain is `doubt`. */
export type SendOutcome =
  | { readonly kind: "sent"; readonly messageRef: string }
  /** Not taken; the platform wants nothing for so long. */
  | { readonly kind: "limited"; readonly retryInMs: number }
  /** Certainly not taken, by nobody's fault: the platform cannot be reached. */
  | { readonly kind: "unreached"; readonly reason: string }
  /** Never will be taken: nobody there, or the message itself is refused. */
  | { readonly kind: "refused"; readonly reason: string }
  /** The platform takes nothing from Pacer for this workspace. */
  | { readonly kind: "shut_out"; readonly reason: string }
  /** It may have been taken. `certainInMs`: from then on, what is not there will not come. */
  | { readonly kind: "doubt"; readonly reason: string; readonly certainInMs: number };

export type FindOutcome =
  | { readonly kind: "found"; readonly messageRef: string }
  | { readonly kind: "absent" }
  | { readonly kind: "limited"; readonly retryInMs: number }
  | { readonly kind: "unknown"; readonly reason: string };

/** One platform's way to people. Repeats nothing by itself, and says what is known of each call. */
export interface Transport {
  readonly platform: Platform;
  /** Where the person has spoken to Pacer; null when they have not here. */
  locate(store: OrgStore, person: Person): Promise<Address | null>;
  /** Looks for somebody who never has. Throws when the platform does not answer. Absent where a person has to come first. */
  seek?(store: OrgStore, person: Person): Promise<Address | null>;
  send(address: Address, parcel: Parcel): Promise<SendOutcome>;
  /** Looks for a message of ours that may have been taken since a moment. Absent where the platform offers no way to look. */
  find?(address: Address, deliveryId: string, since: Date): Promise<FindOutcome>;
}
