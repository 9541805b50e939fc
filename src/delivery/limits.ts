import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "../log.js";
import type { Outbox } from "../store/outbox-work.js";

/** Added to a wait that the platform asks for: its clock and ours are not the same, and everybody else comes back on the second. */
const MARGIN_MS = 250;

export interface LimitSettings {
  /** Calls a second of one method in one workspace, from this process. */
  readonly perSecond: number;
  /** Random part of a wait, 0 to 1; a constant in tests. */
  readonly chance: () => number;
}

/** How long a workspace that takes nothing from Pacer is left alone. */
export const SHUT_OUT_MS = 10 * 60_000;

/** Calls of one method in one workspace that may be under way at once: as many as are made in vain when the platform shuts the door. */
const MOST_AT_ONCE = 4;
/** Calls that must go well before one more is allowed at once. */
const WELL_BEFORE_MORE = 10;

/** The calls of one method in one workspace. */
class Method {
  underWay = 0;
  atOnce = 1;
  well = 0;
  nextAt = 0;
  readonly waiting: (() => void)[] = [];
}

export type Turn<T> = { readonly ran: true; readonly value: T } | { readonly ran: false; readonly waitMs: number };

/**
 * When a method of a workspace may be called: evenly, few at once, and not at all while the platform has asked for quiet; after that one
 * call goes ahead and the others follow when it went well. Pauses are kept in the store, so that neither a restart nor another worker
 * calls early.
 */
export class Limits {
  readonly #pausedUntil = new Map<string, number>();
  readonly #methods = new Map<string, Method>();

  constructor(
    private readonly outbox: Pick<Outbox, "pause" | "listPauses">,
    private readonly log: Logger,
    private readonly settings: LimitSettings,
  ) {}

  /** Takes over what this or another worker was told. */
  async refresh(): Promise<void> {
    for (const { key, leftMs } of await this.outbox.listPauses()) this.#hold(key, leftMs);
  }

  /** Makes a call of `key` in its turn; or says for how long neither it nor anything under `within` may be called. */
  async run<T>(key: string, within: string, call: () => Promise<T>): Promise<Turn<T>> {
    const method = this.#methods.get(key) ?? new Method();
    this.#methods.set(key, method);
    const quiet = () => Math.max(this.#left(key), this.#left(within));
    while (quiet() === 0 && method.underWay >= method.atOnce)
      await new Promise<void>((resolve) => method.waiting.push(resolve));
    if (quiet() > 0) return { ran: false, waitMs: quiet() };
    method.underWay++;
    try {
      const at = Math.max(performance.now(), method.nextAt);
      method.nextAt = at + 1000 / this.settings.perSecond;
      await sleep(at - performance.now());
      // Somebody may have been turned away meanwhile.
      if (quiet() > 0) return { ran: false, waitMs: quiet() };
      return { ran: true, value: await call() };
    } finally {
      method.underWay--;
      if (quiet() === 0 && ++method.well % WELL_BEFORE_MORE === 0)
        method.atOnce = Math.min(MOST_AT_ONCE, method.atOnce + 1);
      for (const next of method.waiting.splice(0)) next();
    }
  }

  /** The platform wants quiet for so long. Gives the wait that was set, a little longer. */
  async pause(key: string, ms: number, reason: string): Promise<number> {
    const wait = ms + MARGIN_MS + this.settings.chance() * Math.min(1_000, ms / 10 + MARGIN_MS);
    const isNew = this.#left(key) === 0;
    this.#hold(key, wait);
    if (isNew) this.log.warn({ event: "delivery_paused", key, ms: Math.round(wait), reason }, "a platform wants quiet");
    await this.outbox.pause(key, wait, reason);
    return wait;
  }

  /** A platform takes nothing from Pacer for a workspace or tenant: left alone, and tried again now and then. */
  async shutOut(within: string, reason: string): Promise<void> {
    await this.pause(within, SHUT_OUT_MS, reason);
  }

  /** Milliseconds for which nothing may be called. */
  #left(key: string): number {
    return Math.max(0, (this.#pausedUntil.get(key) ?? 0) - performance.now());
  }

  #hold(key: string, ms: number): void {
    this.#pausedUntil.set(key, Math.max(this.#pausedUntil.get(key) ?? 0, performance.now() + ms));
    const method = this.#methods.get(key);
    if (method) Object.assign(method, { atOnce: 1, well: 0 });
  }
}

/** 1 s, 4 s, 16 s ... to 5 minutes, each stretched by up to a half. */
export const backoffMs = (attempt: number, chance: () => number): number =>
  Math.min(300_000, 1_000 * 4 ** Math.max(0, attempt - 1)) * (1 + chance() / 2);
