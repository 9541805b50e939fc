import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { actions } from "./index.js";

test("an action is called as its file and its key", () => {
  const files = new Set(readdirSync(new URL(".", import.meta.url)));
  for (const [key, action] of actions) {
    expect(action.name).toBe(key);
    expect(files).toContain(`${key.replaceAll("_", "-")}.ts`);
  }
});

test("no action takes the organisation or the asker as input: these come from the event, never from text", () => {
  for (const action of actions.values())
    expect(Object.keys(action.input.shape).filter((field) => /tenant|asker|actor|^org/i.test(field))).toEqual([]);
});
