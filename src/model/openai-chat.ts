import OpenAI, { APIConnectionError, APIConnectionTimeoutError, APIError, APIUserAbortError } from "openai";
import { z } from "zod";
import { type Chat, ChatFailure, type ChatTool } from "./chat.js";
import { collect } from "./streamed.js";

interface Endpoint {
  readonly apiKey: string | undefined;
  /** Undefined = OpenAI. */
  readonly baseUrl: string | undefined;
  readonly model: string;
}

/** As much of a chat completion as is read. Servers that speak the protocol differ in all else. */
const Completion = z.object({
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish(),
        message: z.object({
          content: z.string().nullish(),
          tool_calls: z
            .array(z.object({ function: z.object({ name: z.string().max(200), arguments: z.string().max(20_000) }) }))
            .nullish(),
        }),
      }),
    )
    .min(1),
  usage: z.object({ prompt_tokens: z.number().nonnegative(), completion_tokens: z.number().nonnegative() }).nullish(),
});

/** Longer waits than this are as good as a refusal for now. */
const MAX_RETRY_AFTER_MS = 300_000;
/** Where a server does not count its tokens they are taken for this many characters. */
const CHARACTERS_PER_TOKEN = 3;

/**
 * Chat completions with tools, as OpenAI, Azure (`https://NAME.openai.azure.com/openai/v1/`), vLLM and Ollama speak them. One
 * request, no retries: whoever asks has an answer to fall back on, and no time to wait.
 */
export function openaiChat({ apiKey, baseUrl, model }: Endpoint): Chat {
  // Every setting is passed, so that nothing of the environment is read behind the back of config.ts.
  const client = new OpenAI({
    apiKey: apiKey ?? "none",
    baseURL: baseUrl ?? "https://api.openai.com/v1",
    organization: null,
    project: null,
    webhookSecret: null,
    maxRetries: 0,
    logLevel: "off",
  });
  const host = new URL(client.baseURL).hostname;
  // Newer models there take nothing else; other servers know the older name, and not all of them the newer.
  const isHosted = host.endsWith(".openai.com") || host.endsWith(".azure.com");
  return async ({ system, user, tools = [], maxTokens, signal, onText }) => {
    try {
      const body = {
        model,
        messages: [
          { role: "system" as const, content: system },
          { role: "user" as const, content: user },
        ],
        ...(isHosted ? { max_completion_tokens: maxTokens, store: false } : { max_tokens: maxTokens }),
      };
      const request: Promise<unknown> =
        onText && tools.length === 0
          ? client.chat.completions
              .create({ ...body, stream: true, stream_options: { include_usage: true } }, { signal })
              .then((stream) => collect(stream, onText))
          : client.chat.completions.create({ ...body, ...asked(tools) }, { signal });
      const read = Completion.safeParse(await orAborted(request, signal));
      const [choice] = read.data?.choices ?? [];
      if (!read.success || !choice) throw new ChatFailure("malformed");
      const { message, finish_reason } = choice;
      const text = message.content ?? "";
      const calls = (message.tool_calls ?? []).map((call) => ({
        name: call.function.name,
        input: call.function.arguments,
      }));
      const { usage } = read.data;
      return {
        text,
        calls,
        cutOff: finish_reason === "length",
        tokensIn: usage?.prompt_tokens ?? Math.ceil((system.length + user.length) / CHARACTERS_PER_TOKEN),
        tokensOut:
          usage?.completion_tokens ??
          Math.ceil(calls.reduce((sum, call) => sum + call.input.length, text.length) / CHARACTERS_PER_TOKEN),
      };
    } catch (error) {
      throw failureOf(error, signal);
    }
  };
}

const asked = (tools: readonly ChatTool[]) =>
  tools.length === 0
    ? {}
    : {
        tools: tools.map((tool) => ({
          type: "function" as const,
          function: { ...tool, parameters: { ...tool.parameters }, strict: true },
        })),
        tool_choice: "required" as const,
      };

/** A server that sends its headers and then nothing must not outlast the signal. */
function orAborted<T>(request: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(new ChatFailure("timeout"));
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort, { once: true });
    request.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}

function failureOf(error: unknown, signal: AbortSignal): ChatFailure {
  if (error instanceof ChatFailure) return error;
  if (signal.aborted || error instanceof APIUserAbortError || error instanceof APIConnectionTimeoutError)
    return new ChatFailure("timeout");
  if (error instanceof APIConnectionError) return new ChatFailure("unavailable");
  if (error instanceof APIError && typeof error.status === "number") {
    if (error.status === 429) return new ChatFailure("limited", retryAfterMs(error.headers?.get("retry-after")));
    return new ChatFailure(error.status >= 500 ? "unavailable" : "refused");
  }
  return new ChatFailure("malformed");
}

/** Seconds, or a date in HTTP's form. */
function retryAfterMs(header: string | null | undefined): number | null {
  if (!header) return null;
  const ms = /^\d{1,9}(\.\d+)?$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), MAX_RETRY_AFTER_MS) : null;
}
