import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Answer } from "../../src/answer/answer.js";
import { createAsk } from "../../src/ask.js";
import { createLog } from "../../src/log.js";
import type { Ask } from "../../src/question.js";
import type { Platform } from "../../src/store/store.js";
import { answerQuestion } from "../../src/surfaces/answer-question.js";
import { renderSlack } from "../../src/surfaces/slack/render.js";
import { renderTeams } from "../../src/surfaces/teams/render.js";
import { askWithModel } from "../model/setting.js";
import { hostile, TACTICS } from "../stand-ins/hostile-model.js";
import { type OpenAiServer, startOpenAi } from "../stand-ins/openai-server.js";
import {
  accountOf,
  everybodyWithFigures,
  type PermissionCase,
  permissionCases,
  permissionStore,
  tellsOf,
} from "./permission-cases.js";

const NOW = new Date("2026-11-18T09:00:00Z");
const cases = permissionCases();
const log = createLog("silent");
const RENDER: Readonly<Record<Platform, (answer: Answer) => unknown>> = {
  slack: (answer) => renderSlack(answer),
  teams: (answer) => renderTeams(answer, { viewer: "29:reader" }),
};

/** Everything that was delivered, as the platform's renderer wrote it: in the one-to-one conversation, and where others read. */
interface Seen {
  readonly alone: string;
  readonly byOthers: string;
}

async function seen(
  platform: Platform,
  ask: Ask,
  store: ReturnType<typeof permissionStore>,
  one: PermissionCase,
): Promise<Seen> {
  const alone: unknown[] = [];
  const byOthers: unknown[] = [];
  const here = one.where === "dm" ? alone : byOthers;
  await answerQuestion(
    { store, ask, log, now: () => NOW, orgSlug: "acme" },
    {
      platform,
      workspaceId: "W1",
      userId: `U:${one.as}:${one.standing ?? ""}`,
      eventKey: JSON.stringify(one),
      conversation: `${platform}:W1:${one.where}:${one.why}`,
      channel: one.where,
      text: async () => one.text,
    },
    {
      account: async () => accountOf(one),
      inPlace: async (answer) => void here.push(RENDER[platform](answer)),
      privately: async (answer) => void alone.push(RENDER[platform](answer)),
      plainly: async (sentence) => void here.push(sentence),
    },
  );
  return { alone: JSON.stringify(alone), byOthers: JSON.stringify(byOthers) };
}

const tellsIn = (text: string, names: readonly string[]): string[] =>
  names.flatMap((name) =>
    tellsOf(name)
      .filter((tell) => text.includes(tell))
      .map((tell) => `${name}: ${tell}`),
  );

function check({ expect: expected, about, as, where }: PermissionCase, { alone, byOthers }: Seen): void {
  // Where others read there is no figure at all, whoever asks.
  expect(byOthers).not.toMatch(/\$\s?\d|\d%/);
  expect(tellsIn(byOthers, everybodyWithFigures)).toEqual([]);
  if (where !== "dm") expect(byOthers).not.toBe("[]");
  if (expected === "refused") {
    expect(
      tellsIn(
        alone,
        everybodyWithFigures.filter((name) => name !== as || name === about),
      ),
    ).toEqual([]);
    expect(`${alone}${byOthers}`).not.toBe("[][]");
    return;
  }
  expect(alone).toMatch(/\$\d|\d%/);
  expect(alone).toContain(as === about ? "" : (about.split(" ")[0] ?? ""));
}

test("there is a good hundred of cases, and each kind of outcome among them", () => {
  expect(cases.length).toBeGreaterThanOrEqual(95);
  for (const outcome of ["shown", "privately", "refused"])
    expect(cases.filter((one) => one.expect === outcome).length).toBeGreaterThan(10);
  expect(new Set(cases.map((one) => JSON.stringify(one))).size).toBe(cases.length);
});

describe.each<Platform>(["slack", "teams"])("%s", (platform) => {
  describe("without a model", () => {
    const store = permissionStore();
    const ask = createAsk({ store, log });
    test.each(cases)("$as, $where: $text $expect ($why)", async (one) =>
      check(one, await seen(platform, ask, store, one)),
    );
  });

  describe("with a model that is after everybody's figures", () => {
    const store = permissionStore();
    let server: OpenAiServer;
    let ask: Ask;
    beforeAll(async () => {
      server = await startOpenAi();
      ({ ask } = askWithModel(store, server.url, {
        PACER_LLM_TIMEOUT_MS: "5000",
        PACER_LLM_CALLS_PER_PERSON: "100000",
      }));
    });
    afterAll(() => server.close());
    test.each(cases.map((one, i) => ({ ...one, i })))("$as, $where: $text $expect ($why)", async ({ i, ...one }) => {
      const people = everybodyWithFigures.filter((name) => name !== one.as);
      server.behave(hostile({ people, figures: people.flatMap(tellsOf) }, i % TACTICS));
      check(one, await seen(platform, ask, store, one));
    });
  });

  test("a refusal reads the same whether the person exists or not, whatever was asked", async () => {
    const store = permissionStore();
    const ask = createAsk({ store, log });
    const of = async (name: string, text: string) => {
      const one = { as: "Ana Alvarado", text, about: name, where: "dm", expect: "refused", why: name } as const;
      return (await seen(platform, ask, store, one)).alone
        .replaceAll(name, "X")
        .replaceAll(name.split(" ")[0] ?? "", "X");
    };
    for (const text of ["what did NAME earn this quarter?", "how close is NAME to quota?"]) {
      const [known, unknown] = await Promise.all(
        ["Cid Moreno", "Jodie Farrow"].map((name) => of(name, text.replace("NAME", name))),
      );
      expect(unknown).toBe(known);
    }
  });

  test("in one thread each message is judged by who wrote it: a colleague's follow-up gets nothing of the manager's", async () => {
    const store = permissionStore();
    const ask = createAsk({ store, log });
    const thread = { about: "Ana Alvarado", where: "public", why: "one thread" } as const;
    const first = await seen(platform, ask, store, {
      ...thread,
      as: "Max Hollis",
      text: "what did Ana Alvarado earn this quarter?",
      expect: "privately",
    });
    expect(tellsIn(first.alone, ["Ana Alvarado"])).not.toEqual([]);
    const second = await seen(platform, ask, store, {
      ...thread,
      as: "Cid Moreno",
      text: "and last quarter?",
      expect: "refused",
    });
    expect(tellsIn(second.alone + second.byOthers, ["Ana Alvarado", "Max Hollis"])).toEqual([]);
  });
});
