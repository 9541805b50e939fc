/** What Pacer asks a workspace for, and why; `manifest.json` and `docs/slack.md` list the same. */
export const BOT_SCOPES = [
  "app_mentions:read",
  "assistant:write",
  "chat:write",
  "commands",
  "files:write",
  "im:history",
  "im:write",
  "users:read",
  "users:read.email",
] as const;
