import type { z } from "zod";
import type { TextLanguage } from "../answer/fixed-texts.js";
import type { IsoDate } from "../core/calendar.js";
import type { WriteAudience } from "../permission.js";
import type { Rendered } from "../skills/define-skill.js";
import { findPerson } from "../skills/find-person.js";
import type { OrgStore, Person } from "../store/store.js";
import type { Writes } from "../store/written/index.js";

/** Who wants to change something, where and when. */
export interface ActionContext {
  readonly store: OrgStore;
  readonly asker: Person;
  readonly now: Date;
  /** The organisation's day. */
  readonly today: IsoDate;
  readonly locale: string;
  /** The language of the question; English where there is none. */
  readonly language?: TextLanguage | undefined;
  /** The conversation it is asked in; null where there is none. */
  readonly conversation: string | null;
}

/** What is settled before an action loads. Permission was given for exactly this. */
export interface ActionScope extends ActionContext {
  /** Whom the change is about; the asker where it is about nobody else. */
  readonly subject: Person;
}

/** What would change, in words and figures. */
export interface Preview
  extends Pick<Rendered, "headline" | "body" | "figures" | "tables" | "explanation" | "notes" | "dataAsOf"> {
  /** What the button says: "Open the dispute". */
  readonly confirm: string;
  /** A word to type in place of a press, for what reaches many. */
  readonly typed?: string;
  /** Questions that may make the change needless, offered beside the buttons. */
  readonly actions?: Rendered["actions"];
}

/** What was changed, for the person who did it and for the audit trail. */
export interface Done {
  readonly said: Pick<Rendered, "headline" | "body" | "figures" | "tables" | "notes" | "actions">;
  readonly audit: {
    readonly entity: string;
    readonly entityKey: string;
    readonly before: object | null;
    readonly after: object | null;
  };
}

export interface Action<Input extends z.ZodObject = z.ZodObject, Facts = unknown> {
  readonly name: string;
  /** What it changes, for people. */
  readonly description: string;
  /** Keys and values, settled: nothing is looked for by words any more. It is kept with the preview and parsed again when confirmed. */
  readonly input: Input;
  readonly audience: WriteAudience;
  /** Whom it is about, which decides who may: the asker, the organisation, or the person found (null = nobody who is known). */
  readonly about:
    | "asker"
    | "organisation"
    | ((input: z.infer<Input>, context: ActionContext) => Promise<Person | null>);
  /**
   * A press does it without a preview: for what concerns the asker alone, is taken back as easily, and comes from a button that says
   * what it does.
   */
  readonly atOnce?: true;
  /** The only place that reads. Throws an AskError for what cannot be done. Runs for the preview and again for the confirmation. */
  load(input: z.infer<Input>, scope: ActionScope): Promise<Facts>;
  /** What would change. Writes nothing. */
  preview(facts: Facts, scope: ActionScope, input: z.infer<Input>): Preview;
  /** Changes it, in one transaction with the audit row. Writes, and reads that must be true at that moment, through `writes` alone. */
  perform(facts: Facts, writes: Writes, scope: ActionScope, input: z.infer<Input>): Promise<Done>;
}

export const defineAction = <Input extends z.ZodObject, Facts>(action: Action<Input, Facts>): Action<Input, Facts> =>
  action;

/** Any action, as a registry holds it. */
// biome-ignore lint/suspicious/noExplicitAny: a registry of actions with different inputs; each is parsed before it is called.
export type AnyAction = Action<any, any>;

/** For an action whose input has a `person`: key, e-mail or exact name, null = the asker. */
export const personOf = async ({ person }: { person: string | null }, { store, asker }: ActionContext) =>
  person === null ? asker : findPerson(await store.listPeople(), person);
