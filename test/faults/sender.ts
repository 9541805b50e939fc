import { WebClient } from "@slack/web-api";
import { Limits } from "../../src/delivery/limits.js";
import { type JobsDeps, startJobs } from "../../src/jobs/start-jobs.js";
import type { Logger } from "../../src/log.js";
import type { Store } from "../../src/store/store.js";
import { clientOptions } from "../../src/surfaces/slack/client-options.js";
import { slackTransport } from "../../src/surfaces/slack/transport.js";
import { chatter, probe } from "./probe.js";

export const TEAM = "T0FAULTS";

/** Delivery as the program wires it, to the recorder instead of Slack. */
export function startSender(given: {
  store: Store;
  apiUrl: string;
  log: Logger;
  home?: JobsDeps["home"];
  perSecond?: number;
  now?: () => Date;
  more?: Partial<JobsDeps>;
}) {
  const { store, apiUrl, log, home = { kind: "process" }, perSecond = 200, now = () => new Date(), more } = given;
  const limits = new Limits(store.outbox, log, { perSecond, chance: Math.random });
  const config = { botToken: "xoxb-recorder", apiUrl, appToken: undefined, signingSecret: undefined };
  const client = new WebClient(config.botToken, clientOptions(config, log));
  const transport = slackTransport({
    store,
    limits,
    now,
    senderFor: async (teamId) =>
      teamId === TEAM ? { client, account: async () => ({ emails: [], standing: "member" }) } : null,
  });
  return startJobs({
    store,
    home,
    kinds: new Map([probe, chatter].map((kind) => [kind.name, kind])),
    transports: [transport],
    limits,
    receiving: async () => ({ kind: "now" }),
    log,
    now,
    chance: Math.random,
    ...more,
  });
}
