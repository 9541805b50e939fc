import type { Answer } from "../answer/answer.js";
import { denial } from "../skills/refusal.js";
import type { ActionContext } from "./define-action.js";
import { actions } from "./index.js";
import { type Proposed, propose } from "./propose.js";
import { settle } from "./settle.js";

/**
 * What a person's own press asked to change: done at once where the action says so, with its audit row in the same transaction, else
 * previewed as ever. Never for what a message or a model chose.
 */
export async function press(proposed: Proposed, context: ActionContext): Promise<Answer> {
  const action = actions.get(proposed.action);
  if (!action?.atOnce) return propose(proposed, context);
  const { store, asker, now, today: asOf, locale } = context;
  const around = { skill: action.name, asOf, locale } as const;
  const settled = await settle(action, proposed.input, context);
  if (!settled.allow) return { ...around, ...denial(settled.reason) };
  const { input, scope } = settled;
  const facts = await action.load(input, scope);
  const said = await store.write(async (writes) => {
    const done = await action.perform(facts, writes, scope, input);
    await writes.addAudit({ at: now, actor: asker.email ?? asker.key, action: action.name, ...done.audit });
    return done.said;
  });
  return { outcome: "answer", figures: [], confidential: true, ...said, ...around, input };
}
