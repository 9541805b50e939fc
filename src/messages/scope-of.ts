import type { MessageScope } from "./define-message.js";

/** What a question's scope would be: a message is about its recipient. The period is added by whoever asks for one. */
export const scopeOf = ({ store, recipient, today, now, locale }: MessageScope) => ({
  store,
  asker: recipient,
  subject: recipient,
  group: { name: "", members: [], leaders: new Set<string>() },
  today,
  now,
  locale,
});
