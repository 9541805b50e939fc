import type { Answer } from "../../answer/answer.js";
import { type Field, MAX_TEXT } from "../../answer/fields.js";
import { clip, plain } from "../plain.js";
import { type AdaptiveCard, renderTeams } from "./render.js";
import { type DialogData, type Element, type InputElement, literal } from "./render-elements.js";

/** A dialog's card: fields, the button that asks, and above them the answer to what was asked before. */
export interface DialogCard extends Omit<AdaptiveCard, "actions"> {
  readonly actions: readonly DialogButton[];
}
interface DialogButton {
  readonly type: "Action.Submit";
  readonly title: string;
  readonly data: { readonly dialog: DialogData };
}

/** What stands in the dialog beside its fields: what was filled in, what was wrong with it, or the answer to it. */
export interface DialogState {
  readonly values?: Readonly<Record<string, unknown>>;
  readonly faults?: Readonly<Record<string, string>>;
  readonly answer?: Answer;
  /** A sentence above the fields. */
  readonly about?: string;
}

export function dialogCard(
  dialog: DialogData,
  { values = {}, faults = {}, answer, about }: DialogState = {},
): DialogCard {
  const { title, fields = [] } = dialog;
  // Buttons of an answer ask in the chat, where a dialog is in front of it.
  const above = answer && renderTeams({ ...answer, actions: [] }).card;
  const again = answer ? "Ask again" : "Continue";
  return {
    ...frameOf(title),
    body: [
      ...(about ? [literal(clip(plain(about), 600))] : []),
      ...(above?.body ?? []),
      ...fields.flatMap((field, i) =>
        fieldElements(field, values[field.key], faults[field.key], i === 0 && above !== undefined),
      ),
    ],
    // What asked for nothing is not asked again from here.
    actions: fields.length > 0 ? [{ type: "Action.Submit", title: again, data: { dialog } }] : [],
  };
}

/** What would change, with the buttons that do it or leave it. They act in the dialog; what leads elsewhere is left out. */
export function previewCard(title: string, answer: Answer): DialogCard {
  const decisions = (answer.actions ?? []).filter(({ ask }) => "proposal" in ask.input);
  return {
    ...frameOf(title),
    body: renderTeams({ ...answer, actions: [] }).card.body,
    actions: decisions.map(({ label, ask, fields }) => ({
      type: "Action.Submit",
      title: clip(plain(label), 80),
      data: { dialog: { title, ...ask, ...(fields ? { fields } : {}) } },
    })),
  };
}

const frameOf = (title: string) =>
  ({
    type: "AdaptiveCard",
    $schema: "https://adaptivecards.io/schemas/adaptive-card.json",
    version: "1.5",
    fallbackText: clip(plain(title), 100),
    msteams: { width: "full" },
  }) as const;

function fieldElements(field: Field, said: unknown, fault: string | undefined, apart: boolean): Element[] {
  const value = typeof said === "string" ? said : field.value;
  const common = {
    id: field.key,
    label: clip(plain(field.label), 200),
    isRequired: field.required ?? false,
    ...(field.required ? { errorMessage: "This is needed." } : {}),
    ...(field.hint ? { placeholder: clip(plain(field.hint), 150) } : {}),
    ...(value ? { value: clip(value, field.maxChars ?? MAX_TEXT) } : {}),
    ...(apart ? { separator: true, spacing: "Large" as const } : {}),
  };
  return [
    INPUTS[field.kind](common, field),
    ...(fault === undefined ? [] : [literal(clip(fault, 300), { size: "Small", weight: "Bolder", spacing: "Small" })]),
  ];
}

type Common = Omit<InputElement, "type" | "maxLength" | "isMultiline" | "style" | "choices">;

/** Texts longer than this are written in a box of several lines. */
const ONE_LINE = 100;

const text = (common: Common, { kind, maxChars = MAX_TEXT }: Field): InputElement => ({
  type: "Input.Text",
  maxLength: maxChars,
  ...(kind === "text" && maxChars > ONE_LINE ? { isMultiline: true } : {}),
  ...common,
});
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
