import type { IsoDate } from "./core/calendar.js";

/** Whose figures are asked for, seen from the asker. */
export type Subject =
  /** No figures at all: help, small talk. */
  | { readonly kind: "nothing" }
  | { readonly kind: "self" }
  | {
      readonly kind: "person";
      /** The asker stands above the person in the reporting tree today. */
      readonly managesToday: boolean;
      /** ... or did so on a day of the period asked about. */
      readonly managedInPeriod: boolean;
    }
  /** A name that is nobody's. Refused exactly like a colleague, so that a refusal tells nothing. */
  | { readonly kind: "unknown" }
  | {
      readonly kind: "group";
      /** Every member is the asker or stands below the asker today. False for a group that does not exist. */
      readonly covered: boolean;
    };

export interface Asker {
  readonly role: "rep" | "manager" | "admin";
  /** First day the person no longer works here. */
  readonly leftOn: IsoDate | null;
}

export type Decision = { readonly allow: true } | { readonly allow: false; readonly reason: "left" | "not_yours" };

const ALLOW: Decision = { allow: true };

/**
 * The one permission rule; every read passes it. Figures are shown to their owner, to whoever stands above the owner in the
 * reporting tree today or on a day of the period, and to admins; totals of a group to those who may see each member. A title
 * alone opens nothing: a "manager" sees who reports to them. Somebody who has left sees nothing, not even their own.
 */
export function decide(asker: Asker, subject: Subject, today: IsoDate): Decision {
  if (asker.leftOn !== null && asker.leftOn <= today) return { allow: false, reason: "left" };
  switch (subject.kind) {
    case "nothing":
    case "self":
      return ALLOW;
    case "unknown":
    case "person":
    case "group":
      return asker.role === "admin" || reaches(subject) ? ALLOW : { allow: false, reason: "not_yours" };
  }
}

function reaches(subject: Exclude<Subject, { kind: "nothing" | "self" }>): boolean {
  if (subject.kind === "group") return subject.covered;
  return subject.kind === "person" && (subject.managesToday || subject.managedInPeriod);
}
