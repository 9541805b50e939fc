import type { ReplyPart } from "../../question.js";
import { homeBlocks } from "../slack/home-blocks.js";
import { renderBoth } from "./render.js";
import type { AskRequest, DayRequest, LookRequest, ReceiptRequest } from "./requests.js";
import type { AskReply, DayReply, HomeReply, MessageEntry, MessagesReply, Rendered } from "./wire.js";
import { dayIn, type PlaygroundDeps, presentWorld, type Standing, standingOf } from "./world.js";

const since = (began: number): number => Math.round(performance.now() - began);

/** Asks as the chosen person and renders both parts of the reply for both platforms. */
export async function answer(deps: PlaygroundDeps, request: AskRequest): Promise<AskReply> {
  const standing = await standingOf(deps, request);
  const { page, ...pressed } = request.pressed ?? { page: undefined };
  const began = performance.now();
  const { more, understood, ...first } = await standing.ask({
    orgId: standing.organisation.id,
    askerId: standing.person.id,
    text: request.text ?? "",
    ...("skill" in pressed ? { pressed } : {}),
    channel: request.channel,
    now: standing.now,
    conversation: `playground:${request.conversation}`,
  });
  const ms = since(began);
  const partOf = async ({ shown, privately }: ReplyPart) => ({
    shown: await renderBoth(shown, page),
    ...(privately ? { privately: await renderBoth(privately, page) } : {}),
  });
  return {
    ...(await partOf(first)),
    ...(more ? { more: await Promise.all(more.map(partOf)) } : {}),
    ...(understood ? { understood } : {}),
    ms,
    drawnMs: since(began),
  };
}

/** The chosen person's dashboard, as Slack's Home tab. */
export async function homeOf(deps: PlaygroundDeps, request: LookRequest): Promise<HomeReply> {
  const { home, organisation, person, now } = await standingOf(deps, request);
  const began = performance.now();
  const view = await home.viewOf({ orgId: organisation.id, personId: person.id, now });
  return { slack: { blocks: homeBlocks(view) }, ms: since(began) };
}

/** What Pacer would write to the chosen person on its own, kind by kind. */
export async function messagesOf(deps: PlaygroundDeps, request: LookRequest): Promise<MessagesReply> {
  const found = await written(deps, await standingOf(deps, request));
  return { messages: found.map(({ entry }) => entry) };
}

/** Moves the session's clock to a day and says what is new on it since the day it stood on before. */
export async function dayOf(deps: PlaygroundDeps, request: DayRequest): Promise<DayReply> {
  const { session, day } = request.clock;
  const before = deps.travel?.dayOf(session) ?? null;
  const began = performance.now();
  const from = before === null ? undefined : { session, day: before };
  // Of a day gone back to nothing is new.
  const goesOn = before === null ? dayIn(await presentWorld(deps)) < day : before < day;
  const earlier = goesOn ? await written(deps, await standingOf(deps, { person: request.person, clock: from })) : [];
  const known = new Set(earlier.map(({ occasion }) => occasion));
  const standing = await standingOf(deps, request);
  const now = await written(deps, standing);
  const isNew = ({ occasion, entry }: Written) => entry.rendered !== null && !known.has(occasion);
  const close = await deps.previews.close(standing.org, standing.today, standing.now);
  return {
    day,
    messages: goesOn ? now.filter(isNew).map(({ entry }) => entry) : [],
    close: close && (await renderBoth(close)),
    ms: since(began),
  };
}

/** The receipt of the statement that an answer was about, computed again. */
export async function receiptOf(deps: PlaygroundDeps, { asked, ...request }: ReceiptRequest): Promise<Rendered> {
  const { org, person, today, now } = await standingOf(deps, request);
  return renderBoth(await deps.previews.receipt(org, person, asked, { today, now }));
}

interface Written {
  readonly occasion: string | null;
  readonly entry: MessageEntry;
}

async function written(
  { previews }: PlaygroundDeps,
  { org: store, person, now }: Standing,
): Promise<readonly Written[]> {
  const found = await previews.messages({ store, recipientId: person.id, now });
  return Promise.all(
    found.map(async ({ occasion, answer: message, ...about }) => ({
      occasion: occasion && `${about.name} ${occasion}`,
      entry: { ...about, rendered: message && (await renderBoth(message)) },
    })),
  );
}
