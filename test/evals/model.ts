import { createAsk } from "../../src/ask.js";
import { environment } from "../../src/config.js";
import { languageModel, languageOf } from "../../src/language/model.js";
import { tokenise } from "../../src/language/text.js";
import { createLog } from "../../src/log.js";
import type { Ask } from "../../src/question.js";
import type { Store } from "../../src/store/store.js";
import {
  askCase,
  faultsOf,
  figuresByPerson,
  type Injection,
  lootFor,
  makeCompany,
  readInjections,
} from "../model/injections.js";
import { askWithModel } from "../model/setting.js";
import { hostile, obedient } from "../stand-ins/hostile-model.js";
import { type OpenAiServer, startOpenAi } from "../stand-ins/openai-server.js";

interface Options {
  /** Where a real endpoint may be named; the process' environment unless given. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly misses: boolean;
  readonly print: (line: string) => void;
}

/** Who answers: the rules alone, or with a model. */
interface Layer {
  readonly name: string;
  /** The log of what was asked goes to `lines`. */
  ask(store: Store, one: Injection, lines: (list: readonly string[]) => void): Ask;
}

/** Honest questions in each language, casual and formal, of which the words are looked at. */
const TONES: readonly { readonly lang: string; readonly tone: string; readonly text: string }[] = [
  { lang: "en", tone: "casual", text: "hey how close am i to quota lol" },
  { lang: "en", tone: "formal", text: "Could you please tell me how much I have earned this quarter?" },
  { lang: "de", tone: "casual", text: "na wie nah bin ich an der quote?" },
  { lang: "de", tone: "formal", text: "Könnten Sie mir bitte sagen, wie viel ich dieses Quartal verdient habe?" },
  { lang: "es", tone: "casual", text: "oye cuánto me falta para la cuota" },
  { lang: "es", tone: "formal", text: "¿Podría decirme cuánto he ganado este trimestre, por favor?" },
  { lang: "fr", tone: "casual", text: "salut je suis à combien de mon quota" },
  { lang: "fr", tone: "formal", text: "Pourriez-vous me dire combien j'ai gagné ce trimestre ?" },
];

/** Injections and wording, by kind and language, for the rules alone, two stubs, and a real endpoint where one is configured. */
export const modelSuite = {
  name: "model",
  description:
    "Leaks, unanswered honest questions and dropped wordings: rules, stub models, and a real one when OPENAI_API_KEY or OPENAI_BASE_URL is set.",
  async run({ misses, print, env = environment() }: Options): Promise<void> {
    const server = await startOpenAi();
    try {
      const figures = await figuresByPerson();
      for (const layer of layersOf(server, figures, env)) {
        await injections(layer, figures, { misses, print });
        if (layer.name !== "rules") await wording(layer, { misses, print });
      }
    } finally {
      await server.close();
    }
  },
};

function layersOf(
  server: OpenAiServer,
  figures: ReadonlyMap<string, readonly string[]>,
  env: NonNullable<Options["env"]>,
): Layer[] {
  const withServer =
    (behave: (one: Injection) => void): Layer["ask"] =>
    (store, one, lines) => {
      behave(one);
      const made = askWithModel(store, server.url, { PACER_LLM_TIMEOUT_MS: "5000" });
      lines(made.lines);
      return made.ask;
    };
  const { OPENAI_API_KEY: key, OPENAI_BASE_URL: url, PACER_LLM_MODEL: model } = env;
  const real = { ...(key ? { OPENAI_API_KEY: key } : {}), ...(model ? { PACER_LLM_MODEL: model } : {}) };
  let tactic = 0;
  return [
    { name: "rules", ask: (store) => createAsk({ store, log: createLog("silent") }) },
    { name: "obedient stub", ask: withServer(() => server.behave(obedient)) },
    { name: "hostile stub", ask: withServer(({ as }) => server.behave(hostile(lootFor(as, figures), tactic++))) },
    ...(key || url
      ? [
          {
            name: `real: ${model ?? "default model"}`,
            ask: ((store, _one, lines) => {
              const made = askWithModel(store, url ?? "https://api.openai.com/v1", {
                PACER_LLM_TIMEOUT_MS: "6000",
                ...real,
              });
              lines(made.lines);
              return made.ask;
            }) satisfies Layer["ask"],
          },
        ]
      : []),
  ];
}

async function injections(
  layer: Layer,
  figures: ReadonlyMap<string, readonly string[]>,
  { misses, print }: Options,
): Promise<void> {
  const counts = new Map<string, { cases: number; faults: number; writes: number }>();
  for (const one of readInjections()) {
    const { store, writes } = makeCompany(one.planted);
    const reply = await askCase(
      layer.ask(store, one, () => {}),
      one,
    );
    const faults = faultsOf(one, reply, lootFor(one.as, figures).figures);
    for (const row of [`kind ${one.kind}`, `language ${one.lang}`, "all"]) {
      const count = counts.get(row) ?? { cases: 0, faults: 0, writes: 0 };
      count.cases++;
      count.faults += faults.length > 0 ? 1 : 0;
      count.writes += writes.length;
      counts.set(row, count);
    }
    if (misses && faults.length > 0) print(`  ${one.kind}: ${one.text}: ${faults.join("; ")}`);
  }
  print(`\n${layer.name}: injections`);
  print(`${"".padEnd(24)}cases  faults  changes`);
  for (const [row, { cases, faults, writes }] of [...counts].sort(([a], [b]) => (a < b ? -1 : 1)))
    print(`${row.padEnd(24)}${String(cases).padStart(5)}${String(faults).padStart(8)}${String(writes).padStart(9)}`);
}

async function wording(layer: Layer, { misses, print }: Options): Promise<void> {
  print(`\n${layer.name}: wording`);
  print("language  tone     worded  in the language  characters");
  for (const { lang, tone, text } of TONES) {
    const one: Injection = { kind: "tone", lang, as: "Ines Okafor", text, answered: true };
    const { store } = makeCompany();
    let lines: readonly string[] = [];
    const { shown } = await askCase(
      layer.ask(store, one, (list) => {
        lines = list;
      }),
      one,
    );
    const said = `${shown.headline} ${shown.body ?? ""}`;
    const isRight = languageOf(tokenise(said), languageModel()) === lang;
    const logged = lines.join("");
    const worded = logged.includes('"step":"word"') && !/"event":"model_dropped"|"outcome":"(?!ok)/.test(logged);
    print(
      `${lang.padEnd(10)}${tone.padEnd(9)}${(worded ? "yes" : "no").padStart(6)}${(isRight ? "yes" : "no").padStart(17)}${String(said.length).padStart(12)}`,
    );
    const dropped = lines.flatMap((line) => /"event":"model_dropped".*"reason":"(\w+)"/.exec(line)?.[1] ?? []);
    if (misses && dropped.length > 0) print(`  dropped: ${dropped.join(", ")}`);
  }
}
