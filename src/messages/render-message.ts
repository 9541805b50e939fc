import type { Answer } from "../answer/answer.js";
import { AskError } from "../errors.js";
import { decide } from "../permission.js";
import { skills } from "../skills/index.js";
import { runSkill } from "../skills/run-skill.js";
import type { OrgStore } from "../store/store.js";
import { dayIn } from "./day-in.js";
import type { AnyMessageKind, MessageScope } from "./define-message.js";

/** A message in words, or why there is none to send (a word for the log and for whoever looks at the outbox). */
export type Written =
  | { readonly kind: "answer"; readonly answer: Answer }
  | { readonly kind: "nothing"; readonly reason: "no_such_person" | "left" | "unreadable" | "nothing_to_say" };

/** What is being written to whom, and when. */
export interface Occasion {
  readonly store: OrgStore;
  readonly recipientId: string;
  readonly now: Date;
}

/** Writes one message for its recipient as they stand now: who has left since gets nothing. */
export async function renderMessage(
  kind: AnyMessageKind,
  recipe: Readonly<Record<string, unknown>>,
  occasion: Occasion,
): Promise<Written> {
  const settled = await settle(occasion);
  if (settled.kind === "nothing") return settled;
  const parsed = kind.recipe.safeParse(recipe);
  if (!parsed.success) return { kind: "nothing", reason: "unreadable" };
  const { scope } = settled;
  const rendered = await kind.render(parsed.data, scope);
  if (!rendered) return { kind: "nothing", reason: "nothing_to_say" };
  const { today: asOf, locale } = scope;
  const around = { outcome: "answer", figures: [], confidential: true } as const;
  return { kind: "answer", answer: { ...around, ...rendered, skill: kind.name, input: {}, asOf, locale } };
}

/** A recipe for somebody to look at, from what is stored about them; null when the kind has no occasion with them. */
export async function exampleRecipe(
  kind: AnyMessageKind,
  occasion: Occasion,
): Promise<Readonly<Record<string, unknown>> | null> {
  const settled = await settle(occasion);
  return settled.kind === "nothing" ? null : kind.example(settled.scope);
}

async function settle({
  store,
  recipientId,
  now,
}: Occasion): Promise<
  { readonly kind: "scope"; readonly scope: MessageScope } | Extract<Written, { readonly kind: "nothing" }>
> {
  const recipient = await store.findPerson(recipientId);
  if (!recipient) return { kind: "nothing", reason: "no_such_person" };
  const today = dayIn(store.organisation.timeZone, now);
  if (!decide(recipient, { kind: "self" }, today).allow) return { kind: "nothing", reason: "left" };
  const locale = recipient.locale ?? "en-US";
  const ask: MessageScope["ask"] = async (name, input) => {
    const skill = skills.get(name);
    if (!skill) throw new AskError(`There is no question "${name}".`);
    return runSkill(skill, input, { store, asker: recipient, today, now, locale });
  };
  return { kind: "scope", scope: { store, recipient, today, now, locale, ask } };
}
