import type { Answer } from "../../answer/answer.js";
import type { Delivery } from "../answer-question.js";
import { clip, plain } from "../plain.js";
import { stepOf } from "./dialog-steps.js";
import { renderTeams } from "./render.js";
import type { DialogData } from "./render-elements.js";

/** Teams shows an error where a press is not answered within about ten seconds. */
const PATIENCE_MS = 8_000;
const CARD = "application/vnd.microsoft.card.adaptive";
const SENTENCE = "application/vnd.microsoft.activity.message";

/** How the response to an invoke says what became of it. */
export interface ResponseShape {
  answer(answer: Answer): unknown;
  sentence(sentence: string): unknown;
  /** The answer will take longer than the response may. */
  late(): unknown;
  /** An answer that comes after the response, or that may not be seen where it was asked for, is sent as a message. */
  readonly sendsElse: boolean;
}

/** What Teams shows where a card's button was pressed. */
export const toast = (value: string) => ({ statusCode: 200, type: SENTENCE, value });

/** The card itself, in place. One that is late is left as it was: nobody asked for a message. */
export const inTheCard = (page: number, viewer: string | undefined): ResponseShape => ({
  answer: (answer) => ({
    statusCode: 200,
    type: CARD,
    value: renderTeams(answer, { page, ...(viewer === undefined ? {} : { viewer }) }).card,
  }),
  sentence: (sentence) => toast(plain(sentence)),
  late: () => toast("That takes longer than usual. Please ask me again in our chat."),
  sendsElse: false,
});

/** The dialog goes on with what it came to: the answer above its fields, a form with its faults, or a preview with its buttons. */
export const inTheDialog = (dialog: DialogData, values: Readonly<Record<string, unknown>>): ResponseShape => ({
  answer: (answer) => {
    const { next, card } = stepOf(dialog, values, answer);
    return continued(next, card);
  },
  sentence: (sentence) => ({ task: { type: "message", value: plain(sentence) } }),
  late: () => ({ task: { type: "message", value: "That takes longer than usual. I'll send the answer to our chat." } }),
  sendsElse: true,
});

export const continued = ({ title }: DialogData, content: unknown) => ({
  task: {
    type: "continue",
    value: {
      title: clip(plain(title), 60),
      height: "medium",
      width: "medium",
      card: { contentType: CARD, content },
    },
  },
});

/**
 * Answers an invoke in its own response while there is time. `work` is given the ways to the asker that do so; it goes on after the
 * time is up.
 */
export function inTime(
  shape: ResponseShape,
  work: (through: (usual: Delivery) => Delivery) => Promise<void>,
): Promise<unknown> {
  return new Promise((resolve) => {
    let isGiven = false;
    const give = (body: unknown): boolean => {
      if (isGiven) return false;
      isGiven = true;
      clearTimeout(timer);
      resolve(body);
      return true;
    };
    const timer = setTimeout(() => give(shape.late()), PATIENCE_MS);
    const through = (usual: Delivery): Delivery => ({
      account: usual.account,
      async inPlace(answer) {
        if (!give(shape.answer(answer)) && shape.sendsElse) await usual.inPlace(answer);
      },
      async privately(answer) {
        if (shape.sendsElse) return usual.privately(answer);
        give(shape.sentence("I show your figures in our own chat only. Please ask me there."));
      },
      async plainly(sentence) {
        if (!give(shape.sentence(sentence)) && shape.sendsElse) await usual.plainly(sentence);
      },
    });
    // A redelivered press is answered by nothing: it was answered before.
    void work(through).finally(() => give({}));
  });
}
