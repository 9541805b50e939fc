import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Answer } from "../../src/answer/answer.js";
import { createAsk } from "../../src/ask.js";
import { createLog } from "../../src/log.js";
import type { Channel } from "../../src/question.js";
import { buildPerson, type FakeStore, fakeStore, halfway, organisation } from "../fake-store.js";
import { type OpenAiServer, startOpenAi } from "../stand-ins/openai-server.js";
import { askWithModel } from "./setting.js";

const maya = buildPerson("Maya Chen");
let server: OpenAiServer;
let store: FakeStore;
beforeAll(async () => {
  server = await startOpenAi();
});
afterAll(() => server.close());
beforeEach(() => {
  store = fakeStore({ people: [maya], desks: { "Maya Chen": halfway } });
});

const question = (channel: Channel = "dm") => ({
  orgId: organisation.id,
  askerId: maya.id,
  text: "how close am I to quota?",
  channel,
  now: new Date("2026-11-23T10:00:00Z"),
});
const linesOf = ({ headline, body }: Answer) => (body ? `${headline} ${body}` : headline);

/** Asks while the model says `text` in pieces of a few characters. */
async function streamed(text: string, { ends = true, channel = "dm" as Channel } = {}) {
  const pieces = text.match(/[\s\S]{1,7}/g) ?? [];
  server.behave(({ stream }) => (stream ? { kind: "streams", pieces, ends } : { kind: "says", text }));
  const shown: string[] = [];
  const { ask, lines } = askWithModel(store, server.url, { PACER_LLM_TIMEOUT_MS: "5000" });
  const reply = await ask(question(channel), (soFar) => shown.push(linesOf(soFar)));
  return { shown, reply, log: lines.join("") };
}
const plain = async () => linesOf((await createAsk({ store, log: createLog("silent") })(question())).shown);

const SAID = "So far you sit at {{attainment}} of quota. {{left}} more gets you there. Keep going.";

describe("an answer that a model words piece by piece", () => {
  test("is passed on by whole sentences, with the figures of core", async () => {
    const { shown, reply } = await streamed(SAID);
    expect(shown).toEqual([
      "So far you sit at 50.0% of quota.",
      "So far you sit at 50.0% of quota. $90,000.00 more gets you there.",
    ]);
    expect(linesOf(reply.shown)).toBe(`${shown[1]} Keep going.`);
  });

  test.each([
    ["a figure that is not core's", "You sit at 73% of quota. {{left}} more gets you there. Go on."],
    ["no figure at all", "You are doing fine. Do go on. See you."],
  ])("is not passed on with %s, nor shown in the end", async (_what, text) => {
    const { shown, reply } = await streamed(text);
    expect(shown).toEqual([]);
    expect(linesOf(reply.shown)).toBe(await plain());
  });

  test("is replaced as a whole when a later sentence does not pass", async () => {
    const { shown, reply, log } = await streamed("You sit at {{attainment}} of quota. You need $12 more. Fine. Go.");
    expect(shown).toEqual(["You sit at 50.0% of quota."]);
    expect(linesOf(reply.shown)).toBe(await plain());
    expect(log).toContain('"event":"model_dropped"');
  });

  test("is the worked out one when the stream breaks off", async () => {
    const { reply } = await streamed(SAID, { ends: false });
    expect(linesOf(reply.shown)).toBe(await plain());
  });

  test("is the worked out one when the endpoint streams nothing that can be read", async () => {
    server.behave(({ stream }) => (stream ? { kind: "malformed", body: "{}" } : { kind: "says", text: SAID }));
    const { ask } = askWithModel(store, server.url, { PACER_LLM_TIMEOUT_MS: "5000" });
    expect(linesOf((await ask(question(), () => {})).shown)).toBe(await plain());
  });

  test("is not passed on in a channel, where it may only be shown to the asker", async () => {
    const { shown, reply } = await streamed(SAID, { channel: "public" });
    expect(shown).toEqual([]);
    expect(reply.privately?.headline).toContain("50.0%");
  });
});
