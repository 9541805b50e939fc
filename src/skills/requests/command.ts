/**
 * Messages that say what they are for in so many words, as answers tell people to write them. They are taken as that whatever else
 * stands in them: the words of a dispute may speak of anything.
 */
const COMMANDS: readonly { readonly skill: string; readonly names: boolean; readonly pattern: RegExp }[] = [
  { skill: "dispute", names: false, pattern: /^(?:\S+\s+){0,3}dispute #\d{1,7}\b/i },
  { skill: "approvals", names: false, pattern: /^(?:i )?(?:acknowledge|decline) (?:my|the|this) (?:new )?plan\b/i },
  {
    skill: "coach",
    names: true,
    pattern:
      /^(?:action item\b|commitment\b|(?:private |coaching )?note (?:on|about) [^:]+:|open (?:the )?(?:private |coaching )*notes (?:on|about) )/i,
  },
  { skill: "admin_ops", names: true, pattern: /^adjust \S.* by \S*\d/i },
  { skill: "announce", names: true, pattern: /^(?:announce (?:to|plan)\b|(?:show )?announcements$)/i },
];

/** The skill that a message names, null where it names none. `names`: the people and teams in it are meant; elsewhere they are part of what is said. */
export const commandOf = (message: string): { readonly skill: string; readonly names: boolean } | null =>
  COMMANDS.find(({ pattern }) => pattern.test(message.trim())) ?? null;
