import type { AskReply, DayReply, HomeReply, MessagesReply, PeopleReply, Refusal, Rendered } from "../wire.js";

export type Channel = "dm" | "public" | "private" | "group";

/** A question pressed: the skill and input that the button carried. */
export interface Pressed {
  readonly skill: string;
  readonly input: Record<string, unknown>;
  /** Of an answer that takes several cards. */
  readonly page?: number;
}

/** This browser's own clock; without it the server's. */
export interface Clock {
  readonly session: string;
  readonly day: string;
}

interface Who {
  readonly person: string;
  readonly clock?: Clock;
}

export interface AskBody extends Who {
  readonly channel: Channel;
  readonly conversation: string;
  readonly text?: string;
  readonly pressed?: Pressed;
}

async function read<T>(response: Response): Promise<T> {
  const body = (await response.json().catch(() => null)) as T | Refusal | null;
  if (response.ok && body !== null) return body as T;
  throw new Error((body as Refusal | null)?.error ?? `The server answered ${response.status}.`);
}

/** The server was not reached at all: it was stopped, or is starting. */
const unreachable = () => {
  throw new Error("Pacer does not answer. Is it still running?");
};

const post = async <T>(url: string, body: object): Promise<T> =>
  read(
    await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    }).catch(unreachable),
  );

export const fetchPeople = async (base: string): Promise<PeopleReply> =>
  read(await fetch(`${base}/api/people`).catch(unreachable));
export const postAsk = (base: string, body: AskBody): Promise<AskReply> => post(`${base}/api/ask`, body);
export const postHome = (base: string, body: Who): Promise<HomeReply> => post(`${base}/api/home`, body);
export const postMessages = (base: string, body: Who): Promise<MessagesReply> => post(`${base}/api/messages`, body);
export const postDay = (base: string, body: Required<Who>): Promise<DayReply> => post(`${base}/api/day`, body);
export const postReceipt = (
  base: string,
  body: Who & { readonly asked: { readonly person: string | null; readonly period: string } },
): Promise<Rendered> => post(`${base}/api/receipt`, body);
