import { trace } from "../failure.js";
import type { Logger } from "../log.js";
import type { Claimed, Outbox } from "../store/outbox-work.js";
import { LEASE_MS } from "./deliver-one.js";

const RENEW_MS = 1_000;

/** The messages that this process has in hand, whose leases it renews as long as it lives. */
export class Hands {
  readonly #held = new Set<Claimed>();
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly outbox: Pick<Outbox, "renew">,
    private readonly log: Logger,
  ) {}

  async hold(claim: Claimed, work: () => Promise<void>): Promise<void> {
    this.#held.add(claim);
    this.#timer ??= setInterval(() => this.#renew(), RENEW_MS).unref();
    try {
      await work();
    } finally {
      this.#held.delete(claim);
      if (this.#held.size === 0) {
        clearInterval(this.#timer);
        this.#timer = undefined;
      }
    }
  }

  #renew(): void {
    // Should it fail, another worker takes over and looks before it sends; this one finds out when it settles.
    this.outbox.renew([...this.#held], LEASE_MS).catch((error: unknown) => {
      this.log.warn({ event: "delivery_lease", ...trace(error) }, "leases could not be renewed");
    });
  }
}
