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
  /** The organisation's own affairs, which are its admins'. */
  | { readonly kind: "organisation" }
  /** One's own place among the colleagues of a team: nobody else's figures. `member`: the asker is one of them. */
  | { readonly kind: "place"; readonly member: boolean }
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
    case "place":
      return subject.member ? ALLOW : { allow: false, reason: "not_yours" };
    case "organisation":
    case "unknown":
    case "person":
    case "group":
      return asker.role === "admin" || reaches(subject) ? ALLOW : { allow: false, reason: "not_yours" };
  }
}

function reaches(subject: Exclude<Subject, { kind: "nothing" | "self" | "place" }>): boolean {
  if (subject.kind === "group") return subject.covered;
  return subject.kind === "person" && (subject.managesToday || subject.managedInPeriod);
}

/** Who may change something, seen from the person it is about. */
export type WriteAudience =
  /** The person alone: nobody signs, accepts or mutes for somebody else, an admin neither. */
  | "self"
  /** The person, whoever they report to today, and admins. */
  | "self_or_manager"
  /** Whoever the person reports to today, and admins; never the person: nobody decides in their own cause. */
  | "manager"
  /** Admins. */
  | "admin"
  /** Admins, but not about themselves. */
  | "admin_for_others";

/**
 * The one permission rule for writes; every preview and, anew, every confirmation passes it. What counts is who reports to whom on
 * the day of the write: who managed somebody once may still see that time, and changes nothing.
 */
export function decideWrite(asker: Asker, audience: WriteAudience, subject: Subject, today: IsoDate): Decision {
  if (asker.leftOn !== null && asker.leftOn <= today) return { allow: false, reason: "left" };
  const isAdmin = asker.role === "admin";
  const self = subject.kind === "self";
  const manages = isAdmin || (subject.kind === "person" && subject.managesToday);
  const allowed = {
    self,
    self_or_manager: self || manages,
    manager: manages && !self,
    admin: isAdmin,
    admin_for_others: isAdmin && !self,
  }[audience];
  return allowed ? ALLOW : { allow: false, reason: "not_yours" };
}
