import { createHmac } from "node:crypto";
import { request } from "node:http";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { SIGNING_SECRET } from "../stand-ins/slack-sender.js";
import { SlackStandIn } from "../stand-ins/slack-server.js";
import { SlackBot } from "./slack-bot.js";

const MAYA = "U0MAYA";
let slack: SlackStandIn;
let bot: Awaited<ReturnType<typeof SlackBot.start>>;

beforeAll(async () => {
  slack = await SlackStandIn.start();
  slack.addUser(MAYA, "maya.okafor@acme.example");
  bot = await SlackBot.start(slack);
});
afterAll(async () => {
  await bot.stop();
  await slack.close();
});

const seconds = (ahead = 0) => String(Math.floor(Date.now() / 1000) + ahead);
const sign = (body: string | Buffer, at: string, secret = SIGNING_SECRET) =>
  `v0=${createHmac("sha256", secret).update(`v0:${at}:`).update(body).digest("hex")}`;
const event = () => JSON.stringify(bot.send.message(MAYA, "payout"));

/** Headers as they are given, several of one name included, which `fetch` would join. */
function post(body: string | Buffer, headers: Record<string, string | string[]>): Promise<number> {
  const { port } = new URL(bot.send.botUrl);
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        agent: false,
        host: "127.0.0.1",
        port,
        path: "/slack/events",
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
      },
      (response) => {
        response.resume();
        response.on("end", () => resolve(response.statusCode ?? 0));
      },
    );
    sent.on("error", reject);
    sent.end(body);
  });
}
const signed = (body: string | Buffer, at = seconds()) => ({
  "x-slack-request-timestamp": at,
  "x-slack-signature": sign(body, at),
});

const forgeries: Record<string, () => Promise<number>> = {
  "no signature": () => post(event(), { "x-slack-request-timestamp": seconds() }),
  "a signature by another secret": () => {
    const [body, at] = [event(), seconds()];
    return post(body, { "x-slack-request-timestamp": at, "x-slack-signature": sign(body, at, "a guess") });
  },
  "ten minutes old": () => {
    const body = event();
    return post(body, signed(body, seconds(-600)));
  },
  "ten minutes ahead": () => {
    const body = event();
    return post(body, signed(body, seconds(600)));
  },
  "a body changed after signing": () => {
    const body = event();
    return post(body.replace("payout", "salary"), signed(body));
  },
  "no time, or one that is none": () => {
    const body = event();
    return post(body, { "x-slack-request-timestamp": "soon", "x-slack-signature": sign(body, "soon") });
  },
  "two signatures, the right one last": () => {
    const [body, at] = [event(), seconds()];
    return post(body, {
      "x-slack-request-timestamp": at,
      "x-slack-signature": [sign(body, at, "a guess"), sign(body, at)],
    });
  },
  "two times, the right one last": () => {
    const [body, at] = [event(), seconds()];
    return post(body, { "x-slack-request-timestamp": [seconds(-600), at], "x-slack-signature": sign(body, at) });
  },
  "a check of the address without a signature": () =>
    post(JSON.stringify({ type: "url_verification", challenge: "x" }), {}),
  "an unsigned event that calls itself a check of the certificate": () =>
    post(JSON.stringify({ ssl_check: 1, ...JSON.parse(event()) }), {}),
  "a signature over the text, a body packed with gzip": () => {
    const body = event();
    return post(gzipSync(body), { ...signed(body), "content-encoding": "gzip", "x-slack-signature": "v0=00" });
  },
  "two megabytes": () => {
    const body = JSON.stringify({ ...JSON.parse(event()), padding: "x".repeat(2_000_000) });
    return post(body, signed(body));
  },
};

test("twelve forged requests of twelve are refused, and nothing is asked", async () => {
  const statuses = await Promise.all(
    Object.entries(forgeries).map(async ([name, forge]) => [name, await forge()] as const),
  );
  expect(statuses).toHaveLength(12);
  expect(statuses.filter(([, status]) => status < 400 || status >= 500)).toEqual([]);
  await bot.settled();
  expect(bot.asked.questions).toEqual([]);
  expect(slack.posted).toEqual([]);
});

test("an honest request that somebody caught and sends again has no second effect, in whatever dress", async () => {
  const [body, at] = [event(), seconds()];
  expect(await post(body, signed(body, at))).toBe(200);
  expect(await post(body, signed(body, at))).toBe(200);
  await post(body, { ...signed(body, at), "content-type": "text/plain" });
  await bot.posted(1);
  await bot.settled();
  expect(bot.asked.questions).toHaveLength(1);
});
