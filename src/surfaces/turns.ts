import { within } from "./within.js";

/**
 * Questions being answered after their event was acknowledged. Those of one conversation run one after the other, so that
 * "and last quarter?" finds the question it follows; different conversations do not wait for each other.
 */
export class Turns {
  readonly #last = new Map<string, Promise<void>>();

  /** `turn` must not reject: a surface catches its own failures, where it can still tell the asker. */
  run(conversation: string, turn: () => Promise<void>): Promise<void> {
    const before = this.#last.get(conversation) ?? Promise.resolve();
    const now = before.then(turn).finally(() => {
      if (this.#last.get(conversation) === now) this.#last.delete(conversation);
    });
    this.#last.set(conversation, now);
    return now;
  }

  /** Resolves when nothing is under way, or after `patienceMs` with what is left still running. */
  async idle(patienceMs: number): Promise<void> {
    await within(patienceMs, this.#ended()).catch(() => undefined);
  }

  /** A turn may begin another one. */
  async #ended(): Promise<void> {
    while (this.#last.size > 0) await Promise.all(this.#last.values());
  }
}
