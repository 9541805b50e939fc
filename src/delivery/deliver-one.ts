import { trace } from "../failure.js";
import type { Logger } from "../log.js";
import type { AnyMessageKind } from "../messages/define-message.js";
import type { MessageKinds } from "../messages/index.js";
import { renderMessage } from "../messages/render-message.js";
import type { Claimed, Outbox, Settlement } from "../store/outbox-work.js";
import type { OrgStore, Person } from "../store/store.js";
import { backoffMs, SHUT_OUT_MS } from "./limits.js";
import type { Receiving } from "./receiving.js";
import type { Address, SendOutcome, Transport } from "./transport.js";

/** Calls that ended in doubt, or failures to write the message, after which somebody has to look at it. */
const MAX_ATTEMPTS = 6;
/** A call has ended one way or the other after this, whatever happened to who made it. */
const CALL_ENDS_MS = 11_000;
/** Whoever has not renewed what it holds for so long is dead, or as good as dead. */
export const LEASE_MS = 4_000;
/** The first look at a message in doubt. */
const FIRST_LOOK_MS = 1_000;

export interface DeliverDeps {
  readonly outbox: Outbox;
  readonly kinds: MessageKinds;
  readonly transports: readonly Transport[];
  readonly receiving: Receiving;
  readonly log: Logger;
  readonly now: () => Date;
  readonly chance: () => number;
}

/** What is settled before a message is written: to whom, and by which way. */
interface Way {
  readonly kind: AnyMessageKind;
  readonly person: Person;
  readonly transport: Transport;
  readonly address: Address;
}

/**
 * Takes one message in hand to its next state. In doubt it is looked for before anything is sent; then everything that may have changed
 * since it was written down is judged anew; and right before the call the outbox is asked whether it is still in this hand.
 */
export async function deliverOne(deps: DeliverDeps, store: OrgStore, claim: Claimed): Promise<void> {
  const settlement = await outcomeOf(deps, store, claim).catch((error: unknown): Settlement => {
    deps.log.error(
      { event: "delivery_failed", kind: claim.kind, reference: claim.reference, ...trace(error) },
      "a message could not be taken further",
    );
    return failing(deps, claim);
  });
  if (settlement === "lost" || !(await deps.outbox.settle(claim, settlement))) {
    deps.log.warn(
      { event: "delivery_taken_over", reference: claim.reference },
      "another worker has the message by now",
    );
    return;
  }
  const { kind, reference, attempts } = claim;
  const reason = "reason" in settlement ? settlement.reason : undefined;
  const level = settlement.state === "dead" || settlement.state === "unconfirmed" ? "warn" : "debug";
  deps.log[level]({ event: "delivery", kind, reference, attempts, state: settlement.state, reason }, "a message");
}

/** A failure on our own side: what is in doubt stays so; the rest is tried again, and given up in the end. */
function failing({ chance }: DeliverDeps, claim: Claimed): Settlement {
  const reason = "could_not_be_written";
  const retryInMs = backoffMs(claim.attempts + 1, chance);
  if (claim.doubt) return { state: "ambiguous", reason, retryInMs };
  return claim.attempts + 1 >= MAX_ATTEMPTS
    ? { state: "dead", reason }
    : { state: "pending", reason, retryInMs, attempts: 1 };
}

async function outcomeOf(deps: DeliverDeps, store: OrgStore, claim: Claimed): Promise<Settlement | "lost"> {
  const now = deps.now();
  const way = await wayOf(deps, store, claim);
  if ("state" in way) return way;
  const doubt = claim.doubt ? await clearDoubt(deps, way, claim, claim.doubt) : null;
  if (doubt) return doubt;
  if (claim.expiresAt <= now) return { state: "failed", reason: "expired" };
  if (claim.attempts >= MAX_ATTEMPTS) return { state: "dead", reason: "no_answer" };
  const reception = await deps.receiving(store, way.person, way.kind, now);
  if (reception.kind === "never") return { state: "failed", reason: reception.reason };
  if (reception.kind === "later")
    return reception.at >= claim.expiresAt
      ? { state: "failed", reason: "expired_in_quiet_hours" }
      : { state: "pending", reason: "quiet_hours", retryInMs: 0, notBefore: reception.at, attempts: 0 };
  const written = await renderMessage(way.kind, claim.recipe, { store, recipientId: way.person.id, now });
  if (written.kind === "nothing") return { state: "failed", reason: written.reason };
  const { platform } = way.transport;
  const begun = await deps.outbox.begin(claim, platform, { leaseMs: LEASE_MS, certainInMs: CALL_ENDS_MS });
  if (!begun) return "lost";
  const answer = referenced(written.answer, way, claim);
  return settled(deps, claim, await way.transport.send(way.address, { deliveryId: claim.id, answer }));
}

/** Where a copy cannot be ruled out, what matters says so: the same reference on both. */
function referenced<A extends { readonly notes?: readonly string[] }>(
  answer: A,
  { kind, transport }: Way,
  claim: Claimed,
): A {
  if (transport.find || kind.class === "routine") return answer;
  const copy = claim.doubt ? " If you have this message twice, it is the same one." : "";
  return { ...answer, notes: [...(answer.notes ?? []), `Reference ${claim.reference}.${copy}`] };
}

/** A message in doubt stays on the platform where it may be. */
async function wayOf(deps: DeliverDeps, store: OrgStore, claim: Claimed): Promise<Way | Settlement> {
  const kind = deps.kinds.get(claim.kind);
  if (!kind) return { state: "failed", reason: "unknown_kind" };
  const person = await store.findPerson(claim.recipientId);
  if (!person) return { state: "failed", reason: "no_such_person" };
  const ways = deps.transports.filter(({ platform }) => !claim.doubt || claim.doubt.platform === platform);
  for (const search of ["locate", "seek"] as const) {
    for (const transport of ways) {
      const address = await transport[search]?.(store, person);
      if (address) return { kind, person, transport, address };
    }
  }
  return claim.doubt
    ? { state: "unconfirmed", reason: "cannot_be_looked_for" }
    : { state: "failed", reason: "not_connected" };
}

/** Null when it is certain that the message is not there, or that it may be sent once more. */
async function clearDoubt(
  deps: DeliverDeps,
  { kind, transport, address }: Way,
  claim: Claimed,
  { since, certainInMs }: NonNullable<Claimed["doubt"]>,
): Promise<Settlement | null> {
  if (!transport.find) {
    const again = kind.class !== "routine" && claim.attempts < 2;
    if (!again) return { state: "unconfirmed", reason: "not_confirmed" };
    return certainInMs > 0 ? { state: "ambiguous", reason: "not_confirmed", retryInMs: certainInMs } : null;
  }
  const found = await transport.find(address, claim.id, since);
  switch (found.kind) {
    case "found":
      return { state: "sent", messageRef: found.messageRef };
    case "absent":
      return certainInMs > 0 ? { state: "ambiguous", reason: "not_there_yet", retryInMs: certainInMs } : null;
    case "limited":
      return { state: "ambiguous", reason: "limited", retryInMs: found.retryInMs };
    case "unknown":
      return { state: "ambiguous", reason: found.reason, retryInMs: backoffMs(claim.attempts, deps.chance) };
  }
}

function settled({ chance }: DeliverDeps, claim: Claimed, outcome: SendOutcome): Settlement {
  switch (outcome.kind) {
    case "sent":
      return { state: "sent", messageRef: outcome.messageRef };
    case "limited":
      return { state: "pending", reason: "limited", retryInMs: outcome.retryInMs, attempts: -1 };
    case "unreached":
      return { state: "pending", reason: outcome.reason, retryInMs: backoffMs(2, chance), attempts: -1 };
    case "shut_out":
      return { state: "pending", reason: outcome.reason, retryInMs: SHUT_OUT_MS, attempts: -1 };
    case "refused":
      return { state: "failed", reason: outcome.reason };
    case "doubt":
      return {
        state: "ambiguous",
        reason: outcome.reason,
        retryInMs: Math.min(FIRST_LOOK_MS, outcome.certainInMs),
        certainInMs: outcome.certainInMs + backoffMs(claim.attempts + 1, chance) - 1_000,
      };
  }
}
