import { trace } from "../../failure.js";
import type { Logger } from "../../log.js";
import { plain } from "../plain.js";
import type { PostedAt, SlackApi } from "./api.js";
import type { SlackMessage } from "./render.js";
import { SLACK_LIMITS } from "./render-limits.js";
import { escapeText, plainText } from "./render-text.js";

/** Slack lets a message be changed about once a second. */
const UPDATE_EVERY_MS = 1_100;

/** Says nothing of the answer: it is what a lock screen shows. */
const NEUTRAL = "Pacer is answering you";

type How = "not_begun" | "stream" | "update" | "given_up";

/**
 * A message that grows while the answer is put into words, sentence by sentence, and ends as the whole answer, whatever was
 * shown before. Streams where Slack does; where it does not, or stops, the message is changed instead.
 */
export class GrowingMessage {
  #how: How = "not_begun";
  #at: PostedAt | undefined;
  #shown = "";
  #updatedAt = 0;
  #last: Promise<void> = Promise.resolve();

  constructor(
    private readonly given: {
      readonly api: SlackApi;
      readonly channel: string;
      readonly threadTs: string;
      readonly recipient: { readonly userId: string; readonly teamId: string };
      readonly log: Logger;
    },
  ) {}

  get hasBegun(): boolean {
    return this.#how !== "not_begun";
  }

  /** Never fails: what cannot be shown now comes with the whole answer. */
  add(sentence: string): void {
    const begins = this.#how === "not_begun";
    if (begins) this.#how = "stream";
    this.#shown = this.#shown === "" ? sentence : `${this.#shown} ${sentence}`;
    this.#last = this.#last.then(() => this.#show(sentence, begins)).catch((error: unknown) => this.#giveUp(error));
  }

  /** The whole answer in the place of what grew; false when there is no such place, and it has to be posted. */
  async finish(message: SlackMessage): Promise<boolean> {
    await this.#last;
    const { api, log } = this.given;
    if (!this.#at) return false;
    if (this.#how === "stream")
      await api.stopStream(this.#at).catch((error: unknown) => {
        log.info({ event: "slack_stream_ended", ...trace(error) }, "the stream had ended");
      });
    await api.update(this.#at, message);
    return true;
  }

  async #show(sentence: string, begins: boolean): Promise<void> {
    const { api, channel, threadTs, recipient } = this.given;
    if (this.#how === "given_up") return;
    if (this.#how === "stream") {
      try {
        this.#at ??= await api.startStream(channel, threadTs, recipient);
        return await api.appendStream(this.#at, `${begins ? "" : " "}${escapeText(plain(sentence))}`);
      } catch (error) {
        // Not every workspace streams, and a stream ends after some minutes.
        this.given.log.info({ event: "slack_stream_refused", ...trace(error) }, "the message is changed instead");
        this.#how = "update";
      }
    }
    await this.#change();
  }

  async #change(): Promise<void> {
    const { api, channel, threadTs } = this.given;
    if (this.#at && Date.now() - this.#updatedAt < UPDATE_EVERY_MS) return;
    const message: SlackMessage = {
      text: NEUTRAL,
      blocks: [{ type: "section", text: plainText(`${this.#shown} …`, SLACK_LIMITS.sectionText) }],
    };
    if (this.#at) await api.update(this.#at, message);
    else this.#at = await api.post(channel, threadTs, message);
    this.#updatedAt = Date.now();
  }

  #giveUp(error: unknown): void {
    this.#how = "given_up";
    this.given.log.info({ event: "slack_growing_given_up", ...trace(error) }, "the answer comes as a whole");
  }
}
