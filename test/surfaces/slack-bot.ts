import { createHttp, type Http } from "../../src/surfaces/http.js";
import { startSlack } from "../../src/surfaces/slack/index.js";
import type { RunningSurface } from "../../src/surfaces/surface.js";
import { eventually } from "../stand-ins/http.js";
import { SIGNING_SECRET, SlackSender } from "../stand-ins/slack-sender.js";
import { BOT_TOKEN, type SlackStandIn } from "../stand-ins/slack-server.js";
import { NOW, quietHome, quietWhatIf, RecordingAsk, recordingLog, SmallStore } from "./company.js";

/** A bot of one workspace over HTTP, with everything behind it in memory. */
export class SlackBot {
  readonly store = new SmallStore();
  readonly asked = new RecordingAsk();
  readonly log = recordingLog();
  readonly http: Http = createHttp({ log: this.log.log, ping: async () => undefined });

  private constructor(readonly slack: SlackStandIn) {}

  static async start(slack: SlackStandIn): Promise<SlackBot & { send: SlackSender }> {
    const bot = new SlackBot(slack);
    const running = await startSlack({
      config: { botToken: BOT_TOKEN, signingSecret: SIGNING_SECRET, apiUrl: slack.apiUrl },
      store: bot.store.asStore(),
      ask: (question, onProgress) => bot.asked.ask(question, onProgress),
      log: bot.log.log,
      now: () => NOW,
      orgSlug: "acme",
      home: quietHome,
      whatIf: quietWhatIf,
      http: bot.http,
    });
    bot.#running = running;
    const { url } = await bot.http.listen("127.0.0.1", 0);
    slack.forget();
    return Object.assign(bot, { send: new SlackSender(url, slack) });
  }
  #running: RunningSurface | undefined;

  /** Once everything under way has ended. */
  async settled(): Promise<void> {
    await this.#running?.stop();
  }

  async stop(): Promise<void> {
    await this.settled();
    await this.http.close();
  }

  posted(count: number) {
    return eventually(`${count} messages`, () => this.slack.posted.length >= count && this.slack.posted);
  }
}
