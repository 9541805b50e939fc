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

/**
 * When a method of a workspace may be called: evenly, and not at all while the platform has asked for quiet. Pauses are kept in the
 * store, so that neither a restart nor another worker calls early.
 */
export class Limits {
  readonly #pausedUntil = new Map<string, number>();
  readonly #nextTurn = new Map<string, number>();

  constructor(
    private readonly outbox: Pick<Outbox, "pause" | "listPauses">,
    private readonly log: Logger,
    private readonly settings: LimitSettings,
  ) {}

  /** Takes over what this or another worker was told. */
  async refresh(): Promise<void> {
    for (const { key, leftMs } of await this.outbox.listPauses()) this.#hold(key, leftMs);
  }

  /** Waits for the next turn. Gives 0, or the milliseconds for which `key` must not be called at all. */
  async turn(key: string): Promise<number> {
    const gap = 1000 / this.settings.perSecond;
    const now = performance.now();
    const at = Math.max(now, (this.#nextTurn.get(key) ?? 0) + gap);
    if (this.paused(key) > 0) return this.paused(key);
    this.#nextTurn.set(key, at);
    if (at > now) await sleep(at - now);
    // Somebody may have been turned away meanwhile.
    return this.paused(key);
  }

  /** Milliseconds for which nothing may be called. */
  paused(key: string): number {
    return Math.max(0, (this.#pausedUntil.get(key) ?? 0) - performance.now());
  }

  /** The platform wants quiet for so long. Gives the wait that was set, a little longer. */
  async pause(key: string, ms: number, reason: string): Promise<number> {
    const wait = ms + MARGIN_MS + this.settings.chance() * Math.min(1_000, ms / 10 + MARGIN_MS);
    const isNew = this.paused(key) === 0;
    this.#hold(key, wait);
    if (isNew) this.log.warn({ event: "delivery_paused", key, ms: Math.round(wait), reason }, "a platform wants quiet");
    await this.outbox.pause(key, wait, reason);
    return wait;
  }

  #hold(key: string, ms: number): void {
    this.#pausedUntil.set(key, Math.max(this.#pausedUntil.get(key) ?? 0, performance.now() + ms));
  }
}

/** 1 s, 4 s, 16 s ... to 5 minutes, each stretched by up to a half. */
export const backoffMs = (attempt: number, chance: () => number): number =>
  Math.min(300_000, 1_000 * 4 ** Math.max(0, attempt - 1)) * (1 + chance() / 2);

/** What a 429 says in its Retry-After: seconds, or a date. Milliseconds, 30 s where it says nothing that can be read. */
export function retryAfterMs(header: string | null | undefined, now: Date): number {
  const unstated = 30_000;
  if (header === null || header === undefined || header.trim() === "") return unstated;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return seconds >= 0 ? Math.min(seconds, 86_400) * 1000 : unstated;
  const until = Date.parse(header);
  return Number.isNaN(until) ? unstated : Math.min(Math.max(0, until - now.getTime()), 86_400_000);
}
