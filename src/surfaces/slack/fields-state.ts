import { z } from "zod";
import type { Field } from "../../answer/fields.js";
import type { SlackDeps } from "./deps.js";
import { AskState, type Found, find, openForm, ownerOf } from "./states.js";
import type { SlackWorkspace } from "./workspaces.js";

const KIND = "slack_fields";

const FieldsState = AskState.extend({
  label: z.string(),
  /** A sentence above the fields. */
  about: z.string().optional(),
  /** Where the answer goes; without it, to the direct conversation. */
  message: z.object({ channelId: z.string(), threadTs: z.string().optional() }).optional(),
  /** The answer is shown in the same window, and nowhere else. */
  inWindow: z.boolean().optional(),
});
/** Fields that are being filled in. */
export type FieldsState = z.infer<typeof FieldsState>;

export const fieldsOf = ({ fields = [] }: Pick<FieldsState, "fields">): readonly Field[] => fields as readonly Field[];

export const saveFields = (
  deps: SlackDeps,
  workspace: SlackWorkspace,
  userId: string,
  state: FieldsState,
): Promise<string> => openForm(deps, KIND, ownerOf(workspace, userId), state);

export const findFields = (
  deps: SlackDeps,
  workspace: SlackWorkspace,
  userId: string,
  id: string,
): Promise<Found<FieldsState>> => find(deps, KIND, FieldsState, id, ownerOf(workspace, userId));
