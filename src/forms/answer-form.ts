import type { z } from "zod";
import type { ActionContext } from "../actions/define-action.js";
import { actions } from "../actions/index.js";
import { propose } from "../actions/propose.js";
import type { Answer } from "../answer/answer.js";
import type { Field } from "../answer/fields.js";
import { AskError } from "../errors.js";
import { decide } from "../permission.js";
import { denial } from "../skills/refusal.js";
import type { Faults, Form } from "./define-form.js";

/** Set by the button below the fields: without it the form is shown, as it is to be filled in. */
const FILLED = { filled: true } as const;

/**
 * A form as it is to be filled in; filled in, the preview of its action, or the form again with what is wrong beside each field.
 * Nothing is changed by it.
 */
export async function answerForm(
  form: Form,
  given: Readonly<Record<string, unknown>>,
  context: ActionContext,
): Promise<Answer> {
  const subject = form.isFor === "admins" ? ({ kind: "organisation" } as const) : ({ kind: "nothing" } as const);
  const entry = decide(context.asker, subject, context.today);
  if (!entry.allow) return { ...denial(entry.reason), skill: form.name, asOf: context.today, locale: context.locale };
  const fields = await form.fields(context);
  if (given.filled !== true) return shown(form, fields, context);
  const read = await form.read(given, context);
  if (!read.ok) return wrong(form, withValues(fields, given), read.faults, context);
  const refused = refusedBy(form, read.input, fields);
  if (refused) return wrong(form, withValues(fields, given), refused, context);
  try {
    return await propose({ action: form.action, input: read.input }, context);
  } catch (error) {
    if (!(error instanceof AskError)) throw error;
    const words = [error.message, error.hint].filter(Boolean).join(" ");
    return wrong(form, withValues(fields, given), { [fields[0].key]: words }, context);
  }
}

/** What the action's own schema says, beside the fields that it is about. */
function refusedBy(form: Form, input: unknown, fields: readonly [Field, ...Field[]]): Faults | null {
  const parsed = (actions.get(form.action)?.input as z.ZodObject | undefined)?.safeParse(input);
  if (!parsed || parsed.success) return null;
  const faultsOf = parsed.error.issues.map(({ path }): [string, string] => {
    const name = String(path[0] ?? "");
    const field = fields.find(({ key }) => key === (form.fieldOf?.[name] ?? name)) ?? fields[0];
    return [field.key, "This is not as expected. Please write it another way."];
  });
  return Object.fromEntries(faultsOf);
}

const around = (form: Form, { today, locale }: ActionContext) =>
  ({ outcome: "clarify", skill: form.name, input: {}, figures: [], confidential: true, asOf: today, locale }) as const;

const fillIn = (form: Form, label: string, fields: readonly Field[]) => ({
  label,
  ask: { skill: form.name, input: FILLED },
  fields,
});

const shown = (form: Form, fields: readonly Field[], context: ActionContext): Answer => ({
  ...around(form, context),
  headline: form.title,
  body: form.about,
  actions: [fillIn(form, "Preview", fields)],
});

const wrong = (form: Form, fields: readonly Field[], faults: Faults, context: ActionContext): Answer => ({
  ...around(form, context),
  headline: "Please look at this once more. Nothing was changed.",
  body: fields.flatMap(({ key, label }) => (faults[key] === undefined ? [] : [`${label}: ${faults[key]}`])).join(" "),
  faults,
  actions: [fillIn(form, "Preview", fields)],
});

/** The form as it was filled in. A named number is written anew the way it was read. */
const withValues = (fields: readonly Field[], given: Readonly<Record<string, unknown>>): Field[] =>
  fields.map(({ value: _before, ...field }) => {
    const said = given[field.key];
    if (typeof said === "string" && said !== "") return { ...field, value: said };
    return isAmount(said)
      ? { ...field, value: `${said.currency ?? ""}${said.value}${said.unit === "percent" ? "%" : ""}` }
      : field;
  });

const isAmount = (said: unknown): said is { value: string; unit: string; currency: string | null } =>
  typeof said === "object" && said !== null && "value" in said && "unit" in said;
