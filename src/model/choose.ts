import { resolvePeriod } from "../skills/period-input.js";
import type { Turn } from "./assistant.js";
import { repeats } from "./echo.js";
import { guardWords } from "./guard/guard.js";
import type { MeteredChat } from "./metered.js";
import type { NameTokens } from "./names.js";
import { prompt } from "./prompts.js";
import { type AskBack, type Call, chatTools, readCalls } from "./tools.js";
import { asData } from "./untrusted.js";

/** Questions a message was taken for, first one first; or a question back. */
export interface Choice {
  readonly calls: readonly Call[];
  /** `question` is null where the model's words may not be shown. */
  readonly askBack: { readonly question: string | null; readonly options: readonly string[] } | null;
}

/** Calls are short: a list of names and tokens. */
const MAX_TOKENS = 400;
/** The first attempt and one more that says what was wrong with it. */
const ATTEMPTS = 2;

/** Characters of a question back: one sentence. */
const LONGEST_QUESTION = 200;

interface Means {
  readonly metered: MeteredChat;
  readonly names: NameTokens;
  readonly isName: (word: string) => boolean;
}

export async function choose(turn: Turn, { metered, names, isName }: Means): Promise<Choice | null> {
  const message = names.mask(asData(turn.text));
  if (message === "") return null;
  const previous = turn.previous ? { skill: turn.previous.skill, period: tokenOf(turn.previous.input.period) } : null;
  let problem: string | null = null;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const user = prompt("choose-message").render({ today: turn.today, previous, message, problem });
    const request = { system: prompt("choose").render(), user, tools: chatTools, maxTokens: MAX_TOKENS };
    const reply = await metered.send("choose", request);
    if (!reply) return null;
    const read = reply.cutOff ? { ok: false as const, problem: "they were cut off" } : readCalls(reply.calls);
    if (!read.ok) {
      problem = read.problem;
      continue;
    }
    if (read.askBack) return { calls: [], askBack: questionBack(read.askBack, names, isName) };
    const calls = read.calls.map((call) => restored(call, names));
    if (calls.every(({ input }) => isPeriod(input.period, turn))) return { calls, askBack: null };
    problem = "the period is not one of the tokens";
  }
  await metered.dropped("choose", "calls");
  return null;
}

/** Period tokens hold letters, digits and few signs: nothing in one can pose as more. */
const tokenOf = (period: unknown): string | null =>
  typeof period === "string" && /^[\w.-]{1,40}$/.test(period) ? period : null;

const isPeriod = (period: unknown, { today, store }: Turn): boolean =>
  typeof period !== "string" || resolvePeriod(period, today, store.organisation.fiscalYearStartMonth) !== null;

/** Arguments with the names that tokens stand for. */
function restored({ skill, input }: Call, names: NameTokens): Call {
  const meant = (value: unknown) => (typeof value === "string" ? names.meaning(value) : value);
  const { person, deal, team } = input;
  return { skill, input: { ...input, ...defined({ person: meant(person), deal: meant(deal), team: meant(team) }) } };
}

const defined = (fields: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

function questionBack({ question, options }: AskBack, names: NameTokens, isName: (word: string) => boolean) {
  const unmasked = names.unmask(question);
  const ok =
    unmasked !== null &&
    unmasked.text.length <= LONGEST_QUESTION &&
    unmasked.text.endsWith("?") &&
    !repeats(unmasked.text, prompt("choose").render()) &&
    guardWords(unmasked.text, { names: unmasked.names, isName }).ok;
  return { question: ok ? unmasked.text : null, options };
}
