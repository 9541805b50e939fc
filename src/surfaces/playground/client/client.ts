import type { AskReply, Look, PeopleReply, Refusal } from "../wire.js";

export type Channel = "dm" | "public" | "private" | "group";

/** A question pressed: the skill and input that the button carried. */
export interface Pressed {
  readonly skill: string;
  readonly input: Record<string, unknown>;
  /** Of an answer that takes several cards. */
  readonly page?: number;
}

export interface AskBody {
  readonly person: string;
  readonly look: Look;
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

export const fetchPeople = async (base: string): Promise<PeopleReply> =>
  read(await fetch(`${base}/api/people`).catch(unreachable));

export const postAsk = async (base: string, body: AskBody): Promise<AskReply> =>
  read(
    await fetch(`${base}/api/ask`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    }).catch(unreachable),
  );
