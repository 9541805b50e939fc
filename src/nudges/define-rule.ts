import type { z } from "zod";
import type { Action, Value } from "../answer/answer.js";
import type { Money } from "../core/money.js";
import type { Desk } from "./desk.js";

/** Keys and days from the moment of a nudge, by which its effect is judged. Never an amount. */
export type Memory = Readonly<Record<string, string>>;

/** A reason to nudge somebody today. */
export interface Occasion {
  /** What it is about within its rule: a deal's key, a tier, a plan. */
  readonly subject: string;
  readonly memory: Memory;
  /** What its words speak of, by the names that the template uses. */
  readonly values: Readonly<Record<string, Value>>;
  /** What the step would bring in the person's own pay, by their plan; null where the plan gives no amount. */
  readonly worth: Money | null;
  /** The question that helps with the step. */
  readonly next: Action;
}

/**
 * A kind of nudge: when there is reason for it, whether its step was taken and whether that came to something. Its words, thresholds,
 * days, cooldown and priority are data, in `prompts/nudges/NAME.yaml`.
 */
export interface NudgeRule<Terms extends z.ZodObject = z.ZodObject> {
  /** As stored and as its template is called; never renamed. */
  readonly name: string;
  /** Its thresholds, `when` in the template. */
  readonly when: Terms;
  /** In any order. Reads nothing but the desk. */
  find(desk: Desk, when: z.infer<Terms>): readonly Occasion[];
  /** At the end of the rule's window, nudged or not: the step was taken. */
  acted(memory: Memory, desk: Desk): boolean;
  /** ... and what the step is for came true. */
  helped(memory: Memory, desk: Desk): boolean;
}

export const defineRule = <Terms extends z.ZodObject>(rule: NudgeRule<Terms>): NudgeRule<Terms> => rule;

// biome-ignore lint/suspicious/noExplicitAny: a registry of rules with different thresholds; they are parsed before they are used.
export type AnyNudgeRule = NudgeRule<any>;
