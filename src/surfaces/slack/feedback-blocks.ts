import type { ContextActionsBlock, ModalView } from "@slack/types";
import { plainText } from "./render-text.js";

export const FEEDBACK_ACTION = "feedback";
export const FEEDBACK_FORM = "feedback_form";

/** What can be wrong with an answer, as it is stored and as it is asked. */
export const REASONS: readonly { readonly key: string; readonly label: string }[] = [
  { key: "wrong_number", label: "The number looks wrong" },
  { key: "misunderstood", label: "It answers another question" },
  { key: "unclear", label: "I don't understand it" },
  { key: "incomplete", label: "Something is missing" },
  { key: "other", label: "Something else" },
];

/** The two buttons below an answer; they carry its id and which of them was pressed. */
export const feedbackBlock = (answerId: string): ContextActionsBlock => ({
  type: "context_actions",
  elements: [
    {
      type: "feedback_buttons",
      action_id: FEEDBACK_ACTION,
      positive_button: {
        text: plainText("Helpful", 75),
        value: `${answerId}:yes`,
        accessibility_label: "This answer helped me",
      },
      negative_button: {
        text: plainText("Not helpful", 75),
        value: `${answerId}:no`,
        accessibility_label: "This answer did not help me",
      },
    },
  ],
});

export const readFeedback = (value: string): { answerId: string; helpful: boolean } | null => {
  const [, answerId = "", said] = /^([\w-]+):(yes|no)$/.exec(value) ?? [];
  return answerId === "" ? null : { answerId, helpful: said === "yes" };
};

/** Asks what was wrong; both fields may stay empty. */
export const feedbackForm = (answerId: string): ModalView => ({
  type: "modal",
  callback_id: FEEDBACK_FORM,
  private_metadata: answerId,
  title: plainText("What was wrong?", 24),
  submit: plainText("Send", 24),
  close: plainText("Skip", 24),
  blocks: [
    {
      type: "input",
      block_id: "reason",
      optional: true,
      label: plainText("Reason", 100),
      element: {
        type: "radio_buttons",
        action_id: "reason",
        options: REASONS.map(({ key, label }) => ({ text: plainText(label, 75), value: key })),
      },
    },
    {
      type: "input",
      block_id: "comment",
      optional: true,
      label: plainText("Anything to add?", 100),
      hint: plainText("Your admins read this to make Pacer better. It changes nothing about your pay.", 150),
      element: { type: "plain_text_input", action_id: "comment", multiline: true, max_length: 500 },
    },
  ],
});
