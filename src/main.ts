import { type App, openApp } from "./app.js";
import { type Config, readConfig } from "./config.js";
import { Limits } from "./delivery/limits.js";
import { asPreferred } from "./delivery/receiving.js";
import type { Transport } from "./delivery/transport.js";
import { firstRepEmail, tryThese } from "./demo/index.js";
import { demoStories } from "./demo/stories.js";
import { trace } from "./failure.js";
import { type Jobs, startJobs } from "./jobs/start-jobs.js";
import { languageModel } from "./language/model.js";
import { createLog, type Logger } from "./log.js";
import { messageKinds } from "./messages/index.js";
import { previews } from "./preview/index.js";
import { createTravel, type Travel } from "./preview/travel.js";
import { createHttp } from "./surfaces/http.js";
import { playgroundRouter } from "./surfaces/playground/index.js";
import { type RunningSlack, startSlack } from "./surfaces/slack/index.js";
import { slackTransport } from "./surfaces/slack/transport.js";
import type { RunningSurface } from "./surfaces/surface.js";
import { type RunningTeams, startTeams } from "./surfaces/teams/index.js";
import { teamsTransport } from "./surfaces/teams/transport.js";

/** Starts everything that is configured, says how to reach it, and returns how to end it. */
async function start(config: Config, log: Logger): Promise<() => Promise<void>> {
  const app = await openApp(config, log, { serve: true });
  let jobs: Jobs | undefined;
  const http = createHttp({ log, ping: () => app.store.ping(), delivery: () => jobs?.health() });
  const running: RunningSurface[] = [];
  let travel: Travel | undefined;
  const stop = async () => {
    http.drain();
    await Promise.all([...running.map((surface) => surface.stop()), jobs?.stop(), travel?.close()]);
    await http.close();
    await app.close();
  };
  try {
    const deps = { store: app.store, ask: app.ask, log, now: app.now, orgSlug: config.orgSlug };
    const firstEmail = config.orgSlug === "demo" ? firstRepEmail : undefined;
    const { home, whatIf } = app;
    // Read before anything comes in: it takes a quarter of a second in which nothing can be acknowledged.
    languageModel();
    if (config.playground) {
      const stories = () => demoStories(app.now());
      if (config.orgSlug === "demo") travel = createTravel({ log, now: app.now });
      http.app.use("/playground", playgroundRouter({ ...deps, home, previews, travel, stories, firstEmail }));
    }
    const slack = config.slack && (await startSlack({ ...deps, home, whatIf, config: config.slack, http }));
    if (slack) running.push(slack);
    const teams = config.teams && (await startTeams({ ...deps, config: config.teams, http }));
    if (teams) running.push(teams);
    const { url } = await http.listen(config.host, config.port);
    jobs = startDelivery(app, slack, teams);
    const isKnown = (await app.store.findOrganisation(config.orgSlug)) !== null;
    process.stdout.write(banner(app, url, isKnown));
    return stop;
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Calls a second of one method in one workspace: what Slack allows, and a little room. */
const CALLS_PER_SECOND = 18;

/** Sends what Pacer says on its own, where there is a platform to say it on. */
function startDelivery({ config, store, log, now }: App, slack?: RunningSlack, teams?: RunningTeams): Jobs | undefined {
  const chance = Math.random;
  const limits = new Limits(store.outbox, log, { perSecond: CALLS_PER_SECOND, chance });
  const transports: Transport[] = [];
  if (slack) transports.push(slackTransport({ store, limits, now, senderFor: slack.senderFor }));
  if (teams) transports.push(teamsTransport({ store, limits, sendTo: teams.sendTo }));
  if (transports.length === 0) return undefined;
  const kinds = messageKinds;
  return startJobs({
    store,
    home: config.queue,
    kinds,
    transports,
    limits,
    receiving: asPreferred,
    log,
    now,
    chance,
  });
}

function banner({ config }: App, url: string, organisationIsKnown: boolean): string {
  const lines = [`Pacer is running at ${url}`, ""];
  if (config.playground) lines.push(`  Playground   ${url}/playground`);
  if (config.slack) lines.push(`  Slack        ${config.slack.appToken ? "Socket Mode" : `${url}/slack/events`}`);
  if (config.teams) lines.push(`  Teams        ${url}/api/messages`);
  lines.push(`  Store        ${config.databaseUrl ? "PostgreSQL" : `embedded, in ${config.dataDir}`}`);
  if (!organisationIsKnown) {
    lines.push(
      "",
      `There is no organisation "${config.orgSlug}" yet, so nobody gets an answer: import into it, or correct PACER_ORG.`,
    );
  }
  if (config.orgSlug === "demo") {
    lines.push("", "Three things to try, in another terminal or in the playground:", "");
    for (const question of tryThese) lines.push(`  npm run ask -- "${question}"`);
  }
  lines.push("", "Ctrl-C ends it; the data stays.", "");
  return `${lines.join("\n")}\n`;
}

/** Ends once, whatever asks for it and how often. */
function endOnSignal(stop: () => Promise<void>, log: Logger): void {
  let ending = false;
  const end = (signal: NodeJS.Signals) => {
    if (ending) return;
    ending = true;
    log.info({ event: "stopping", signal }, "stopping");
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ event: "stop_failed", ...trace(error) }, "did not stop cleanly");
        process.exit(1);
      },
    );
  };
  process.on("SIGINT", end);
  process.on("SIGTERM", end);
}

try {
  const config = readConfig();
  const log = createLog(config.logLevel);
  const starting = start(config, log);
  // From here on a signal ends it cleanly: a start under way is completed first, so that nothing is left half open.
  endOnSignal(async () => (await starting)(), log);
  await starting;
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
