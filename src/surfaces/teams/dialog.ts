import type { Answer } from "../../answer/answer.js";
import type { Field } from "../../answer/fields.js";
import { clip, plain } from "../plain.js";
import { type AdaptiveCard, renderTeams } from "./render.js";
import { type DialogData, type Element, type InputElement, literal } from "./render-elements.js";

/** A dialog's card: fields, the button that asks, and above them the answer to what was asked before. */
export interface DialogCard extends Omit<AdaptiveCard, "actions"> {
  readonly actions: readonly [
    { readonly type: "Action.Submit"; readonly title: string; readonly data: { readonly dialog: DialogData } },
  ];
}

/** What stands in the dialog beside its fields: what was filled in, what was wrong with it, or the answer to it. */
export interface DialogState {
  readonly values?: Readonly<Record<string, unknown>>;
  readonly faults?: Readonly<Record<string, string>>;
  readonly answer?: Answer;
}

const MAX_TEXT = 500;

export function dialogCard(dialog: DialogData, { values = {}, faults = {}, answer }: DialogState = {}): DialogCard {
  const { title, fields = [] } = dialog;
  // Buttons of an answer ask in the chat, where a dialog is in front of it.
  const above = answer && renderTeams({ ...answer, actions: [] }).card;
  return {
    type: "AdaptiveCard",
    $schema: "https://adaptivecards.io/schemas/adaptive-card.json",
    version: "1.5",
    fallbackText: clip(plain(title), 100),
    msteams: { width: "full" },
    body: [
      ...(above?.body ?? []),
      ...fields.flatMap((field, i) =>
        fieldElements(field, values[field.key], faults[field.key], i === 0 && above !== undefined),
      ),
    ],
    actions: [{ type: "Action.Submit", title: answer ? "Ask again" : "Ask", data: { dialog } }],
  };
}

function fieldElements(field: Field, said: unknown, fault: string | undefined, apart: boolean): Element[] {
  const value = typeof said === "string" ? said : field.value;
  const common = {
    id: field.key,
    label: clip(plain(field.label), 200),
    isRequired: field.required ?? false,
    ...(field.required ? { errorMessage: "This is needed." } : {}),
    ...(field.hint ? { placeholder: clip(plain(field.hint), 150) } : {}),
    ...(value ? { value: clip(value, MAX_TEXT) } : {}),
    ...(apart ? { separator: true, spacing: "Large" as const } : {}),
  };
  return [
    INPUTS[field.kind](common, field),
    ...(fault === undefined ? [] : [literal(clip(fault, 300), { size: "Small", weight: "Bolder", spacing: "Small" })]),
  ];
}

type Common = Omit<InputElement, "type" | "maxLength" | "style" | "choices">;

const text = (common: Common): InputElement => ({ type: "Input.Text", maxLength: MAX_TEXT, ...common });
const INPUTS: Readonly<Record<Field["kind"], (common: Common, field: Field) => InputElement>> = {
  amount: text,
  text,
  day: (common) => ({ type: "Input.Date", ...common }),
  choice: (common, { choices = [] }) => ({
    type: "Input.ChoiceSet",
    style: "compact",
    ...common,
    choices: choices.map(({ label, value }) => ({ title: clip(plain(label), 100) || "–", value })),
  }),
};
