import { z } from "zod";
import type { Answer } from "../answer/answer.js";
import type { TextLanguage } from "../answer/fixed-texts.js";
import type { IsoDate } from "../core/calendar.js";
import type { Period } from "../core/period.js";
import type { OrgStore, Person } from "../store/store.js";

/** Whom a skill speaks about, which decides what is checked before it loads anything. */
export type Audience =
  /** Nobody's figures. */
  | "everyone"
  /** One person's: their own, or of somebody they may see. */
  | "self_or_reports"
  /** A group's: its members' figures and totals. */
  | "group"
  /** One person's, or a group's where a team was named. */
  | "person_or_group"
  /** A group's for those who lead it; for everybody else their own place among the colleagues of a team they belong to. */
  | "place"
  /** The organisation's: for its admins. */
  | "admins";

/** What is settled before a skill loads: who asks, about whom, for when. Permission was given for exactly this. */
export interface Scope {
  readonly store: OrgStore;
  readonly asker: Person;
  /** Whose figures: the asker unless somebody else was asked about. */
  readonly subject: Person;
  readonly period: Period;
  /** The members of the group asked about; empty for other audiences. */
  readonly group: {
    readonly name: string;
    readonly members: readonly Person[];
    readonly leaders: ReadonlySet<string>;
    /** The asker may see each member's figures; absent = nobody is in it. */
    readonly covered?: boolean;
  };
  /** The organisation's day. */
  readonly today: IsoDate;
  /** The moment of the question, for what is meant by "in two hours"; figures are as of `today`. */
  readonly now: Date;
  readonly locale: string;
  /** The language of the question, for questions back. */
  readonly language?: TextLanguage | undefined;
}

/** What a skill writes; who asked, when and in which language is added around it. */
export type Rendered = Pick<Answer, "headline"> &
  Partial<
    Pick<
      Answer,
      | "outcome"
      | "body"
      | "progress"
      | "figures"
      | "tables"
      | "charts"
      | "attachments"
      | "explanation"
      | "notes"
      | "actions"
      | "dataAsOf"
      | "period"
      | "planVersion"
      | "confidential"
    >
  > & {
    /** A change that was asked for. Its preview is shown in place of the answer; the skill itself changes nothing. */
    readonly proposes?: { readonly action: string; readonly input: Readonly<Record<string, unknown>> };
  };

export interface Skill<Input extends z.ZodObject = z.ZodObject, Facts = unknown, Result = unknown> {
  readonly name: string;
  /** What it answers, for people and for whoever has to choose among skills. */
  readonly description: string;
  /** Every field may be null and none may be left out. */
  readonly input: Input;
  readonly audience: Audience | ((input: z.infer<Input>) => Audience);
  /** It shows more than the period asked about, so having led the person within that period alone opens nothing. */
  readonly beyondPeriod?: true;
  /** The only place that reads the store. */
  load(input: z.infer<Input>, scope: Scope): Promise<Facts>;
  /** Calls core. Nothing else computes. */
  compute(facts: Facts, input: z.infer<Input>, scope: Scope): Result;
  render(result: Result, scope: Scope, input: z.infer<Input>): Rendered;
}

export const defineSkill = <Input extends z.ZodObject, Facts, Result>(
  skill: Skill<Input, Facts, Result>,
): Skill<Input, Facts, Result> => skill;

/** Any skill, as a registry holds it. */
// biome-ignore lint/suspicious/noExplicitAny: a registry of skills with different inputs; runSkill parses before it calls.
export type AnySkill = Skill<any, any, any>;

/** Fields that several skills take. */
export const TextField = z
  .string()
  .max(4_000)
  .nullable()
  .describe("Leave null: the message itself is put here, whoever chose the question");
export const PersonField = z
  .string()
  .max(200)
  .nullable()
  .describe("Key, e-mail or full name of the person asked about; null = the asker");
export const PeriodField = z
  .string()
  .max(60)
  .nullable()
  .describe('e.g. "2026-Q3", "2026-11", "last_quarter", "october", "last_3_months"; null = this quarter');
export const TeamField = z.string().max(200).nullable().describe('Name of a team, "mine" or "all"');
export const AmountField = z
  .object({
    value: z.string().regex(/^-?\d{1,15}(\.\d{1,6})?$/),
    unit: z.enum(["money", "percent", "count", "plain"]),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/)
      .nullable(),
  })
  .nullable()
  .describe("A number that was named; value is an exact decimal numeral");
export type AmountInput = z.infer<typeof AmountField>;
