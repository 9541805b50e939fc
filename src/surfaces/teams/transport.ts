import type { Limits } from "../../delivery/limits.js";
import type { SendOutcome, Transport } from "../../delivery/transport.js";
import type { Store } from "../../store/store.js";
import type { SendTo } from "./send-to.js";

/**
 * Writes to people's own chat with Pacer in Teams. Teams recognises no repetition and offers no way to look for a message, so what is in
 * doubt is settled by the kind of message: see `MessageClass`.
 */
export function teamsTransport({
  store,
  limits,
  sendTo,
}: {
  readonly store: Store;
  readonly limits: Limits;
  readonly sendTo: SendTo;
}): Transport {
  return {
    platform: "teams",
    locate: (org, person) => store.findAccount("teams", org.organisation.id, person.id),
    async send(address, { answer }): Promise<SendOutcome> {
      const tenant = `teams:${address.workspaceId}`;
      const key = `${tenant}:send`;
      const turn = await limits.run(key, tenant, async (): Promise<SendOutcome> => {
        const outcome = await sendTo(address, answer);
        if (outcome.kind === "shut_out") await limits.shutOut(tenant, outcome.reason);
        return outcome.kind === "limited"
          ? { ...outcome, retryInMs: await limits.pause(key, outcome.retryInMs, "limited") }
          : outcome;
      });
      return turn.ran ? turn.value : { kind: "limited", retryInMs: turn.waitMs };
    },
  };
}
