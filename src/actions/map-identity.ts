import { z } from "zod";
import { text } from "../answer/answer.js";
import { AskError } from "../errors.js";
import { figure } from "../skills/words.js";
import { defineAction, personOf } from "./define-action.js";

/** Whom a Slack or Teams account speaks for. An account that spoke for somebody else no longer does, and they are told apart in the audit trail. */
export const mapIdentity = defineAction({
  name: "map_identity",
  description: "Link a Slack or Teams account to a person. For admins, not to themselves.",
  input: z.object({
    person: z.string().max(200).nullable(),
    platform: z.enum(["slack", "teams"]),
    workspace: z.string().min(1).max(100),
    user: z.string().regex(/^[\w.-]{2,100}$/),
  }),
  // An admin who links themselves to somebody's account could act as them, and the other way round.
  audience: "admin_for_others",
  about: personOf,
  async load({ platform, workspace, user }, { store, subject, asker }) {
    const linked = (await store.listIdentities(user)).find(
      (one) => one.platform === platform && one.workspaceId === workspace,
    );
    if (linked?.personId === subject.id)
      throw new AskError(`That account is ${subject.name}'s already.`, "Nothing needs to change.");
    if (linked?.personId === asker.id)
      throw new AskError("That account is your own.", "Another admin can link it to somebody else.");
    return linked ?? null;
  },
  preview: (linked, { subject }, { platform, user, workspace }) => ({
    headline: `Link ${platform} account ${user} to ${subject.name}`,
    body: linked
      ? `It speaks for ${linked.personName} now and would not any more: ${linked.personName} loses access from that account at once.`
      : `From then on it sees and changes what ${subject.name} may.`,
    figures: [figure("workspace", "Workspace", text(workspace))],
    confirm: "Link it",
  }),
  async perform(linked, writes, { subject, now }, { platform, workspace, user }) {
    const identity = { platform, workspaceId: workspace, userId: user, personId: subject.id };
    if (!(await writes.mapIdentity(identity, now)))
      throw new AskError("That workspace is not one of this organisation's.", "Connect it first.");
    return {
      said: { headline: `Linked: ${platform} account ${user} speaks for ${subject.name}.` },
      audit: {
        entity: "platform_identity",
        entityKey: `${platform}:${workspace}:${user}`,
        before: linked ? { person: linked.personName } : null,
        after: { person: subject.name },
      },
    };
  },
});
