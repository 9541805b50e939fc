import type { Answer } from "../answer/answer.js";
import { trace } from "../failure.js";
import type { Channel, ReplyPart } from "../question.js";
import type { Platform } from "../store/store.js";
import { explainFailure, type Step } from "./failure.js";
import { identify, organisationOf, type PlatformAccount } from "./identity.js";
import type { AnsweringDeps } from "./surface.js";
import { within } from "./within.js";

/** Longer than any answer takes; a question that is stuck ends with a sentence instead of silence. */
const ASK_PATIENCE_MS = 30_000;

export interface Likeness {
  readonly key: string;
  readonly withinMs: number;
  /** What comes after it was answered is meant anew. */
  readonly untilAnswered?: boolean;
}

/** One authentic event of a platform, as its parser understood it. */
export interface Inbound {
  readonly platform: Platform;
  readonly workspaceId: string;
  readonly userId: string;
  /** The same for every delivery of one event, different for any two events. */
  readonly eventKey: string;
  /** What stays the same where the platform delivers an event again under another key. */
  readonly likeness?: Likeness;
  /** When it came, where it had to wait since. */
  readonly receivedAt?: Date;
  readonly conversation: string;
  readonly channel: Channel;
  /** The words, once it is known that the asker may ask. */
  text(): Promise<string>;
  readonly pressed?: { readonly skill: string; readonly input: Readonly<Record<string, unknown>> };
}

/** The ways to the asker that a platform offers for one event. */
export interface Delivery {
  account(): Promise<PlatformAccount>;
  /** `account` is cheap enough to be asked with every question. */
  readonly rechecks?: boolean;
  /** The question was taken and is being worked on. */
  working?(): void;
  /** Sentences of the answer as they become certain, in a one-to-one conversation; the whole answer still comes. */
  readonly onProgress?: (sentence: string) => void;
  /** Where the question was asked. */
  inPlace(answer: Answer): Promise<void>;
  /** The asker's own one-to-one conversation with Pacer. */
  privately(answer: Answer): Promise<void>;
  /** One sentence for the asker, with no figure in it. */
  plainly(sentence: string): Promise<void>;
}

/** From an authentic event to a delivered answer, or to one honest sentence and a log line. Never rejects. */
export async function answerQuestion(deps: AnsweringDeps, inbound: Inbound, delivery: Delivery): Promise<void> {
  const { store, log } = deps;
  const surface = inbound.platform;
  const began = performance.now();
  let step: Step = "receive";
  let isTaken = false;
  try {
    const now = deps.now();
    isTaken = await store.takeEvent(inbound.eventKey, inbound.receivedAt ?? timeOf(deps), inbound.likeness);
    if (!isTaken) {
      log.info({ event: "event_redelivered", surface }, "a redelivered event was left alone");
      return;
    }
    step = "identify";
    const organisation = await organisationOf(deps, inbound.platform, inbound.workspaceId);
    const { platform, workspaceId, userId } = inbound;
    const who = await identify({
      store,
      log,
      organisation,
      platform,
      workspaceId,
      userId,
      now,
      account: delivery.account,
      rechecks: delivery.rechecks ?? false,
    });
    if (!who.ok) {
      log.info({ event: "asker_unknown", surface, reason: who.reason }, "a question of somebody unknown");
      step = "deliver";
      return await delivery.plainly(who.message);
    }
    delivery.working?.();
    const text = await inbound.text();
    step = "ask";
    const reply = await within(
      ASK_PATIENCE_MS,
      deps.ask(
        {
          orgId: who.orgId,
          askerId: who.personId,
          text,
          ...(inbound.pressed ? { pressed: inbound.pressed } : {}),
          channel: inbound.channel,
          now,
          conversation: inbound.conversation,
        },
        delivery.onProgress && inbound.channel === "dm" ? growth(delivery.onProgress) : undefined,
      ),
    );
    step = "deliver";
    await deliver(deps, inbound, delivery, reply);
    for (const part of reply.more ?? []) await deliver(deps, inbound, delivery, part, true);
    const { skill, outcome } = reply.privately ?? reply.shown;
    const ms = Math.round(performance.now() - began);
    log.info({ event: "question_answered", surface, channel: inbound.channel, skill, outcome, ms }, "answered");
  } catch (error) {
    const { sentence, reference } = explainFailure(log, error, { surface, step });
    await delivery.plainly(sentence).catch((undelivered: unknown) => {
      log.error({ event: "failure_untold", reference, surface, ...trace(undelivered) }, "the asker could not be told");
    });
  } finally {
    if (isTaken && inbound.likeness?.untilAnswered) await release(deps, inbound.likeness);
  }
}

/** Time as it passes, by which repetitions are told. */
export const timeOf = ({ clock }: Pick<AnsweringDeps, "clock">): Date => clock?.() ?? new Date();

/**
 * From now on the same is meant anew; what came before now and still waits is a repetition. Failing, it only makes the same words count
 * as one a little longer.
 */
async function release(deps: AnsweringDeps, { key, withinMs }: Likeness): Promise<void> {
  const { store, log } = deps;
  await store.dateEvent(key, new Date(timeOf(deps).getTime() - withinMs)).catch((error: unknown) => {
    log.warn({ event: "likeness_kept", ...trace(error) }, "an answered question still counts as under way");
  });
}

/** Tells what is new of an answer that grows. One that changes instead is told as a whole, when it is whole. */
function growth(tell: (text: string) => void): (soFar: Answer) => void {
  let shown = "";
  return ({ headline, body }) => {
    const text = body ? `${headline} ${body}` : headline;
    if (!text.startsWith(shown)) return;
    const fresh = text.slice(shown.length).trim();
    shown = text;
    if (fresh !== "") tell(fresh);
  };
}

/**
 * The private part first: the line in the channel says that it was sent. Outside a one-to-one conversation a confidential
 * answer is never shown in place, whatever it was handed over as. The line is said once for all questions of a message.
 */
async function deliver(
  deps: AnsweringDeps,
  inbound: Inbound,
  delivery: Delivery,
  reply: ReplyPart,
  further = false,
): Promise<void> {
  if (inbound.channel === "dm") {
    await delivery.inPlace(reply.shown);
    if (reply.privately) await delivery.privately(reply.privately);
    return;
  }
  if (reply.shown.confidential) {
    await delivery.privately(reply.shown);
    if (further) return;
    await tell(deps, inbound, () => delivery.plainly("I have sent you the answer in our direct conversation."));
    return;
  }
  if (!reply.privately) return await delivery.inPlace(reply.shown);
  await delivery.privately(reply.privately);
  if (further) return;
  await tell(deps, inbound, () => delivery.inPlace(reply.shown));
}

/** The line in the channel is a courtesy: the asker has the answer, so its failure is logged and not told. */
async function tell({ log }: AnsweringDeps, { platform }: Inbound, say: () => Promise<void>): Promise<void> {
  await say().catch((error: unknown) => {
    log.warn({ event: "channel_line_failed", surface: platform, ...trace(error) }, "the channel was not told");
  });
}
