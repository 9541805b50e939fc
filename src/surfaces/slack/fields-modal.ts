import type { InputBlock, ModalView, PlainTextOption } from "@slack/types";
import { z } from "zod";
import { type Field, fillIn } from "../../answer/fields.js";
import { answerQuestion } from "../answer-question.js";
import { deliveryOf, inboundOf } from "./conversation.js";
import type { SlackDeps } from "./deps.js";
import type { FieldValues, Press } from "./press.js";
import { SLACK_LIMITS as LIMITS } from "./render-limits.js";
import { plainText } from "./render-text.js";
import { AskState, find, GONE, openForm, ownerOf } from "./states.js";
import type { SlackWorkspace } from "./workspaces.js";

export const FIELDS_FORM = "fields_form";
const KIND = "slack_fields";

const FormState = AskState.extend({
  label: z.string(),
  /** Where the answer goes; without it, to the direct conversation. */
  message: z.object({ channelId: z.string(), threadTs: z.string().optional() }).optional(),
});
type FormState = z.infer<typeof FormState>;

/** What has to be filled in before a button's question is asked, each field with its fault below it once it has one. */
export async function openFields(
  deps: SlackDeps,
  workspace: SlackWorkspace,
  { userId, triggerId, message }: Pick<Press, "userId" | "triggerId" | "message">,
  asked: AskState & { readonly label: string },
): Promise<void> {
  const state = { ...asked, ...(message ? { message } : {}) };
  const id = await openForm(deps, KIND, ownerOf(workspace, userId), state);
  await workspace.api.openView(triggerId, fieldsView(id, asked.label, (asked.fields ?? []) as readonly Field[]));
}

const fieldsView = (id: string, label: string, fields: readonly Field[]): ModalView => ({
  type: "modal",
  callback_id: FIELDS_FORM,
  private_metadata: id,
  title: plainText(label, LIMITS.viewTitle),
  submit: plainText("Go", LIMITS.viewTitle),
  close: plainText("Cancel", LIMITS.viewTitle),
  blocks: fields.slice(0, 20).map(inputOf),
});

/** Fields are known by their place and choices by theirs, so that a window carries no data. */
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

function elementOf({ kind, value, choices = [] }: Field, action_id: string): InputBlock["element"] {
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
    max_length: kind === "amount" ? 40 : 500,
    ...(kind === "text" ? { multiline: true } : {}),
    ...(value ? { initial_value: value } : {}),
  };
}

/** What is wrong by field, or the question as it was filled in and where its answer goes. */
export async function readFields(
  deps: SlackDeps,
  workspace: SlackWorkspace,
  { userId, view }: { readonly userId: string; readonly view: NonNullable<Press["view"]> },
): Promise<{ readonly errors: Readonly<Record<string, string>> } | { readonly asked: FormState }> {
  const found = await find(deps, KIND, FormState, view.stateId, ownerOf(workspace, userId));
  if (!found.ok) return { errors: { "field:0": GONE[found.why] } };
  const { ask, fields = [] } = found.data;
  const filled = fillIn({ ask, fields: fields as readonly Field[] }, valuesOf(fields as readonly Field[], view.values));
  if (filled.ok) return { asked: { ...found.data, ask: filled.ask } };
  const errors = fields.flatMap(({ key }, i) => {
    const fault = filled.faults[key];
    return fault ? [[`field:${i}`, fault] as const] : [];
  });
  return { errors: Object.fromEntries(errors) };
}

const valuesOf = (fields: readonly Field[], values: FieldValues): Record<string, string> =>
  Object.fromEntries(
    fields.map(({ key, kind, choices = [] }, i) => {
      const said = values[`field:${i}`] ?? "";
      return [key, kind === "choice" ? (choices[/^\d{1,3}$/.test(said) ? Number(said) : -1]?.value ?? said) : said];
    }),
  );

/** The question as it was filled in, answered where the button stood. */
export async function askFilledIn(
  deps: SlackDeps,
  workspace: SlackWorkspace,
  userId: string,
  stateId: string,
  { ask: pressed, message }: FormState,
): Promise<void> {
  const channelId = message?.channelId ?? (await workspace.api.openDirect(userId));
  const ask = {
    kind: "button" as const,
    // A form is sent once: an hour later its state is gone, and until then this key is taken.
    eventKey: `slack:${workspace.key}:form:${stateId}`,
    userId,
    channelId,
    ...(message?.threadTs ? { threadTs: message.threadTs } : {}),
    markup: "",
    pressed,
  };
  const inbound = await inboundOf(deps, { workspace, ask });
  // Without a response address a channel gets its line for the asker alone, as for a mention.
  const delivery = deliveryOf(
    deps,
    { workspace, ask: inbound.channel === "dm" ? ask : { ...ask, kind: "mention" } },
    inbound.channel,
  );
  await answerQuestion(deps, inbound, delivery);
}
