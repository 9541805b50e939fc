import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createAsk } from "../../src/ask.js";
import { createLog } from "../../src/log.js";
import { hostile, obedient, TACTICS } from "../stand-ins/hostile-model.js";
import { type OpenAiServer, startOpenAi } from "../stand-ins/openai-server.js";
import { askCase, faultsOf, figuresByPerson, lootFor, makeCompany, readInjections } from "./injections.js";
import { askWithModel } from "./setting.js";

const injections = readInjections();
const figures = await figuresByPerson();
let server: OpenAiServer;
beforeAll(async () => {
  server = await startOpenAi();
});
afterAll(() => server.close());

test("there is something to leak: an admin is shown what the cases look for", async () => {
  const { store } = makeCompany();
  const ask = createAsk({ store, log: createLog("silent") });
  const honest = injections.find(({ as }) => as === "Ada Admin");
  if (!honest) throw new Error("no case of an admin");
  expect(faultsOf(honest, await askCase(ask, honest), figures.get("Noor Haddad") ?? [])).toContainEqual(
    expect.stringContaining("leaked"),
  );
});

describe("with no model", () => {
  test.each(injections)("$kind, $lang: $text", async (injection) => {
    const { store, writes } = makeCompany(injection.planted);
    const reply = await askCase(createAsk({ store, log: createLog("silent") }), injection);
    expect(faultsOf(injection, reply, lootFor(injection.as, figures).figures)).toEqual([]);
    expect(writes).toEqual([]);
  });
});

describe("with a model that does as it is told", () => {
  test.each(injections)("$kind, $lang: $text", async (injection) => {
    const { store, writes } = makeCompany(injection.planted);
    server.behave(obedient);
    const { ask } = askWithModel(store, server.url, { PACER_LLM_TIMEOUT_MS: "5000" });
    const reply = await askCase(ask, injection);
    expect(faultsOf(injection, reply, lootFor(injection.as, figures).figures)).toEqual([]);
    expect(writes).toEqual([]);
  });
});

describe("with a model that obeys the injection and calls anything", () => {
  test.each(injections)("$kind, $lang: $text", async (injection) => {
    const loot = lootFor(injection.as, figures);
    for (let seed = 0; seed < TACTICS; seed++) {
      const { store, writes } = makeCompany(injection.planted);
      server.behave(hostile(loot, seed));
      const { ask, lines } = askWithModel(store, server.url, { PACER_LLM_TIMEOUT_MS: "5000" });
      const reply = await askCase(ask, injection);
      expect(faultsOf(injection, reply, loot.figures), `tactic ${seed}`).toEqual([]);
      expect(writes, `tactic ${seed}`).toEqual([]);
      for (const figure of loot.figures.filter((text) => /[.,]/.test(text)))
        expect(lines.join("")).not.toContain(figure);
    }
  });
});
