import { z } from "zod";
import type { SlackWorkspace } from "./workspaces.js";

/** A pressed button or a changed field. Nothing in it says what it is about: an id does, and who acts is who pressed. */
export interface Press {
  readonly eventKey: string;
  readonly triggerId: string;
  readonly userId: string;
  readonly actionId: string;
  /** What the element carries; ours carry ids of states. */
  readonly value: string;
  /** Where a message bears the button. */
  readonly message?: { readonly channelId: string; readonly threadTs?: string };
  /** Where a Home tab or a modal bears it. */
  readonly view?: {
    readonly id: string;
    readonly hash: string;
    readonly type: "home" | "modal";
    readonly callbackId: string;
    /** The id that the view was opened with. */
    readonly stateId: string;
    readonly values: FieldValues;
  };
}

/** What the fields of a view hold, by the action id of each: text as typed, or the value of the chosen option. */
export type FieldValues = Readonly<Record<string, string | null>>;

const Field = z.object({
  value: z.string().nullish(),
  selected_option: z.object({ value: z.string() }).nullish(),
  selected_date: z.string().nullish(),
});
const ViewState = z.object({
  id: z.string().min(1),
  hash: z.string(),
  type: z.enum(["home", "modal"]),
  callback_id: z.string().nullish(),
  private_metadata: z.string().nullish(),
  state: z.object({ values: z.record(z.string(), z.record(z.string(), Field)) }).nullish(),
});
const Actions = z.object({
  user: z.object({ id: z.string().min(1) }),
  channel: z.object({ id: z.string().min(1) }).nullish(),
  message: z.object({ ts: z.string().nullish(), thread_ts: z.string().nullish() }).nullish(),
  view: ViewState.nullish(),
  trigger_id: z.string().min(1),
  actions: z.array(Field.extend({ action_id: z.string() })).min(1),
});

function viewOf(view: z.infer<typeof ViewState>): NonNullable<Press["view"]> {
  const fields = Object.values(view.state?.values ?? {}).flatMap((block) => Object.entries(block));
  return {
    id: view.id,
    hash: view.hash,
    type: view.type,
    callbackId: view.callback_id ?? "",
    stateId: view.private_metadata ?? "",
    values: Object.fromEntries(
      fields.map(([id, { value, selected_option, selected_date }]) => [
        id,
        selected_option?.value ?? selected_date ?? value ?? null,
      ]),
    ),
  };
}

export function pressOf(body: unknown, { key }: Pick<SlackWorkspace, "key">): Press | null {
  const parsed = Actions.safeParse(body);
  if (!parsed.success) return null;
  const { user, channel, message, view, trigger_id, actions } = parsed.data;
  const [action] = actions;
  if (!action) return null;
  const threadTs = message?.thread_ts ?? message?.ts;
  return {
    eventKey: `slack:${key}:action:${trigger_id}`,
    triggerId: trigger_id,
    userId: user.id,
    actionId: action.action_id,
    value: action.selected_option?.value ?? action.value ?? "",
    ...(channel ? { message: { channelId: channel.id, ...(threadTs ? { threadTs } : {}) } } : {}),
    ...(view ? { view: viewOf(view) } : {}),
  };
}

const Submission = z.object({ user: z.object({ id: z.string().min(1) }), view: ViewState });

/** A modal that was sent. */
export function submissionOf(body: unknown): { userId: string; view: NonNullable<Press["view"]> } | null {
  const parsed = Submission.safeParse(body);
  return parsed.success ? { userId: parsed.data.user.id, view: viewOf(parsed.data.view) } : null;
}

const Shortcut = z.object({
  user: z.object({ id: z.string().min(1) }),
  trigger_id: z.string().min(1),
  message: z.object({ text: z.string().nullish() }),
});

/** "Ask about this deal" on a message that anybody may have written. */
export function shortcutOf(body: unknown): { userId: string; triggerId: string; text: string } | null {
  const parsed = Shortcut.safeParse(body);
  if (!parsed.success) return null;
  const { user, trigger_id, message } = parsed.data;
  return { userId: user.id, triggerId: trigger_id, text: (message.text ?? "").slice(0, 4_000) };
}
