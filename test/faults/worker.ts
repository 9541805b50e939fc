import { createLog } from "../../src/log.js";
import { openStore } from "../../src/store/open-store.js";
import { startSender } from "./sender.js";

// A Pacer that only sends, as a process of its own: `node --import tsx worker.ts '{"dataDir":...}'`. Says "ready" once it looks for what
// is due, and ends cleanly on SIGTERM.
const given = JSON.parse(process.argv[2] ?? "{}") as {
  dataDir: string;
  databaseUrl?: string;
  redisUrl?: string;
  apiUrl: string;
  perSecond?: number;
};
const log = createLog(process.env.PACER_LOG_LEVEL ?? "silent");
const store = await openStore({ dataDir: given.dataDir, databaseUrl: given.databaseUrl, serve: true, log });
const { redisUrl, databaseUrl, apiUrl, perSecond } = given;
const jobs = startSender({
  store,
  apiUrl,
  log,
  ...(perSecond ? { perSecond } : {}),
  home: redisUrl
    ? { kind: "redis", url: redisUrl }
    : databaseUrl
      ? { kind: "postgres", url: databaseUrl }
      : { kind: "process" },
});
process.stdout.write("ready\n");
process.once("SIGTERM", async () => {
  await jobs.stop();
  await store.close();
  process.exit(0);
});
