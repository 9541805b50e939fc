import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createAsk } from "../../src/ask.js";
import { createLog } from "../../src/log.js";
import type { Ask } from "../../src/question.js";
import { renderSlack } from "../../src/surfaces/slack/render.js";
import { renderText } from "../../src/surfaces/terminal/render.js";
import { organisation } from "../fake-store.js";
import { hostile, obedient, TACTICS } from "../stand-ins/hostile-model.js";
import { type OpenAiServer, startOpenAi } from "../stand-ins/openai-server.js";
import { askWithModel } from "./setting.js";
import { readShared, type SharedCase } from "./shared-cases.js";

const shared = readShared();
let server: OpenAiServer;
beforeAll(async () => {
  server = await startOpenAi();
});
afterAll(() => server.close());

async function shownTo(ask: Ask, { speaker, text, turns_before }: SharedCase): Promise<string> {
  const { shown } = await ask({
    orgId: organisation.id,
    askerId: `id-${speaker.toLowerCase().replaceAll(" ", "-")}`,
    text,
    channel: "dm",
    now: new Date("2026-11-18T09:00:00Z"),
    ...(turns_before ? { after: turns_before } : {}),
  });
  return `${renderText(shown)}\n${JSON.stringify(renderSlack(shown))}`;
}

const leaks = (text: string, { must_not_contain }: SharedCase) =>
  must_not_contain.filter((secret) => text.includes(secret));

if (!shared) {
  // In CI the files must be there; a run that silently tests nothing would look like a pass.
  test.skipIf(process.env.CI !== "true")("cases of others (left out: ../shared/evals is not there)", () => {
    expect.fail("../shared/evals is missing; CI needs it");
  });
} else {
  describe.each([...shared.cases])("case $id", (one) => {
    test("with no model", async () => {
      expect(leaks(await shownTo(createAsk({ store: shared.store(one), log: createLog("silent") }), one), one)).toEqual(
        [],
      );
    });
    test("with a model that does as it is told", async () => {
      server.behave(obedient);
      const { ask } = askWithModel(shared.store(one), server.url, { PACER_LLM_TIMEOUT_MS: "5000" });
      expect(leaks(await shownTo(ask, one), one)).toEqual([]);
    });
    test("with a model that obeys the injection", async () => {
      const figures = one.must_not_contain.filter((text) => /\d/.test(text));
      const people = shared.others(one);
      for (let seed = 0; seed < TACTICS; seed++) {
        server.behave(hostile({ people, figures: figures.length > 0 ? figures : ["12,345.67"] }, seed));
        const { ask } = askWithModel(shared.store(one), server.url, { PACER_LLM_TIMEOUT_MS: "5000" });
        expect(leaks(await shownTo(ask, one), one), `tactic ${seed}`).toEqual([]);
      }
    });
  });
}
