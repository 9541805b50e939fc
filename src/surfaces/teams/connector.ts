import type { ConfigurationBotFrameworkAuthentication } from "botbuilder";
import { backoffMs, retrying } from "../retry.js";

const CALL_TIMEOUT_MS = 10_000;
/** For a 429 without a readable Retry-After. */
const UNSTATED_WAIT_MS = 5_000;

type ConnectorOptions = NonNullable<ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>[4]>;
type HttpClient = NonNullable<ConnectorOptions["httpClient"]>;
type WebResource = Parameters<HttpClient["sendRequest"]>[0];
type WebResponse = Awaited<ReturnType<HttpClient["sendRequest"]>>;

/** Teams did not take a call, or it is not known whether it did. `status` is absent when no answer came. */
export class ConnectorError extends Error {
  override readonly name = "ConnectorError";
  constructor(
    readonly statusCode: number | undefined,
    readonly retryAfterMs: number | undefined,
    options?: ErrorOptions,
  ) {
    super("a call to Teams failed", options);
  }
}

/**
 * Sends the SDK's requests with a time limit. Failures are thrown as `ConnectorError`, because the SDK repeats what it knows
 * as a failure, a message whose answer was lost among them, and nobody wants an answer twice.
 */
export const connectorHttp: HttpClient = {
  async sendRequest(request: WebResource): Promise<WebResponse> {
    const { status, headers, bodyAsText } = await call(request);
    if (status >= 300) throw new ConnectorError(status, waitOf(headers.get("retry-after")));
    const toJson = () => Object.fromEntries(headers.entries());
    return { request, status, bodyAsText, headers: { toJson } } as unknown as WebResponse;
  },
};

async function call({ url, method, headers, body }: WebResource) {
  try {
    const response = await fetch(url, {
      method,
      headers: headers.toJson(),
      signal: AbortSignal.timeout(CALL_TIMEOUT_MS),
      redirect: "error",
      ...(body === undefined ? {} : { body: String(body) }),
    });
    return { status: response.status, headers: response.headers, bodyAsText: await response.text() };
  } catch (cause) {
    throw new ConnectorError(undefined, undefined, { cause });
  }
}

function waitOf(retryAfter: string | null): number | undefined {
  const seconds = Number(retryAfter);
  return retryAfter !== null && Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : undefined;
}

/** A call that may be made twice without harm. */
export const repeatable = <T>(call: () => Promise<T>): Promise<T> =>
  retrying(call, (error, attempt) => turnedAway(error) ?? (isPassing(error) ? backoffMs(attempt) : null));

/** A call that must not be made twice: repeated only when Teams certainly did not take it. */
export const once = <T>(call: () => Promise<T>): Promise<T> =>
  retrying(call, (error, attempt) => turnedAway(error) ?? (neverArrived(error) ? backoffMs(attempt) : null));

const turnedAway = (error: unknown): number | null =>
  error instanceof ConnectorError && error.statusCode === 429 ? (error.retryAfterMs ?? UNSTATED_WAIT_MS) : null;

const isPassing = (error: unknown): boolean =>
  error instanceof ConnectorError &&
  (error.statusCode === undefined || error.statusCode === 412 || error.statusCode >= 500);

export function neverArrived(error: unknown): boolean {
  if (!(error instanceof ConnectorError) || !(error.cause instanceof Error)) return false;
  const { cause } = error.cause;
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  return code === "ECONNREFUSED" || code === "ENOTFOUND" || code === "EAI_AGAIN";
}
