/** A function the model may call. `parameters` is a strict JSON schema. */
export interface ChatTool {
  readonly name: string;
  readonly description: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

export interface ChatRequest {
  /** Static instructions. They hold no secret: assume that the model repeats them to anybody. */
  readonly system: string;
  /** What is asked now, what was typed by people delimited as data. */
  readonly user: string;
  readonly tools?: readonly ChatTool[];
  readonly maxTokens: number;
  readonly signal: AbortSignal;
  /** Told the text so far whenever there is more of it, where the endpoint can stream. Text without functions to call only. */
  readonly onText?: (soFar: string) => void;
}

/** What a model said. Nothing in it is believed: calls are parsed and checked like a question that was typed, text is guarded. */
export interface ChatReply {
  readonly text: string;
  readonly calls: readonly { readonly name: string; readonly input: string }[];
  /** The reply ended because it reached its limit, so it is a part of one. */
  readonly cutOff: boolean;
  readonly tokensIn: number;
  readonly tokensOut: number;
}

/** Sends one request and gives the reply, or throws a ChatFailure. */
export type Chat = (request: ChatRequest) => Promise<ChatReply>;

export type FailureKind =
  /** No complete reply in time. */
  | "timeout"
  /** Too many requests; `retryAfterMs` says how long to leave it alone. */
  | "limited"
  /** The endpoint failed (5xx) or is not there. */
  | "unavailable"
  /** The endpoint does not take the request: key, model or parameters are wrong. */
  | "refused"
  /** A reply that is not what the protocol says. */
  | "malformed";

export class ChatFailure extends Error {
  override readonly name = "ChatFailure";
  constructor(
    readonly kind: FailureKind,
    readonly retryAfterMs: number | null = null,
  ) {
    super(`the model gave no usable reply: ${kind}`);
  }
}
