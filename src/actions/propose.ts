import type { Answer } from "../answer/answer.js";
import type { Field } from "../answer/fields.js";
import { denial } from "../skills/refusal.js";
import type { ActionContext } from "./define-action.js";
import { actions } from "./index.js";
import { settle } from "./settle.js";

/** How long a preview can be confirmed. What it showed may be out of date by then. */
const CONFIRMABLE_MS = 60 * 60_000;

/** What somebody asked to change: the action's name and its input, settled. */
export interface Proposed {
  readonly action: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** The word that a press alone does not replace. */
const typedField = (typed: string): Field => ({
  key: "typed",
  label: `To go ahead, type ${typed}`,
  kind: "text",
  required: true,
  maxChars: 40,
  hint: "It reaches many people.",
});

/**
 * The preview of a change, kept as a row whose id is all that the buttons carry. Nothing else is written, whoever chose the action:
 * a person's words or a model's.
 */
export async function propose({ action: name, input: given }: Proposed, context: ActionContext): Promise<Answer> {
  const { store, asker, now, today, locale, conversation } = context;
  const action = actions.get(name);
  if (!action) throw new Error(`no action ${name}`);
  const around = { skill: name, asOf: today, locale } as const;
  const settled = await settle(action, given, context);
  if (!settled.allow) return { ...around, ...denial(settled.reason, context.language) };
  const { input, scope } = settled;
  const {
    confirm,
    typed,
    actions: beside = [],
    ...preview
  } = action.preview(await action.load(input, scope), scope, input);
  const expiresAt = new Date(now.getTime() + CONFIRMABLE_MS);
  const proposal = await store.addProposal({
    personId: asker.id,
    action: name,
    input,
    typed: typed ?? null,
    conversation,
    createdAt: now,
    expiresAt,
  });
  const ask = (skill: string) => ({ skill, input: { proposal } });
  return {
    figures: [],
    confidential: true,
    ...preview,
    notes: [
      ...(preview.notes ?? []),
      typed
        ? `Nothing has changed yet. To go ahead, write: confirm ${typed}`
        : "Nothing has changed yet. Press a button, or write “confirm” or “cancel”.",
    ],
    ...around,
    outcome: "confirm",
    input: { proposal },
    actions: [
      { label: confirm, ask: ask("confirm"), ...(typed ? { fields: [typedField(typed)] } : {}) },
      { label: "Cancel", ask: ask("cancel") },
      ...beside,
    ],
  };
}
