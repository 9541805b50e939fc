import type { Scope } from "../skills/define-skill.js";
import type { MessageScope } from "./define-message.js";

/** A message is about its recipient. */
export const asSkillScope = ({ store, recipient, today, now, locale }: MessageScope): Omit<Scope, "period"> => ({
  store,
  asker: recipient,
  subject: recipient,
  group: { name: "", members: [], leaders: new Set<string>() },
  today,
  now,
  locale,
});
