import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { askSkill } from "../../test/ask-skill.js";
import { topics } from "./catalogue.js";
import { skills } from "./index.js";

test("a skill is called as its file and its key", () => {
  const files = new Set(readdirSync(new URL(".", import.meta.url)));
  for (const [key, skill] of skills) {
    expect(skill.name).toBe(key);
    expect(files).toContain(`${key.replaceAll("_", "-")}.ts`);
  }
});

test("no skill takes the organisation or the asker as input: these come from the event, never from text", () => {
  for (const skill of skills.values())
    expect(Object.keys(skill.input.shape).filter((field) => /org|tenant|asker|viewer|role/i.test(field))).toEqual([]);
});

test("what is said to be answered has a skill, and every question has phrases", () => {
  const phrases = new Set(readdirSync(new URL("../../prompts/phrases/plain/", import.meta.url)));
  for (const [name, topic] of Object.entries(topics)) {
    expect(skills.has(name), name).toBe(topic.answered);
    expect(phrases).toContain(`${name}.yaml`);
  }
});

test("questions that are known but not answered yet are said to be, with a way on", async () => {
  for (const [name, topic] of Object.entries(topics)) {
    if (topic.answered) continue;
    const answer = await askSkill("out_of_scope", { topic: name });
    expect(answer.headline).toContain(topic.about);
    expect(answer.actions?.length).toBeGreaterThan(0);
    for (const action of answer.actions ?? []) expect(skills.has(action.ask.skill)).toBe(true);
  }
});

test("help differs by role", async () => {
  const rep = await askSkill("help");
  const manager = await askSkill("help", {}, { as: "Lena Boss" });
  expect(JSON.stringify(rep.tables)).not.toContain("your team");
  expect(JSON.stringify(manager.tables)).toContain("how is Maya doing?");
  expect(rep.confidential).toBe(false);
});

test("small talk answers by name and holds no figure", async () => {
  expect(await askSkill("smalltalk")).toMatchObject({
    headline: "Hello Maya, good to hear from you.",
    figures: [],
    confidential: false,
  });
  expect(await askSkill("smalltalk", {}, { person: { name: "Chen, Maya" } })).toMatchObject({
    headline: "Hello Maya, good to hear from you.",
  });
});

test("a question back offers what it was given", async () => {
  const answer = await askSkill("clarify", {
    question: "Which one?",
    choices: [{ label: "This", skill: "payout", input: {} }],
  });
  expect(answer).toMatchObject({
    outcome: "clarify",
    headline: "Which one?",
    actions: [{ label: "This", ask: { skill: "payout", input: {} } }],
  });
});
