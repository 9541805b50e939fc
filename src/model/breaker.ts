import type { ChatFailure } from "./chat.js";

/** Failures in a row after which an endpoint is left alone. */
const FAILURES = 3;
/** How long it is left alone, unless it says itself how long. */
const REST_MS = 30_000;

/**
 * Keeps one dead endpoint from costing everybody who asks the time of finding out. After some failures in a row it lets nothing
 * through for a while, then one request, whose end decides. An endpoint that says "too many requests" is left alone at once,
 * for as long as it says. `clock` gives milliseconds that only go forward.
 */
export class Breaker {
  #failures = 0;
  #restsUntil = 0;
  #probing = false;

  constructor(private readonly clock: () => number = () => performance.now()) {}

  /** True when a request may be sent now; its end must be told by `succeeded` or `failed`. */
  take(): boolean {
    if (this.clock() < this.#restsUntil) return false;
    if (this.#failures < FAILURES) return true;
    if (this.#probing) return false;
    this.#probing = true;
    return true;
  }

  succeeded(): void {
    this.#failures = 0;
    this.#probing = false;
  }

  failed({ kind, retryAfterMs }: Pick<ChatFailure, "kind" | "retryAfterMs">): void {
    this.#probing = false;
    this.#failures++;
    if (kind === "limited") this.#rest(retryAfterMs ?? REST_MS);
    else if (this.#failures >= FAILURES) this.#rest(REST_MS);
  }

  #rest(ms: number): void {
    this.#restsUntil = Math.max(this.#restsUntil, this.clock() + ms);
  }
}
