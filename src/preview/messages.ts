import type { Answer } from "../answer/answer.js";
import type { AnyMessageKind } from "../messages/define-message.js";
import { type MessageKinds, messageKinds } from "../messages/index.js";
import { exampleRecipe, type Occasion, renderMessage } from "../messages/render-message.js";

/** A message that Pacer sends on its own, as one person would get it at one moment. */
export interface MessagePreview {
  readonly name: string;
  readonly description: string;
  readonly class: AnyMessageKind["class"];
  readonly topic: AnyMessageKind["topic"];
  /** What it would be about: another occasion has another one. Null where there is no occasion. */
  readonly occasion: string | null;
  /** Null where there is no occasion, or nothing to say on it. */
  readonly answer: Answer | null;
}

/** Every kind of message for one person, written as if it were sent now. Nothing is sent and nothing is stored. */
export async function previewMessages(
  occasion: Occasion,
  kinds: MessageKinds = messageKinds,
): Promise<readonly MessagePreview[]> {
  const found: MessagePreview[] = [];
  for (const kind of kinds.values()) {
    const { name, description, topic } = kind;
    const recipe = await exampleRecipe(kind, occasion);
    const written = recipe && (await renderMessage(kind, recipe, occasion));
    found.push({
      name,
      description,
      class: kind.class,
      topic,
      occasion: recipe && JSON.stringify(recipe),
      answer: written?.kind === "answer" ? written.answer : null,
    });
  }
  return found;
}
