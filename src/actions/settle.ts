import { addDays } from "../core/calendar.js";
import { AskError } from "../errors.js";
import { type Decision, decideWrite, type Subject } from "../permission.js";
import type { Person } from "../store/store.js";
import type { ActionContext, ActionScope, AnyAction } from "./define-action.js";

export type Settled =
  | { readonly allow: true; readonly input: Record<string, unknown>; readonly scope: ActionScope }
  | Extract<Decision, { allow: false }>;

/**
 * Parses the input, settles whom it is about and asks for permission. Nothing of the action is read before. Throws an AskError for
 * an input that is not as expected, and, to those who may know, for a person who is nobody.
 */
export async function settle(action: AnyAction, given: unknown, context: ActionContext): Promise<Settled> {
  const parsed = action.input.safeParse(given);
  if (!parsed.success) {
    const field = String(parsed.error.issues[0]?.path[0] ?? "what was asked");
    throw new AskError(`I could not read that: ${field} is not as expected.`, "Say it again in your own words.");
  }
  const input = parsed.data as Record<string, unknown>;
  const about = await subjectOf(action, input, context);
  const decision = decideWrite(context.asker, action.audience, about.subject, context.today);
  if (!decision.allow) return decision;
  if (about.person === null)
    throw new AskError("I don't know that person.", "Use the full name or the e-mail address.");
  return { allow: true, input, scope: { ...context, subject: about.person } };
}

async function subjectOf(
  { about }: AnyAction,
  input: Record<string, unknown>,
  context: ActionContext,
): Promise<{ subject: Subject; person: Person | null }> {
  const { store, asker, today } = context;
  if (about === "organisation") return { subject: { kind: "organisation" }, person: asker };
  const person = about === "asker" ? asker : await about(input, context);
  if (person?.id === asker.id) return { subject: { kind: "self" }, person };
  // The same look-up for somebody who does not exist, so that a refusal takes as long.
  const day = { start: today, end: addDays(today, 1) };
  const managesToday = await store.managesWithin(asker.id, person?.id ?? asker.id, day);
  if (!person) return { subject: { kind: "unknown" }, person };
  return { subject: { kind: "person", managesToday, managedInPeriod: false }, person };
}
