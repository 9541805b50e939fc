import { setTimeout as sleep } from "node:timers/promises";
import { WebClient } from "@slack/web-api";
import { Limits } from "../../src/delivery/limits.js";
import type { Transport } from "../../src/delivery/transport.js";
import { type Jobs, startJobs } from "../../src/jobs/start-jobs.js";
import { createLog } from "../../src/log.js";
import type { OutboxState } from "../../src/store/outbox-admin.js";
import { clientOptions } from "../../src/surfaces/slack/client-options.js";
import { slackTransport } from "../../src/surfaces/slack/transport.js";
import { SlackRecorder } from "../stand-ins/slack-recorder.js";
import { openTestStore, type TestStore } from "../store/test-store.js";
import { type Crew, makeCrew, probesFor } from "./company.js";
import { chatter, probe } from "./probe.js";

const log = createLog(process.env.PACER_LOG_LEVEL ?? "silent");

/** One organisation in a workspace of its own, with a recorder in the place of Slack. */
export interface Corner {
  readonly crew: Crew;
  readonly recorder: SlackRecorder;
  /** Puts so many messages in the outbox. */
  enqueue(count: number, more?: { kind?: string; from?: number }): Promise<void>;
  /** Waits until nothing is open any more, and gives how many messages ended in which state. */
  settled(patienceMs: number): Promise<ReadonlyMap<OutboxState, number>>;
  /** "0 duplicates, 0 lost of 40", and whether that is what it is. */
  verdict(due: number): { readonly clean: boolean; readonly words: string };
}

/** One store and one sender that many scenarios share, each in its corner. */
export class Arena {
  readonly #recorders = new Map<string, { recorder: SlackRecorder; client: WebClient }>();
  readonly #jobs: Jobs;
  readonly transport: Transport;
  readonly limits: Limits;

  private constructor(
    readonly test: TestStore,
    perSecond: number,
    transports: readonly Transport[],
  ) {
    const { store } = test;
    const now = () => new Date();
    this.limits = new Limits(store.outbox, log, { perSecond, chance: Math.random });
    this.transport = slackTransport({
      store,
      limits: this.limits,
      now,
      senderFor: async (team) => {
        const client = this.#recorders.get(team)?.client;
        return client ? { client, account: async () => ({ emails: [], standing: "member" }) } : null;
      },
    });
    this.#jobs = startJobs({
      store,
      home: { kind: "process" },
      kinds: new Map([probe, chatter].map((kind) => [kind.name, kind])),
      transports: [this.transport, ...transports],
      limits: this.limits,
      receiving: async () => ({ kind: "now" }),
      log,
      now,
      chance: Math.random,
    });
  }

  static async open(perSecond = 200, transports: readonly Transport[] = []): Promise<Arena> {
    return new Arena(await openTestStore(), perSecond, transports);
  }

  async corner(slug: string, people = 10): Promise<Corner> {
    const team = `T${slug.toUpperCase()}`;
    const recorder = await SlackRecorder.start();
    const config = {
      botToken: "xoxb-recorder",
      apiUrl: recorder.apiUrl,
      appToken: undefined,
      signingSecret: undefined,
    };
    this.#recorders.set(team, { recorder, client: new WebClient(config.botToken, clientOptions(config, log)) });
    const crew = await makeCrew(this.test.store, people, slug, team);
    return {
      crew,
      recorder,
      enqueue: async (count, more) => {
        await crew.org.enqueue(probesFor(crew, count, more));
        this.#jobs.wake();
      },
      async settled(patienceMs) {
        const until = performance.now() + patienceMs;
        for (;;) {
          const open = await crew.org.listOutbox({ states: ["pending", "sending", "ambiguous"], limit: 1_000 });
          const counts = new Map<OutboxState, number>();
          for (const { state, messages } of await crew.org.countOutbox())
            counts.set(state, (counts.get(state) ?? 0) + messages);
          if (open.every(({ settledAt }) => settledAt !== null) || performance.now() > until) return counts;
          await sleep(200);
        }
      },
      verdict(due) {
        const lost = due - new Set(recorder.taken.map(({ deliveryId }) => deliveryId)).size;
        const { duplicates } = recorder;
        return { clean: lost === 0 && duplicates === 0, words: `${duplicates} duplicates, ${lost} lost of ${due}` };
      },
    };
  }

  async close(): Promise<void> {
    await this.#jobs.stop();
    for (const { recorder } of this.#recorders.values()) await recorder.close();
    await this.test.close();
  }
}

let shared: Promise<Arena> | undefined;

/** The arena of this process, opened when it is first asked for. */
export const arena = (): Promise<Arena> => {
  shared ??= Arena.open();
  return shared;
};

export async function closeArena(): Promise<void> {
  const open = shared;
  shared = undefined;
  await (await open)?.close();
}
