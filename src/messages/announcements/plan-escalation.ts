import { count, text } from "../../answer/answer.js";
import { decide } from "../../permission.js";
import { action, figure } from "../../skills/words.js";
import { defineMessage, type MessageScope } from "../define-message.js";
import { Announced, findAnnounced } from "./announced.js";

/** Names listed; the others are counted. */
const NAMED = 10;

/** Tells whoever leads people that some of them have not answered a plan version, so that they can offer to go through it together. */
export const planEscalation = defineMessage({
  name: "plan_escalation",
  description: "People who report to you and have not answered a change of their plan",
  class: "routine",
  topic: "announcements",
  recipe: Announced,
  async render({ announcement: id }, scope) {
    const row = await findAnnounced(scope.store, id);
    const names = row ? await unanswered(id, scope) : [];
    if (!row || names.length === 0) return null;
    const people = names.length === 1 ? "1 person" : `${names.length} people`;
    return {
      headline: `${people} in your team ${names.length === 1 ? "has" : "have"} not answered ${row.plan ? `${row.plan.name}, version ${row.plan.version}` : "their plan"} yet.`,
      body: "They have been reminded. Going through it together for ten minutes usually helps, and questions can be asked from the message itself.",
      figures: [figure("unanswered", "Still to answer", count(names.length, names.length === 1 ? "person" : "people"))],
      tables: [
        {
          columns: [{ label: "Who" }],
          rows: names.slice(0, NAMED).map((name) => [text(name)]),
          ...(names.length > NAMED ? { more: names.length - NAMED } : {}),
        },
      ],
      actions: [action("How does the plan work?", "plan_explain")],
    };
  },
  async example(scope) {
    for (const { id, planHash, cancelledAt } of await scope.store.listAnnouncements())
      if (planHash !== null && !cancelledAt && (await unanswered(id, scope)).length > 0) return { announcement: id };
    return null;
  },
});

/** Those who report to the recipient today and have said nothing, by name. */
async function unanswered(id: string, { store, recipient, today }: MessageScope): Promise<string[]> {
  const reports = (await store.listReports(recipient.id, today)).filter(({ depth }) => depth === 1);
  if (!decide(recipient, { kind: "group", covered: reports.length > 0 }, today).allow) return [];
  const theirs = new Set(reports.map(({ person }) => person.id));
  const recipients = await store.listAnnouncementRecipients(id);
  return recipients.filter(({ personId, answer }) => theirs.has(personId) && answer === null).map(({ name }) => name);
}
