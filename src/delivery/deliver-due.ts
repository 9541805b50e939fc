import type { OrgStore } from "../store/store.js";
import { type DeliverDeps, deliverOne, LEASE_MS } from "./deliver-one.js";
import { Hands } from "./hands.js";

/** Messages of one organisation that are taken further at the same time: what waits for a platform does not hold up the rest. */
const LANES = 8;

export interface DeliverDue {
  /** Sends what an organisation has due, until nothing is. Does nothing where this process is at it already. */
  run(store: OrgStore): Promise<void>;
  isRunning(orgId: string): boolean;
  /** Takes nothing new in hand from here on; resolves when what was in hand is settled. */
  stop(): Promise<void>;
}

export function createDeliverDue(deps: DeliverDeps): DeliverDue {
  const hands = new Hands(deps.outbox, deps.log);
  const running = new Map<string, Promise<unknown>>();
  let stopping = false;

  async function lane(store: OrgStore): Promise<void> {
    while (!stopping) {
      const [claim] = await deps.outbox.claim(store.organisation.id, deps.now(), 1, LEASE_MS);
      if (!claim) return;
      await hands.hold(claim, () => deliverOne(deps, store, claim));
    }
  }

  return {
    isRunning: (orgId) => running.has(orgId),
    async run(store) {
      const { id } = store.organisation;
      if (running.has(id)) return;
      const work = Promise.allSettled(Array.from({ length: LANES }, () => lane(store)));
      running.set(id, work);
      const lanes = await work.finally(() => running.delete(id));
      const failed = lanes.find((result) => result.status === "rejected");
      if (failed) throw failed.reason;
    },
    async stop() {
      stopping = true;
      await Promise.allSettled(running.values());
    },
  };
}
