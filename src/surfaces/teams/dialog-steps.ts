import type { Answer } from "../../answer/answer.js";
import { type DialogCard, dialogCard, previewCard } from "./dialog.js";
import type { DialogData } from "./render-elements.js";

/** What a dialog shows next. A form that an answer brings along takes the place of the fields there were. */
export function stepOf(
  dialog: DialogData,
  values: Readonly<Record<string, unknown>>,
  answer: Answer,
): { readonly next: DialogData; readonly card: DialogCard } {
  const [action] = answer.actions ?? [];
  if (action?.fields && answer.outcome === "clarify") {
    const { title } = dialog;
    const next: DialogData = { title, ...action.ask, fields: action.fields };
    const { faults, body } = answer;
    return { next, card: dialogCard(next, faults ? { values, faults } : { about: body ?? "" }) };
  }
  if (answer.outcome === "confirm") return { next: dialog, card: previewCard(dialog.title, answer) };
  return { next: dialog, card: dialogCard(dialog, { values, answer }) };
}
