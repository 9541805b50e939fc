/** Where the queue lives. All three behave alike, and none is trusted with anything that could be lost. */
export type QueueHome =
  | { readonly kind: "process" }
  | { readonly kind: "postgres"; readonly url: string }
  | { readonly kind: "redis"; readonly url: string };

export interface JobQueue {
  /** Rejects where the queue cannot be reached. */
  add(name: string, payload: Readonly<Record<string, unknown>>): Promise<void>;
  /** What an admin should know about it; empty when all is well. */
  warnings(): Promise<readonly string[]>;
  /** Takes no further job and waits for those under way. */
  close(): Promise<void>;
}
