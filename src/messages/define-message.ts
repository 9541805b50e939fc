import type { z } from "zod";
import type { Answer } from "../answer/answer.js";
import type { IsoDate } from "../core/calendar.js";
import type { MessageKind as MessageTopic, Preferences } from "../preferences/preferences.js";
import type { Rendered } from "../skills/define-skill.js";
import type { OrgStore, Person } from "../store/store.js";

/**
 * What happens to a message in doubt and to one that its recipient has muted. `required` goes through whatever was switched off (a
 * notice that the law or a plan demands); `important` (statements, approvals, announcements) is sent once more, under the same
 * reference, where a platform cannot tell whether it has it; `routine` (updates, nudges, digests) is rather missed than doubled.
 */
export type MessageClass = "required" | "important" | "routine";

/** For whom and when a message is written. The recipient works here and may be written to: that was settled before. */
export interface MessageScope {
  readonly store: OrgStore;
  readonly recipient: Person;
  /** The organisation's day. */
  readonly today: IsoDate;
  readonly now: Date;
  readonly locale: string;
  /** A question answered as the recipient would have it answered now, with all checks: how a message speaks of anybody else. */
  ask(skill: string, input: Readonly<Record<string, unknown>>): Promise<Answer>;
}

/** A kind of message that Pacer sends on its own. One file each, and a line in `index.ts`. */
export interface MessageKind<Recipe extends z.ZodObject = z.ZodObject> {
  /** As stored with every message; never renamed. */
  readonly name: string;
  /** What it tells, for people who choose what they get. */
  readonly description: string;
  readonly class: MessageClass;
  /** By what people switch messages on and off. */
  readonly topic: MessageTopic;
  /** Where it comes by the calendar: who gets it, and when. Absent = whoever causes it writes it down. */
  readonly schedule?: {
    /** `leads`: somebody reports to the person today. Whether they switched its topic off is settled before. */
    wantedBy(person: Person, leads: boolean): boolean;
    /** As `Rule` of `src/delivery/calendar/rule.ts` reads it, in the person's own time. */
    rule(preferences: Preferences): Readonly<Record<string, unknown>>;
    /** How long after its moment a missed one is still made up for. */
    readonly catchUpMinutes: number;
  };
  /** Ids and days to render from; messages written by an earlier version must still parse. */
  readonly recipe: Recipe;
  /** Written at the moment of sending from what is true then. Null when there is nothing to say any more. */
  render(recipe: z.infer<Recipe>, scope: MessageScope): Promise<Rendered | null>;
  /** A recipe for a preview to this person from what is stored; null when there is no occasion. */
  example(scope: MessageScope): Promise<z.infer<Recipe> | null>;
}

export const defineMessage = <Recipe extends z.ZodObject>(kind: MessageKind<Recipe>): MessageKind<Recipe> => kind;

/** Any kind, as a registry holds it. */
// biome-ignore lint/suspicious/noExplicitAny: a registry of kinds with different recipes; they are parsed before they are rendered.
export type AnyMessageKind = MessageKind<any>;
