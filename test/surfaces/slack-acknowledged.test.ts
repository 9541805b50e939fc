import { afterAll, beforeAll, expect, test } from "vitest";
import { SlackStandIn } from "../stand-ins/slack-server.js";
import { answer } from "./company.js";
import { SlackBot } from "./slack-bot.js";

const EVENTS = process.env.CI ? 200 : 50;
const SLOW_MODEL_MS = 40_000;
const ACKNOWLEDGED_MS = 500;

let slack: SlackStandIn;
let bot: Awaited<ReturnType<typeof SlackBot.start>>;
let release: () => void = () => undefined;

beforeAll(async () => {
  slack = await SlackStandIn.start();
  slack.addUser("U0MAYA", "maya.okafor@acme.example");
  bot = await SlackBot.start(slack);
});
afterAll(async () => {
  release();
  await bot.stop();
  await slack.close();
});

test(`of ${EVENTS} questions that take a model ${SLOW_MODEL_MS / 1_000} s, 99 of 100 are acknowledged within ${ACKNOWLEDGED_MS} ms`, async () => {
  const released = new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, SLOW_MODEL_MS);
    release = () => {
      clearTimeout(timer);
      resolve();
    };
  });
  bot.asked.next = async () => {
    await released;
    return { shown: answer() };
  };
  const waits: number[] = [];
  for (let i = 0; i < EVENTS; i++) {
    const began = performance.now();
    expect(await bot.send.send(bot.send.message("U0MAYA", `question ${i}`))).toBe(200);
    waits.push(performance.now() - began);
  }
  expect(slack.posted).toEqual([]);
  waits.sort((a, b) => a - b);
  expect(waits[Math.ceil(EVENTS * 0.99) - 1]).toBeLessThanOrEqual(ACKNOWLEDGED_MS);
});
