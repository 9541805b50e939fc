import type { InputBlock, KnownBlock, ModalView, PlainTextOption } from "@slack/types";
import { type Field, fillIn, MAX_TEXT } from "../../answer/fields.js";
import type { SlackDeps } from "./deps.js";
import { type FieldsState, fieldsOf, findFields } from "./fields-state.js";
import type { FieldValues, Press } from "./press.js";
import { SLACK_LIMITS as LIMITS } from "./render-limits.js";
import { plainText } from "./render-text.js";
import { sentenceOf } from "./sentence.js";
import { GONE } from "./states.js";
import type { SlackWorkspace } from "./workspaces.js";

export const FIELDS_FORM = "fields_form";

/** Texts longer than this are written in a box of several lines. */
const ONE_LINE = 100;
const FIELDS = 20;

/** A window with the fields of a state, each by its place: a window carries no data. */
export function fieldsView(id: string, state: Pick<FieldsState, "label" | "about" | "fields" | "inWindow">): ModalView {
  return {
    type: "modal",
    callback_id: FIELDS_FORM,
    private_metadata: id,
    title: plainText(state.label, LIMITS.viewTitle),
    submit: plainText(state.inWindow ? "Continue" : "Go", LIMITS.viewTitle),
    close: plainText("Cancel", LIMITS.viewTitle),
    blocks: [
      ...(state.about ? (sentenceOf(state.about).blocks as KnownBlock[]) : []),
      ...fieldsOf(state).slice(0, FIELDS).map(inputOf),
    ],
  };
}

function inputOf(field: Field, i: number): InputBlock {
  return {
    type: "input",
    block_id: `field:${i}`,
    optional: !field.required,
    label: plainText(field.label, 100),
    ...(field.hint ? { hint: plainText(field.hint, LIMITS.inputHint) } : {}),
    element: elementOf(field, `field:${i}`),
  };
}

function elementOf(
  { kind, value, choices = [], maxChars = MAX_TEXT }: Field,
  action_id: string,
): InputBlock["element"] {
  if (kind === "choice") {
    const options = choices
      .slice(0, LIMITS.options)
      .map(({ label }, i): PlainTextOption => ({ text: plainText(label, LIMITS.optionText), value: String(i) }));
    const initial = options[choices.findIndex((choice) => choice.value === value)];
    return { type: "static_select", action_id, options, ...(initial ? { initial_option: initial } : {}) };
  }
  if (kind === "day") return { type: "datepicker", action_id, ...(value ? { initial_date: value } : {}) };
  return {
    type: "plain_text_input",
    action_id,
    max_length: kind === "amount" ? 40 : maxChars,
    ...(kind === "text" && maxChars > ONE_LINE ? { multiline: true } : {}),
    ...(value ? { initial_value: value } : {}),
  };
}

/** What is wrong by field, or the question as it was filled in and where its answer goes. */
export async function readFields(
  deps: SlackDeps,
  workspace: SlackWorkspace,
  { userId, view }: { readonly userId: string; readonly view: NonNullable<Press["view"]> },
): Promise<{ readonly errors: Readonly<Record<string, string>> } | { readonly asked: FieldsState }> {
  const found = await findFields(deps, workspace, userId, view.stateId);
  if (!found.ok) return { errors: { "field:0": GONE[found.why] } };
  const fields = fieldsOf(found.data);
  const filled = fillIn({ ask: found.data.ask, fields }, valuesOf(fields, view.values));
  return filled.ok ? { asked: { ...found.data, ask: filled.ask } } : { errors: errorsOf(found.data, filled.faults) };
}

/** Faults by the places that Slack knows the fields by. One of a field that the window does not have stands at the first. */
export function errorsOf(state: FieldsState, faults: Readonly<Record<string, string>>): Record<string, string> {
  const keys = fieldsOf(state).map(({ key }) => key);
  return Object.fromEntries(
    Object.entries(faults).map(([key, fault]) => [`field:${Math.max(0, keys.indexOf(key))}`, fault]),
  );
}

const valuesOf = (fields: readonly Field[], values: FieldValues): Record<string, string> =>
  Object.fromEntries(
    fields.map(({ key, kind, choices = [] }, i) => {
      const said = values[`field:${i}`] ?? "";
      return [key, kind === "choice" ? (choices[/^\d{1,3}$/.test(said) ? Number(said) : -1]?.value ?? said) : said];
    }),
  );
