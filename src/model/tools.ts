import { z } from "zod";
import { topics } from "../skills/catalogue.js";
import { skills } from "../skills/index.js";
import type { ChatTool } from "./chat.js";

/** A question that the model chose. Its input is parsed and its permission checked when it is run, like a typed question's. */
export interface Call {
  readonly skill: string;
  readonly input: Readonly<Record<string, unknown>>;
}
/** A question back, in the model's words; shown only when they hold nothing but words. */
export interface AskBack {
  readonly question: string;
  readonly options: readonly string[];
}

const answered = Object.keys(topics).filter((name) => topics[name]?.answered && skills.has(name));
const unanswered = Object.keys(topics).filter((name) => !topics[name]?.answered) as [string, ...string[]];

const AskBackInput = z.strictObject({
  question: z.string().max(300).describe("One short question, in the language of the message"),
  options: z
    .array(z.enum(answered as [string, ...string[]]))
    .max(3)
    .describe("Functions the message may have meant"),
});
const OutOfScopeInput = z.strictObject({
  topic: z.enum(unanswered).nullable().describe("The known topic it is about, or null for anything else"),
});

/** Keywords that strict tool calling does not take. The skill checks them when it parses. */
const NOT_STRICT = new Set(["$schema", "maxLength", "minLength", "maxItems", "minItems", "pattern", "default"]);

const ASK_BACK = "ask_back";
const OUT_OF_SCOPE = "out_of_scope";

/**
 * What the model may call: every question that is answered, a question back, and "not one of these". All of them read; there is
 * nothing among them that changes anything, and none has a field for the company, the asker or the audience.
 */
export const chatTools: readonly ChatTool[] = [
  ...answered.flatMap((name) => {
    const skill = skills.get(name);
    return skill ? [{ name, description: skill.description, parameters: strictSchema(skill.input) }] : [];
  }),
  {
    name: OUT_OF_SCOPE,
    description: `Not one of the other functions. Known topics that cannot be answered yet: ${unanswered.map((name) => `${name} (${topics[name]?.about})`).join(", ")}.`,
    parameters: strictSchema(OutOfScopeInput),
  },
  {
    name: ASK_BACK,
    description: "Ask one short question back when the message cannot be answered without knowing more.",
    parameters: strictSchema(AskBackInput),
  },
];

/** Questions are few; more calls than these are a loop or a list. */
const MAX_CALLS = 3;

export type ReadCalls =
  | { readonly ok: true; readonly calls: readonly Call[]; readonly askBack: AskBack | null }
  /** What is wrong, in words that hold nothing of the reply's values. */
  | { readonly ok: false; readonly problem: string };

/** Reads calls as the model wrote them. One wrong call spoils them all: half of what was asked is not an answer. */
export function readCalls(given: readonly { readonly name: string; readonly input: string }[]): ReadCalls {
  if (given.length === 0) return { ok: false, problem: "no function was called" };
  const calls: Call[] = [];
  for (const { name, input: source } of given.slice(0, MAX_CALLS)) {
    const input = parseJson(source);
    if (input === undefined) return { ok: false, problem: "arguments are not a JSON object" };
    if (name === ASK_BACK) {
      const parsed = AskBackInput.safeParse(input);
      return parsed.success
        ? { ok: true, calls: [], askBack: parsed.data }
        : { ok: false, problem: `the arguments of ${ASK_BACK} do not fit its schema` };
    }
    const schema: z.ZodObject | undefined =
      name === OUT_OF_SCOPE ? OutOfScopeInput : answered.includes(name) ? skills.get(name)?.input : undefined;
    if (!schema) return { ok: false, problem: "there is no such function" };
    // Fields that a question does not have are refused, not dropped: whoever wrote them meant something by them. Servers
    // without strict schemas leave out what is null.
    const nothing = Object.fromEntries(Object.keys(schema.shape).map((field) => [field, null]));
    const parsed = schema.strict().safeParse({ ...nothing, ...input });
    if (!parsed.success) return { ok: false, problem: `the arguments of ${name} do not fit its schema` };
    const call = { skill: name, input: parsed.data };
    if (!calls.some((other) => JSON.stringify(other) === JSON.stringify(call))) calls.push(call);
  }
  return { ok: true, calls, askBack: null };
}

function parseJson(source: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(source === "" ? "{}" : source);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

/** The JSON schema of an input as strict tool calling wants it: every field required, none beside them. */
function strictSchema(input: z.ZodType): Readonly<Record<string, unknown>> {
  const strip = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(strip);
    if (typeof node !== "object" || node === null) return node;
    return Object.fromEntries(
      Object.entries(node)
        .filter(([key]) => !NOT_STRICT.has(key))
        .map(([key, value]) => [key, strip(value)]),
    );
  };
  return strip(z.toJSONSchema(input)) as Readonly<Record<string, unknown>>;
}
