import type { ModelConfig } from "../config.js";
import type { IsoDate } from "../core/calendar.js";
import type { Logger } from "../log.js";
import type { ModelMode, ModelUsage, OrgStore } from "../store/store.js";
import type { Breaker } from "./breaker.js";
import { type Chat, ChatFailure, type ChatReply, type ChatRequest } from "./chat.js";
import { stricter } from "./setting.js";

/** Calls that one message may cost, whatever goes wrong: choosing, choosing once more, wording. */
const MAX_CALLS_PER_TURN = 3;

export interface Meter {
  readonly config: Pick<ModelConfig, "mode" | "model" | "prices" | "limits" | "timeoutMs">;
  readonly chat: Chat;
  readonly breaker: Breaker;
  readonly log: Logger;
}

export type Step = "choose" | "word";
type Refusal = "turned_off" | "person_calls" | "person_tokens" | "person_cost" | "org_cost" | "turn_calls" | "resting";

/**
 * The way to the model for one message of one person. It sends nothing when that is turned off, used up, or pointless because
 * the endpoint is down; it ends with the time of the whole message; it counts and logs what it did. Null stands for "no reply":
 * the deterministic answer is always there.
 */
export class MeteredChat {
  readonly #until: AbortSignal;
  #calls = 0;
  #gone = false;

  constructor(
    private readonly meter: Meter,
    private readonly store: OrgStore,
    private readonly personId: string,
    private readonly day: IsoDate,
  ) {
    this.#until = AbortSignal.timeout(meter.config.timeoutMs);
  }

  async send(step: Step, request: Omit<ChatRequest, "signal">): Promise<ChatReply | null> {
    const { chat, breaker, log, config } = this.meter;
    if (this.#gone || this.#until.aborted) return null;
    const refusal = await this.#refusal(step);
    if (refusal) {
      // Switched off is a wish and not an event.
      if (refusal !== "turned_off")
        log.info({ event: "model_skipped", step, reason: refusal }, "the model was not asked");
      this.#gone = true;
      return null;
    }
    this.#calls++;
    const began = performance.now();
    const about = () => ({ event: "model_call", step, model: config.model, ms: Math.round(performance.now() - began) });
    try {
      const reply = await chat({ ...request, signal: this.#until });
      breaker.succeeded();
      const { tokensIn, tokensOut } = reply;
      const costMicros = costOf(config, tokensIn, tokensOut);
      await this.#count({ calls: 1, failures: 0, dropped: 0, tokensIn, tokensOut, costMicros });
      log.info({ ...about(), outcome: "ok", tokensIn, tokensOut, costMicros }, "the model was asked");
      return reply;
    } catch (error) {
      const failure = error instanceof ChatFailure ? error : new ChatFailure("malformed");
      breaker.failed(failure);
      this.#gone = true;
      await this.#count({ calls: 1, failures: 1, dropped: 0, tokensIn: 0, tokensOut: 0, costMicros: 0 });
      log.warn({ ...about(), outcome: failure.kind }, "the model gave no usable reply");
      return null;
    }
  }

  /** A wording that was not shown, and why; never what it said. */
  async dropped(step: Step, reason: string): Promise<void> {
    this.meter.log.warn(
      { event: "model_dropped", step, model: this.meter.config.model, reason },
      "a wording was dropped",
    );
    await this.#count({ calls: 0, failures: 0, dropped: 1, tokensIn: 0, tokensOut: 0, costMicros: 0 });
  }

  async #refusal(step: Step): Promise<Refusal | null> {
    const { config, breaker } = this.meter;
    if (this.#calls >= MAX_CALLS_PER_TURN) return "turn_calls";
    const used = await this.store.getModelAllowance(this.personId, this.day);
    if (!NEEDS[step].includes(stricter(config.mode, used.mode))) return "turned_off";
    const { limits } = config;
    if (used.personCalls >= limits.callsPerPerson) return "person_calls";
    if (used.personTokens >= limits.tokensPerPerson) return "person_tokens";
    if (used.personCostMicros >= limits.costMicrosPerPerson) return "person_cost";
    if (used.orgCostMicros >= limits.costMicrosPerOrg) return "org_cost";
    return breaker.take() ? null : "resting";
  }

  /** A count that cannot be written must not cost the answer; it is logged, since the budget leans on it. */
  async #count(usage: ModelUsage): Promise<void> {
    await this.store.addModelUsage(this.personId, this.day, usage).catch((error: unknown) => {
      const name = error instanceof Error ? error.name : typeof error;
      this.meter.log.error({ event: "model_usage_lost", error: name, ...usage }, "usage of the model was not counted");
    });
  }
}

const NEEDS: Readonly<Record<Step, readonly ModelMode[]>> = { choose: ["choose", "full"], word: ["full"] };

/** Rounded up to a millionth, so that nothing is free that is not. A model without a price costs nothing here. */
function costOf({ prices, model }: Pick<ModelConfig, "prices" | "model">, tokensIn: number, tokensOut: number): number {
  const price = prices.get(model);
  return price ? Math.ceil((price.tokensIn * tokensIn + price.tokensOut * tokensOut) / 1_000_000) : 0;
}
