import type { HomeView, ModalView } from "@slack/types";
import { WebClient } from "@slack/web-api";
import { z } from "zod";
import type { SlackConfig } from "../../config.js";
import type { Logger } from "../../log.js";
import type { PlatformAccount } from "../identity.js";
import { Accounts, accountOf, type Home, UserInfo } from "./accounts.js";
import { once, repeatable } from "./calls.js";
import { clientOptions } from "./client-options.js";
import type { SlackMessage } from "./render.js";

const Auth = z.object({
  team_id: z.string(),
  enterprise_id: z.string().nullish(),
  user_id: z.string(),
  bot_id: z.string(),
});
const Opened = z.object({ channel: z.object({ id: z.string() }) });
const Sent = z.object({ ts: z.string() });

/** A message that was posted, so that it can be changed. */
export interface PostedAt {
  readonly channel: string;
  readonly ts: string;
}

/** Nothing is unfurled and nobody is pinged, whatever stands in a message. */
const QUIET = { unfurl_links: false, unfurl_media: false, link_names: false } as const;

/** The few Web API methods that Pacer needs, each with the repetition that is safe for it. One workspace's token each. */
export class SlackApi {
  readonly #client: WebClient;
  /** Direct conversations do not change; kept so that a question costs one call less. */
  readonly #directs = new Map<string, string>();
  readonly #accounts = new Accounts();

  constructor(token: string | undefined, config: SlackConfig, log: Logger) {
    this.#client = new WebClient(token, clientOptions(config, log));
  }

  async whoAmI(): Promise<{ teamId: string; enterpriseId: string | null; botUserId: string; botId: string }> {
    const auth = Auth.parse(await repeatable(() => this.#client.auth.test()));
    return {
      teamId: auth.team_id,
      enterpriseId: auth.enterprise_id ?? null,
      botUserId: auth.user_id,
      botId: auth.bot_id,
    };
  }

  /** What Slack says about a user, at most a minute old. */
  account(userId: string, home: Home): Promise<PlatformAccount> {
    return this.#accounts.get(userId, async () => {
      const found = UserInfo.parse(await repeatable(() => this.#client.users.info({ user: userId })));
      return accountOf(found, home);
    });
  }

  forgetAccount(userId: string): void {
    this.#accounts.forget(userId);
  }

  /** The asker's direct conversation with Pacer. */
  async openDirect(userId: string): Promise<string> {
    const known = this.#directs.get(userId);
    if (known) return known;
    const { channel } = Opened.parse(await repeatable(() => this.#client.conversations.open({ users: userId })));
    if (this.#directs.size >= 20_000) this.#directs.clear();
    this.#directs.set(userId, channel.id);
    return channel.id;
  }

  async post(channel: string, threadTs: string | undefined, { text, blocks }: SlackMessage): Promise<PostedAt> {
    const message = { channel, text, blocks, ...QUIET };
    const sent = await once(() =>
      this.#client.chat.postMessage(threadTs ? { ...message, thread_ts: threadTs } : message),
    );
    return { channel, ts: Sent.parse(sent).ts };
  }

  async update({ channel, ts }: PostedAt, { text, blocks }: SlackMessage): Promise<void> {
    await repeatable(() => this.#client.chat.update({ channel, ts, text, blocks, link_names: false }));
  }

  /** A line in a channel that `userId` alone sees. */
  async postEphemeral(channel: string, userId: string, { text, blocks }: SlackMessage): Promise<void> {
    await once(() => this.#client.chat.postEphemeral({ channel, user: userId, text, blocks, link_names: false }));
  }

  /** "Pacer is looking up your deals…", until a message is posted in the thread. */
  async setStatus(channel: string, threadTs: string, status: string, lines: readonly string[]): Promise<void> {
    await this.#client.assistant.threads.setStatus({
      channel_id: channel,
      thread_ts: threadTs,
      status,
      loading_messages: [...lines],
    });
  }

  async setPrompts(
    channel: string,
    title: string,
    prompts: readonly { title: string; message: string }[],
  ): Promise<void> {
    await repeatable(() =>
      this.#client.assistant.threads.setSuggestedPrompts({ channel_id: channel, title, prompts: [...prompts] }),
    );
  }

  /** Begins a message that grows. `recipient` is whom it is for, as Slack wants to know outside of direct messages. */
  async startStream(
    channel: string,
    threadTs: string,
    recipient: { userId: string; teamId: string },
  ): Promise<PostedAt> {
    const started = await once(() =>
      this.#client.chat.startStream({
        channel,
        thread_ts: threadTs,
        recipient_user_id: recipient.userId,
        recipient_team_id: recipient.teamId,
      }),
    );
    return { channel, ts: Sent.parse(started).ts };
  }

  async appendStream({ channel, ts }: PostedAt, markdown: string): Promise<void> {
    await once(() => this.#client.chat.appendStream({ channel, ts, markdown_text: markdown }));
  }

  async stopStream({ channel, ts }: PostedAt): Promise<void> {
    await once(() => this.#client.chat.stopStream({ channel, ts }));
  }

  /** `view` takes the place of what the Home tab of the user showed. */
  async publishHome(userId: string, view: HomeView): Promise<void> {
    await repeatable(() => this.#client.views.publish({ user_id: userId, view }));
  }

  /** `triggerId` is good for three seconds and one view. */
  async openView(triggerId: string, view: ModalView): Promise<{ id: string; hash: string }> {
    const opened = await once(() => this.#client.views.open({ trigger_id: triggerId, view }));
    return View.parse(opened).view;
  }

  /** With `hash`, Slack refuses the update when the view has changed since ("hash_conflict"). */
  async updateView(viewId: string, hash: string | undefined, view: ModalView): Promise<void> {
    await once(() => this.#client.views.update({ view_id: viewId, ...(hash ? { hash } : {}), view }));
  }

  /** Puts a file into a conversation, in a thread where one is given. */
  async upload(
    channel: string,
    threadTs: string | undefined,
    file: { readonly name: string; readonly title: string; readonly alt?: string; readonly bytes: Buffer },
  ): Promise<void> {
    await once(() =>
      this.#client.files.uploadV2({
        channel_id: channel,
        ...(threadTs ? { thread_ts: threadTs } : {}),
        filename: file.name,
        title: file.title,
        file: file.bytes,
        ...(file.alt ? { alt_text: file.alt } : {}),
      } as Parameters<WebClient["files"]["uploadV2"]>[0]),
    );
  }
}

const View = z.object({ view: z.object({ id: z.string(), hash: z.string() }) });
