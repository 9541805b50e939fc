import type { Logger } from "../log.js";
import type { Ask } from "../question.js";
import type { Store } from "../store/store.js";

/** What every chat surface is given: whom to ask, where people are found, and the clock. */
export interface SurfaceDeps {
  readonly store: Store;
  readonly ask: Ask;
  readonly log: Logger;
  readonly now: () => Date;
  /** Time as it passes, which tells repetitions apart; not the clock that may be set to stand still. The system's where it is not given. */
  readonly clock?: () => Date;
  /** Organisation that the configured workspace speaks for when it is seen the first time. */
  readonly orgSlug: string;
}

/** The same where workspaces may be many: null = none is connected by being seen. */
export type AnsweringDeps = Omit<SurfaceDeps, "orgSlug"> & { readonly orgSlug: string | null };

/** A surface that is receiving. */
export interface RunningSurface {
  /** Stops receiving, lets answers under way finish within a bounded time, and closes connections. */
  stop(): Promise<void>;
}
