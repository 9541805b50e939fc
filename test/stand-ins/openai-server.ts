import type { ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { json, listenLocally } from "./http.js";

const Body = z.object({
  model: z.string(),
  stream: z.boolean().default(false),
  messages: z.array(z.object({ role: z.string(), content: z.string() })),
  tools: z
    .array(z.object({ function: z.object({ name: z.string(), strict: z.boolean(), parameters: z.unknown() }) }))
    .default([]),
});

/** What a model was asked. `step` is "choose" where it was given functions to call, else "word". */
export interface ModelRequest {
  readonly step: "choose" | "word";
  readonly system: string;
  readonly user: string;
  readonly tools: readonly { readonly name: string; readonly strict: boolean; readonly parameters: unknown }[];
  readonly stream: boolean;
  /** The body as it came over the wire. */
  readonly raw: string;
}

/** What the model does with one request. */
export type ModelBehaviour =
  | { readonly kind: "calls"; readonly calls: readonly { readonly name: string; readonly input: unknown }[] }
  | { readonly kind: "says"; readonly text: string }
  /** Says it in pieces to whoever asked for a stream; `ends: false` stops without an end. */
  | { readonly kind: "streams"; readonly pieces: readonly string[]; readonly ends: boolean }
  /** Reached its limit in the middle. */
  | { readonly kind: "cut_off"; readonly text: string }
  | { readonly kind: "slow"; readonly ms: number; readonly reply: ModelBehaviour }
  /** Takes the request and never answers. */
  | { readonly kind: "silent" }
  /** Sends its headers and half a body, then nothing. */
  | { readonly kind: "hanging" }
  | { readonly kind: "limited"; readonly retryAfter?: string }
  | { readonly kind: "status"; readonly status: number }
  /** Half a reply, and the connection is closed as if that were all. */
  | { readonly kind: "truncated" }
  | { readonly kind: "malformed"; readonly body: string }
  /** Takes the request and drops the connection. */
  | { readonly kind: "lost" };

export interface OpenAiServer {
  /** To be used as the base URL. */
  readonly url: string;
  readonly requests: readonly ModelRequest[];
  /** Decides what every following request gets. */
  behave(decide: (request: ModelRequest) => ModelBehaviour): void;
  close(): Promise<void>;
}

/** Chat completions as OpenAI and those who copy it answer them, on the loopback, with a model that does what a test says. */
export async function startOpenAi(): Promise<OpenAiServer> {
  const requests: ModelRequest[] = [];
  let decide: (request: ModelRequest) => ModelBehaviour = () => ({ kind: "status", status: 500 });
  const { url, close } = await listenLocally(async (request, raw, response) => {
    if (request.method !== "POST" || request.url !== "/v1/chat/completions")
      return json(response, { error: { message: `no such address: ${request.url}` } }, 404);
    const body = Body.safeParse(JSON.parse(raw));
    if (!body.success) return json(response, { error: { message: body.error.message } }, 400);
    const said = (role: string) => body.data.messages.find((message) => message.role === role)?.content ?? "";
    const asked: ModelRequest = {
      step: body.data.tools.length > 0 ? "choose" : "word",
      system: said("system"),
      user: said("user"),
      tools: body.data.tools.map((tool) => tool.function as ModelRequest["tools"][number]),
      stream: body.data.stream,
      raw,
    };
    requests.push(asked);
    await behave(decide(asked), response);
  });
  return {
    url: `${url}/v1`,
    requests,
    behave: (next) => {
      decide = next;
    },
    close,
  };
}

async function behave(behaviour: ModelBehaviour, response: ServerResponse): Promise<void> {
  switch (behaviour.kind) {
    case "calls":
      return json(response, completion({ content: null, tool_calls: behaviour.calls.map(toolCall) }, "tool_calls"));
    case "says":
      return json(response, completion({ content: behaviour.text }, "stop"));
    case "streams":
      response.writeHead(200, { "content-type": "text/event-stream" });
      for (const content of behaviour.pieces) {
        response.write(event({ index: 0, delta: { content }, finish_reason: null }));
        await sleep(1);
      }
      if (behaviour.ends) response.write(event({ index: 0, delta: {}, finish_reason: "stop" }));
      response.end("data: [DONE]\n\n");
      return;
    case "cut_off":
      return json(response, completion({ content: behaviour.text }, "length"));
    case "slow":
      await sleep(behaviour.ms);
      return behave(behaviour.reply, response);
    case "silent":
      return;
    case "hanging":
      response.writeHead(200, { "content-type": "application/json" });
      response.write('{"choices":[{"message":{"con');
      return;
    case "limited":
      if (behaviour.retryAfter !== undefined) response.setHeader("retry-after", behaviour.retryAfter);
      return json(response, { error: { message: "Rate limit reached", type: "requests" } }, 429);
    case "status":
      return json(response, { error: { message: "The server had an error", type: "server_error" } }, behaviour.status);
    case "truncated":
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify(completion({ content: "You have" }, "stop")).slice(0, 90));
      return;
    case "malformed":
      response.writeHead(200, { "content-type": "application/json" });
      response.end(behaviour.body);
      return;
    case "lost":
      response.destroy();
  }
}

const event = (choice: object) =>
  `data: ${JSON.stringify({ id: "chatcmpl-1", object: "chat.completion.chunk", created: 1_700_000_000, model: "stand-in", choices: [choice] })}\n\n`;

const toolCall = ({ name, input }: { readonly name: string; readonly input: unknown }, i: number) => ({
  id: `call_${i}`,
  type: "function",
  function: { name, arguments: typeof input === "string" ? input : JSON.stringify(input) },
});

const completion = (message: object, finish: string) => ({
  id: "chatcmpl-1",
  object: "chat.completion",
  created: 1_700_000_000,
  model: "stand-in",
  choices: [{ index: 0, message: { role: "assistant", refusal: null, ...message }, finish_reason: finish }],
  usage: { prompt_tokens: 400, completion_tokens: 50, total_tokens: 450 },
});
