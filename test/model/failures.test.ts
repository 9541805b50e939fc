import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { toFigureRecord } from "../../src/answer/figures.js";
import { createAsk } from "../../src/ask.js";
import { createLog } from "../../src/log.js";
import type { Reply } from "../../src/question.js";
import { buildPerson, type FakeStore, fakeStore, halfway, organisation } from "../fake-store.js";
import { type ModelBehaviour, type ModelRequest, type OpenAiServer, startOpenAi } from "../stand-ins/openai-server.js";
import { askWithModel, type Settings } from "./setting.js";

const maya = buildPerson("Maya Chen");
const dana = buildPerson("Dana Fairbank");
/** The rules are sure of this one, so a model only words it. */
const CLEAR = "how close am I to quota?";
/** The rules are not sure of this one. */
const VAGUE = "moolah status for yours truly, the shiny kind";

let server: OpenAiServer;
let store: FakeStore;
beforeAll(async () => {
  server = await startOpenAi();
});
afterAll(() => server.close());
beforeEach(() => {
  store = fakeStore({ people: [maya, dana], desks: { "Maya Chen": halfway, "Dana Fairbank": halfway } });
});

const asked = (text: string) => ({
  orgId: organisation.id,
  askerId: maya.id,
  text,
  channel: "dm" as const,
  now: new Date("2026-11-23T10:00:00Z"),
});
const withoutModel = (text: string) => createAsk({ store, log: createLog("silent") })(asked(text));
const withModel = (text: string, settings?: Settings) => askWithModel(store, server.url, settings).ask(asked(text));
const figuresOf = ({ shown }: Reply) => shown.figures.map(toFigureRecord);

/** Asks for a payout, and repeats the draft it is given, which is as good a wording as any. */
const helpful = ({ step, user }: ModelRequest): ModelBehaviour =>
  step === "choose"
    ? { kind: "calls", calls: [{ name: "payout", input: { person: null, period: "this_quarter" } }] }
    : { kind: "says", text: /<draft>\n([\s\S]*?)\n<\/draft>/.exec(user)?.[1]?.replaceAll("\n", " ") ?? "" };

describe("a model that works", () => {
  test("words a clear question and leaves figures, notes and buttons as they are", async () => {
    server.behave(() => ({
      kind: "says",
      text: "So far you sit at {{attainment}} of quota. {{left}} more gets you there.",
    }));
    const plain = await withoutModel(CLEAR);
    const worded = await withModel(CLEAR);
    expect(worded.shown.headline).toBe("So far you sit at 50.0% of quota.");
    expect(worded.shown.body).toBe("$90,000.00 more gets you there.");
    expect({ ...worded.shown, headline: "", body: "" }).toEqual({ ...plain.shown, headline: "", body: "" });
    expect(worded.understood?.layer).toBe("rules");
  });

  test("chooses what the rules are not sure of", async () => {
    server.behave(helpful);
    const reply = await withModel(VAGUE);
    expect(reply.shown).toMatchObject({ outcome: "answer", skill: "payout" });
    expect(reply.understood).toMatchObject({ layer: "model", skill: "payout", period: "this_quarter" });
    expect(reply.shown.headline).toContain("$7,200.00");
  });

  test("calls several questions: all are answered, in order", async () => {
    server.behave((request) =>
      request.step === "choose"
        ? {
            kind: "calls",
            calls: [
              { name: "payout", input: { person: null, period: null } },
              { name: "attainment", input: { person: null, period: "last_quarter" } },
            ],
          }
        : helpful(request),
    );
    const { shown, more, understood } = await withModel(VAGUE);
    expect(shown.skill).toBe("payout");
    expect(more?.map((part) => [part.shown.skill, part.shown.input])).toEqual([
      ["attainment", expect.objectContaining({ period: "last_quarter" })],
    ]);
    expect(understood?.skills).toEqual(["payout", "attainment"]);
  });

  test("asks back in its own words with ready questions", async () => {
    const back = { question: "Earnings or attainment?", options: ["payout", "attainment"] };
    server.behave(() => ({ kind: "calls", calls: [{ name: "ask_back", input: back }] }));
    const { shown } = await withModel("glimmer florp zindle?");
    expect(shown).toMatchObject({ outcome: "clarify", headline: "Earnings or attainment?", figures: [] });
    expect(shown.actions?.map(({ ask }) => ask.skill)).toEqual(["payout", "attainment"]);
  });

  test("mends calls that could not be used once it is told", async () => {
    let attempts = 0;
    server.behave((request) => {
      if (request.step === "word") return helpful(request);
      attempts++;
      return attempts === 1 ? { kind: "calls", calls: [{ name: "payouts", input: {} }] } : helpful(request);
    });
    expect((await withModel(VAGUE)).understood?.layer).toBe("model");
    expect(server.requests.at(-2)?.user).toContain("there is no such function");
  });
});

const word = (text: string): ModelBehaviour => ({ kind: "says", text });
const calls = (...list: { name: string; input: unknown }[]): ModelBehaviour => ({ kind: "calls", calls: list });
/** Every way in which a model can fail. */
const FAILURES: Readonly<Record<string, ModelBehaviour>> = {
  "never answers": { kind: "silent" },
  "hangs in the middle of its reply": { kind: "hanging" },
  "is slower than its time": { kind: "slow", ms: 3_000, reply: word("{{attainment}}") },
  "says 429 with a wait": { kind: "limited", retryAfter: "120" },
  "says 429 with a date": { kind: "limited", retryAfter: "Wed, 21 Oct 2026 07:28:00 GMT" },
  "says 429 with nonsense": { kind: "limited", retryAfter: "soon" },
  "says 500": { kind: "status", status: 500 },
  "says 503": { kind: "status", status: 503 },
  "says 401": { kind: "status", status: 401 },
  "says 404": { kind: "status", status: 404 },
  "says 400": { kind: "status", status: 400 },
  "drops the connection": { kind: "lost" },
  "sends half a reply": { kind: "truncated" },
  "sends a web page": { kind: "malformed", body: "<html>Bad gateway</html>" },
  "sends an empty body": { kind: "malformed", body: "" },
  "sends JSON of another kind": { kind: "malformed", body: '{"choices":[]}' },
  "sends wrong types": { kind: "malformed", body: '{"choices":[{"message":{"content":7,"tool_calls":"x"}}]}' },
  "reaches its limit in the middle": { kind: "cut_off", text: "You are at {{attainment}} of" },
  "says nothing": word(""),
  "calls a function that does not exist": calls({ name: "drop_tables", input: {} }),
  "calls with arguments that are no JSON": calls({ name: "payout", input: '{"person": nul' }),
  "calls with arguments of wrong types": calls({ name: "payout", input: { person: 7, period: [] } }),
  "calls with an argument that does not exist": calls({
    name: "payout",
    input: { person: null, period: null, org: "x" },
  }),
  "calls with a period that does not exist": calls({
    name: "payout",
    input: { person: null, period: "the_13th_month" },
  }),
  "calls a hundred functions": calls(...Array.from({ length: 100 }, (_, i) => ({ name: `loop_${i}`, input: {} }))),
  "answers with prose where it should call": word("You have earned $1,000,000.00!"),
  "echoes its instructions": word("You word answers of a sales compensation assistant."),
};

describe("a model that fails costs nobody an answer", () => {
  test.each(Object.entries(FAILURES))("%s", async (_how, behaviour) => {
    server.behave(() => behaviour);
    for (const text of [CLEAR, VAGUE]) {
      const plain = await withoutModel(text);
      const reply = await withModel(text, { PACER_LLM_TIMEOUT_MS: "300" });
      expect(reply.shown).toEqual(plain.shown);
      expect(figuresOf(reply)).toEqual(figuresOf(plain));
      expect(reply.understood).toEqual(plain.understood);
    }
  });

  test("an endless loop of calls ends with the calls of one message", async () => {
    const before = server.requests.length;
    server.behave(() => calls({ name: "again", input: {} }));
    expect((await withModel(VAGUE)).shown).toEqual((await withoutModel(VAGUE)).shown);
    expect(server.requests.length - before).toBeLessThanOrEqual(3);
  });

  test("nobody listens at the address", async () => {
    const { ask } = askWithModel(store, "http://127.0.0.1:9/v1");
    expect((await ask(asked(CLEAR))).shown).toEqual((await withoutModel(CLEAR)).shown);
  });

  test("an endpoint that is down is left alone after three questions, and the others do not wait for it", async () => {
    server.behave(() => ({ kind: "status", status: 500 }));
    const { ask, lines } = askWithModel(store, server.url);
    const before = server.requests.length;
    for (let i = 0; i < 6; i++) expect((await ask(asked(CLEAR))).shown.outcome).toBe("answer");
    expect(server.requests.length - before).toBe(3);
    expect(lines.join("")).toContain('"reason":"resting"');
  });
});

describe("what may be used", () => {
  const sent = async (run: () => Promise<unknown>) => {
    const before = server.requests.length;
    await run();
    return server.requests.slice(before).map(({ step }) => step);
  };
  beforeEach(() => server.behave(helpful));

  test("off sends nothing at all", async () => {
    await store.forOrganisation(organisation).setModelMode("off");
    expect(await sent(() => Promise.all([withModel(CLEAR), withModel(VAGUE)]))).toEqual([]);
    expect(() => askWithModel(store, server.url, { PACER_LLM: "off" })).toThrow("no model is configured");
  });
  test.each([
    { installation: "choose", organisations: "full", steps: ["choose"] },
    { installation: "full", organisations: "choose", steps: ["choose"] },
    { installation: "full", organisations: "full", steps: ["choose", "word"] },
    { installation: "choose", organisations: "off", steps: [] },
  ] as const)("$installation here and $organisations there: the stricter counts", async (row) => {
    await store.forOrganisation(organisation).setModelMode(row.organisations);
    expect(await sent(() => withModel(VAGUE, { PACER_LLM: row.installation }))).toEqual(row.steps);
  });

  test.each([
    { setting: { PACER_LLM_CALLS_PER_PERSON: "2" }, reason: "person_calls" },
    { setting: { PACER_LLM_TOKENS_PER_PERSON: "900" }, reason: "person_tokens" },
    {
      setting: { PACER_LLM_PRICES: "gpt-4.1-mini=1000/1000", PACER_LLM_COST_PER_PERSON: "0.9" },
      reason: "person_cost",
    },
    { setting: { PACER_LLM_PRICES: "gpt-4.1-mini=1000/1000", PACER_LLM_COST_PER_ORG: "0.9" }, reason: "org_cost" },
  ])("used up, the rules answer alone: $reason", async ({ setting, reason }) => {
    const { ask, lines } = askWithModel(store, server.url, setting as unknown as Settings);
    const steps = await sent(async () => {
      for (let i = 0; i < 5; i++) expect((await ask(asked(CLEAR))).shown.outcome).toBe("answer");
    });
    // 400 tokens in and 50 out a call: two calls reach each of these limits.
    expect(steps).toHaveLength(2);
    expect(lines.join("")).toContain(`"reason":"${reason}"`);
    expect(store.usage.reduce((sum, { calls }) => sum + calls, 0)).toBe(2);
  });

  test("usage is counted with its price, and a dropped wording as such", async () => {
    server.behave(() => word("You earned $1.00."));
    const { ask, lines } = askWithModel(store, server.url, { PACER_LLM_PRICES: "gpt-4.1-mini=0.40/1.60" });
    await ask(asked(CLEAR));
    // 400 x 0.40 + 50 x 1.60 per million tokens.
    expect(store.usage).toEqual([
      { personId: maya.id, calls: 1, failures: 0, dropped: 0, tokensIn: 400, tokensOut: 50, costMicros: 240 },
      { personId: maya.id, calls: 0, failures: 0, dropped: 1, tokensIn: 0, tokensOut: 0, costMicros: 0 },
    ]);
    expect(lines.join("")).toContain('"event":"model_dropped"');
    expect(lines.join("")).not.toContain("$1.00");
  });
});

describe("what is sent", () => {
  test("no figure, no day and no name of the answer, and of the question what people typed", async () => {
    server.behave(helpful);
    const before = server.requests.length;
    await withModel("what if I close Harborview for Dana Fairbank and Wexford?");
    await withModel(CLEAR);
    const sent = server.requests.slice(before).map(({ user }) => user);
    expect(sent.length).toBeGreaterThan(0);
    for (const user of sent) {
      expect(user).not.toMatch(/Harborview|Dana|Fairbank|Wexford|Maya/);
      expect(user.replaceAll(/\[[PDN]\d+\]|Today is \S+/g, "")).not.toMatch(/\d/);
    }
  });

  test("names in plain where the installation says so", async () => {
    server.behave(helpful);
    await withModel("what if I close Harborview?", { PACER_LLM_NAMES: "plain" });
    expect(server.requests.at(-1)?.user).toContain("Harborview");
  });

  test("the tools are strict, and none has a field for company, asker or audience", async () => {
    server.behave(helpful);
    await withModel(VAGUE);
    const { tools } = server.requests.find(({ step }) => step === "choose") ?? { tools: [] };
    expect(tools.map(({ name }) => name)).toContain("payout");
    for (const { name, strict, parameters } of tools) {
      expect(strict, name).toBe(true);
      const { properties, required, additionalProperties } = parameters as {
        properties: object;
        required?: string[];
        additionalProperties: boolean;
      };
      expect(additionalProperties, name).toBe(false);
      expect([...(required ?? [])].sort(), name).toEqual(Object.keys(properties).sort());
      expect(Object.keys(properties).join(" "), name).not.toMatch(/org|tenant|asker|viewer|role|audience|channel|as_/);
    }
  });
});

/** Two hundred answers of a stub with one thing altered: a digit, a day, a unit, a sign, a currency or a name. */
const ALTERED: readonly string[] = Array.from({ length: 200 }, (_, i) => {
  const digit = (text: string) => {
    const digits = [...text.matchAll(/\d/g)];
    const place = digits[i % digits.length]?.index ?? 0;
    return `${text.slice(0, place)}${(Number(text[place]) + 1 + (i % 8)) % 10}${text.slice(place + 1)}`;
  };
  const whole =
    "You are at 50.0% of quota in Q4 2026 with $90,000.00 credited against $180,000.00, as of Nov 23, 2026.";
  const alterations: readonly ((text: string) => string)[] = [
    digit,
    (text) => text.replace("Q4 2026", ["Q3 2026", "Q4 2025", "October 2026", "last quarter", "H2 2026"][i % 5] ?? ""),
    (text) =>
      text.replace(
        "Nov 23, 2026",
        ["Nov 22, 2026", "Dec 23, 2026", "Nov 23, 2025", "Monday", "23.10.2026"][i % 5] ?? "",
      ),
    (text) => text.replace("50.0%", ["50.0 points", "50.0", "$50.0", "50.0 days", "50.0‰"][i % 5] ?? ""),
    (text) => text.replace(i % 2 ? "$90" : "$180", i % 2 ? "-$90" : "−$180"),
    (text) => text.replace(i % 2 ? "$90" : "$180", `${["€", "£", "CA$", "¥", "CHF "][i % 5]}${i % 2 ? 90 : 180}`),
    (text) => text.replace("You are", ["Dana is", "Dana Fairbank is", "Bartholomew is", "dana is"][i % 4] ?? ""),
    (text) => `{{attainment}} so far. ${digit(text.replace("50.0%", "{{attainment}}"))}`,
  ];
  return alterations[i % alterations.length]?.(whole) ?? "";
});

test("of 200 answers with one thing altered, none reaches a person", async () => {
  const plain = await withoutModel(CLEAR);
  const { ask } = askWithModel(store, server.url, { PACER_LLM_TIMEOUT_MS: "5000", PACER_LLM_CALLS_PER_PERSON: "9999" });
  server.behave(() => word("You are at 50.0% of quota in Q4 2026 with $90,000.00 credited against $180,000.00."));
  expect((await ask(asked(CLEAR))).shown.headline, "unaltered, it does").toContain("credited against");
  for (const text of new Set(ALTERED)) {
    server.behave(() => word(text));
    const { headline, body } = (await ask(asked(CLEAR))).shown;
    expect({ text, headline, body }).toEqual({ text, headline: plain.shown.headline, body: plain.shown.body });
  }
});

test("in a channel the words of a model stay in the private part", async () => {
  server.behave(() => word("You sit at {{attainment}}, {{credited}} credited."));
  const { ask } = askWithModel(store, server.url);
  const { shown, privately } = await ask({ ...asked(CLEAR), channel: "public" });
  expect(JSON.stringify(shown)).not.toMatch(/50\.0|90,000/);
  expect(privately?.headline).toBe("You sit at 50.0%, $90,000.00 credited.");
});
