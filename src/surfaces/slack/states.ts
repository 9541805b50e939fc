import { randomBytes } from "node:crypto";
import type { KnownBlock } from "@slack/types";
import { z } from "zod";
import type { Answer } from "../../answer/answer.js";
import type { ShortState } from "../../store/short-states.js";
import type { AnsweringDeps } from "../surface.js";
import type { SlackMessage } from "./render.js";
import { ASK_ACTION } from "./render.js";
import type { SlackWorkspace } from "./workspaces.js";

/** Buttons below an answer work this long; after that the question is as easily asked anew. */
const ANSWER_MS = 30 * 86_400_000;
/** Forms are filled in within minutes. */
const FORM_MS = 3_600_000;

type Deps = Pick<AnsweringDeps, "store" | "now">;

export const ownerOf = (workspace: Pick<SlackWorkspace, "key">, userId: string): string =>
  `slack:${workspace.key}:${userId}`;

const FieldState = z.object({
  key: z.string(),
  label: z.string(),
  kind: z.enum(["amount", "text", "choice", "day"]),
  required: z.boolean().optional(),
  hint: z.string().optional(),
  maxChars: z.int().optional(),
  value: z.string().optional(),
  choices: z.array(z.object({ label: z.string(), value: z.string() })).optional(),
});
/** A button's question, with what is to be filled in before it is asked. */
export const AskState = z.object({
  ask: z.object({ skill: z.string().min(1), input: z.record(z.string(), z.unknown()) }),
  fields: z.array(FieldState).optional(),
  form: z.literal(true).optional(),
});
export type AskState = z.infer<typeof AskState>;
const AnswerState = z.object({ skill: z.string(), asks: z.record(z.string(), AskState) });
type AnswerState = z.infer<typeof AnswerState>;

const newId = (): string => randomBytes(18).toString("base64url");

/**
 * Keeps what the buttons of an answer ask, and hands over the message with ids in their place: what leaves the house can be
 * neither read nor changed. `owner` null lets whoever sees the message press, each for themselves.
 */
export async function withIds(
  { store, now }: Deps,
  message: SlackMessage,
  { skill, actions = [] }: Pick<Answer, "skill" | "actions">,
  owner: string | null,
): Promise<{ readonly message: SlackMessage; readonly id: string }> {
  const id = newId();
  const blocks = message.blocks.map((block): KnownBlock => {
    if (block.type !== "actions") return block;
    const elements = block.elements.map((element) =>
      element.type === "button" && ASK_ACTION.test(element.action_id ?? "") ? { ...element, value: id } : element,
    );
    return { ...block, elements };
  });
  const asks = Object.fromEntries(
    actions.map(({ ask, fields, form }, i) => [
      `ask:${i}`,
      { ask, ...(fields ? { fields } : {}), ...(form ? { form } : {}) },
    ]),
  );
  await save({ store, now }, { id, kind: "slack_answer", owner, data: { skill, asks } }, ANSWER_MS);
  return { message: { ...message, blocks }, id };
}

/** What is found of a state: it, that its time is over, or that it was made for somebody else. */
export type Found<T> =
  | { readonly ok: true; readonly data: T }
  | { readonly ok: false; readonly why: "gone" | "not_yours" };

export const findAnswer = (deps: Deps, id: string, owner: string): Promise<Found<AnswerState>> =>
  find(deps, "slack_answer", AnswerState, id, owner);

/** A form under way, for the one who opened it. */
export async function openForm(deps: Deps, kind: string, owner: string, data: unknown): Promise<string> {
  const id = newId();
  await save(deps, { id, kind, owner, data }, FORM_MS);
  return id;
}

export async function find<T>(
  { store, now }: Deps,
  kind: string,
  schema: z.ZodType<T>,
  id: string,
  owner: string,
): Promise<Found<T>> {
  const state = id === "" ? null : await store.shortStates.find(kind, id, now());
  const data = schema.safeParse(state?.data);
  if (!state || !data.success) return { ok: false, why: "gone" };
  if (state.owner !== null && state.owner !== owner) return { ok: false, why: "not_yours" };
  return { ok: true, data: data.data };
}

/** What to say when a state is not to be had. */
export const GONE: Readonly<Record<"gone" | "not_yours", string>> = {
  gone: "This button is too old for me to remember what it asked. Please ask me again in your own words.",
  not_yours: "This button belongs to somebody else's answer. Ask me the same in your own words.",
};

async function save(
  { store, now }: Deps,
  state: Pick<ShortState, "id" | "kind" | "owner" | "data">,
  ms: number,
): Promise<void> {
  const at = now();
  await store.shortStates.save({ ...state, orgId: null, expiresAt: new Date(at.getTime() + ms) }, at);
}
