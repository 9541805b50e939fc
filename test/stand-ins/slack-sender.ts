import { createHmac } from "node:crypto";
import { stringify } from "node:querystring";
import { BOT_USER, type ShownView, type SlackStandIn, TEAM } from "./slack-server.js";

export const SIGNING_SECRET = "stand-in-signing-secret";

/** How a request to the bot is signed; everything but `valid` is to be refused. */
export type Signing = "valid" | "none" | "forged" | "other-body" | "old" | "future" | "no-time";

/** Event ids are unique for all senders, as Slack's are. */
let sequence = 0;

/** Payloads as Slack builds them, and requests as Slack signs them. */
export class SlackSender {
  constructor(
    readonly botUrl: string,
    private readonly slack: SlackStandIn,
  ) {}

  message(userId: string, text: string, fields: Record<string, unknown> = {}) {
    return this.envelope({
      type: "message",
      channel_type: "im",
      channel: this.slack.direct(userId),
      user: userId,
      text,
      ...fields,
    });
  }

  mention(userId: string, channel: string, text: string, fields: Record<string, unknown> = {}) {
    return this.envelope({ type: "app_mention", channel, user: userId, text: `<@${BOT_USER}> ${text}`, ...fields });
  }

  command(userId: string, channel: string, text: string, channelName = "general") {
    return {
      command: "/pacer",
      text,
      team_id: TEAM,
      user_id: userId,
      channel_id: channel,
      channel_name: channelName,
      trigger_id: this.#unique("trigger"),
      response_url: this.slack.responseUrl(userId, channel),
    };
  }

  /** A shortcut on a message with this text. */
  shortcut(userId: string, text: string) {
    return {
      type: "message_action",
      callback_id: "ask_about_deal",
      team: { id: TEAM },
      user: { id: userId, team_id: TEAM },
      channel: { id: "C0SALES" },
      message: { type: "message", user: "U0SOMEBODY", ts: "1700000000.000100", text },
      trigger_id: this.#unique("trigger"),
      response_url: this.slack.responseUrl(userId, "C0SALES"),
    };
  }

  /** A button pressed or a field changed in a window or Home tab as the stand-in shows it. */
  pressInView(
    userId: string,
    { id, hash, view }: ShownView,
    action: Record<string, unknown>,
    values: Record<string, unknown> = {},
  ) {
    return {
      type: "block_actions",
      team: { id: TEAM },
      user: { id: userId, team_id: TEAM },
      container: { type: "view", view_id: id },
      view: { ...view, id, hash, state: { values } },
      trigger_id: this.#unique("trigger"),
      actions: [{ block_id: "b", action_ts: "1700000001.000100", ...action }],
    };
  }

  submit(userId: string, { id, hash, view }: ShownView, values: Record<string, unknown>) {
    return {
      type: "view_submission",
      team: { id: TEAM },
      user: { id: userId, team_id: TEAM },
      view: { ...view, id, hash, state: { values } },
      trigger_id: this.#unique("trigger"),
    };
  }

  press(userId: string, channel: string, value: string, actionId = "ask:0") {
    return {
      type: "block_actions",
      team: { id: TEAM },
      user: { id: userId, team_id: TEAM },
      channel: { id: channel },
      message: { ts: "1700000000.000100" },
      container: { type: "message", message_ts: "1700000000.000100", channel_id: channel },
      trigger_id: this.#unique("trigger"),
      response_url: this.slack.responseUrl(userId, channel),
      actions: [{ type: "button", action_id: actionId, block_id: "b", value, action_ts: "1700000001.000100" }],
    };
  }

  envelope(event: Record<string, unknown>) {
    return {
      type: "event_callback",
      team_id: TEAM,
      api_app_id: "A0PACER",
      event_id: this.#unique("Ev"),
      event_time: 1_700_000_000,
      authorizations: [{ team_id: TEAM, user_id: BOT_USER, is_bot: true }],
      event: { ts: `${1_700_000_000 + sequence}.000200`, ...event },
    };
  }

  /** Sends a payload as Slack would and gives the HTTP status. */
  async send(
    payload: Record<string, unknown>,
    signing: Signing = "valid",
    headers: Record<string, string> = {},
  ): Promise<number> {
    return (await this.deliver(payload, signing, headers)).status;
  }

  /** The same with what the bot answered in the body: errors of a form's fields. */
  async deliver(
    payload: Record<string, unknown>,
    signing: Signing = "valid",
    headers: Record<string, string> = {},
  ): Promise<{ status: number; body: string }> {
    const isEvent = "event" in payload;
    const body = isEvent
      ? JSON.stringify(payload)
      : stringify("command" in payload ? (payload as Record<string, string>) : { payload: JSON.stringify(payload) });
    const response = await fetch(`${this.botUrl}/slack/events`, {
      method: "POST",
      headers: {
        "content-type": isEvent ? "application/json" : "application/x-www-form-urlencoded",
        ...signatureHeaders(body, signing),
        ...headers,
      },
      body,
    });
    return { status: response.status, body: await response.text() };
  }

  #unique(kind: string): string {
    sequence += 1;
    return `${kind}${sequence}`;
  }
}

function signatureHeaders(body: string, signing: Signing): Record<string, string> {
  if (signing === "none") return {};
  const seconds = Math.floor(Date.now() / 1000) + (signing === "old" ? -301 : signing === "future" ? 600 : 0);
  const secret = signing === "forged" ? "a guess" : SIGNING_SECRET;
  const signed = signing === "other-body" ? `${body} ` : body;
  const signature = `v0=${createHmac("sha256", secret).update(`v0:${seconds}:${signed}`).digest("hex")}`;
  if (signing === "no-time") return { "x-slack-signature": signature };
  return { "x-slack-signature": signature, "x-slack-request-timestamp": String(seconds) };
}
