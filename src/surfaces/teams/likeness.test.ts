import { expect, test } from "vitest";
import { likenessOf } from "./likeness.js";
import { Activity } from "./parse.js";

const activity = (more: Record<string, unknown>) =>
  Activity.parse({
    type: "message",
    id: "1",
    channelId: "msteams",
    serviceUrl: "https://smba.trafficmanager.net/emea/",
    from: { id: "29:maya" },
    recipient: { id: "28:pacer" },
    conversation: { id: "a:1" },
    text: "how am I doing",
    ...more,
  });

test.each([
  { more: { id: "2", timestamp: "2026-11-24T09:00:15Z" }, same: true, why: "sent again under another id and time" },
  { more: { text: "how is my team doing" }, same: false, why: "other words" },
  { more: { from: { id: "29:dana" } }, same: false, why: "somebody else" },
  { more: { conversation: { id: "a:2" } }, same: false, why: "another conversation" },
  { more: { replyToId: "7" }, same: false, why: "in reply to something" },
  { more: { text: undefined, value: { skill: "help", input: {} } }, same: false, why: "a press" },
])("alike is $same: $why", ({ more, same }) => {
  expect(likenessOf(activity(more)).key === likenessOf(activity({})).key).toBe(same);
});

test("words are a repetition only until they are answered, a press for a minute", () => {
  const press = activity({ text: undefined, value: { skill: "help", input: {} } });
  expect(likenessOf(activity({})).untilAnswered).toBe(true);
  expect(likenessOf(press)).toMatchObject({ withinMs: 60_000 });
  expect(likenessOf(press).untilAnswered).toBeUndefined();
});
