import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createLog } from "../../src/log.js";
import { openStore } from "../../src/store/open-store.js";
import type { Store } from "../../src/store/store.js";
import { type Fate, OK, SlackRecorder } from "../stand-ins/slack-recorder.js";
import { makeCrew, probesFor } from "./company.js";
import { percentile, seeded } from "./random.js";

export interface KillReport {
  readonly kills: number;
  /** Kills by where they hit: before Slack took the message, after it did, after it answered. */
  readonly hit: Readonly<Record<"before" | "taken" | "answered", number>>;
  /** Answers that were lost, cut or wrong although the message was taken, and the other way round. */
  readonly badAnswers: number;
  readonly due: number;
  readonly duplicates: number;
  readonly lost: number;
  /** Milliseconds from a kill to the next message that Slack took, restart of the process included. */
  readonly resumeP95: number;
  readonly seconds: number;
}

export interface KillOptions {
  readonly kills: number;
  readonly seed: number;
  readonly messagesPerKill?: number;
  readonly databaseUrl?: string;
  readonly redisUrl?: string;
  readonly onProgress?: (kills: number) => void;
}

/** Kills the sender inside its calls, again and again, with a platform that also answers badly, and counts what stands in the end. */
export async function runKills(options: KillOptions): Promise<KillReport> {
  const { kills, seed, messagesPerKill = 6, databaseUrl, redisUrl } = options;
  const began = performance.now();
  const folder = mkdtempSync(path.join(tmpdir(), "pacer-kills-"));
  const recorder = await SlackRecorder.start();
  const due = Math.max(20, kills * messagesPerKill);
  const log = createLog("silent");
  const withStore = async <T>(use: (store: Store) => Promise<T>): Promise<T> => {
    const store = await openStore({ dataDir: folder, databaseUrl, log });
    try {
      return await use(store);
    } finally {
      await store.close();
    }
  };
  const slug = `kills${seed}-${Date.now()}`;
  await withStore(async (store) => {
    const crew = await makeCrew(store, 25, slug);
    await crew.org.enqueue(probesFor(crew, due));
  });

  const random = seeded(seed);
  const hit = { before: 0, taken: 0, answered: 0 };
  const resumes: number[] = [];
  let badAnswers = 0;
  let killed = 0;
  let callsSinceKill = 0;
  let killedAt: number | null = null;
  let child: ChildProcess | undefined;
  let ending = false;

  const kill = () => {
    if (!child || child.signalCode !== null || killedAt !== null) return;
    child.kill("SIGKILL");
    killed++;
    callsSinceKill = 0;
    killedAt = performance.now();
    options.onProgress?.(killed);
  };
  const resumed = () => {
    if (killedAt === null || child?.signalCode !== null) return;
    resumes.push(performance.now() - killedAt);
    killedAt = null;
  };
  const bad = (fate: Fate): Fate => {
    badAnswers++;
    return fate;
  };
  recorder.fateOf = (method) => {
    if (method !== "chat.postMessage") return OK;
    callsSinceKill++;
    const dice = random();
    if (killed < kills && killedAt === null && callsSinceKill > 1 && dice < 0.35) {
      const where = (["before", "taken", "answered"] as const)[Math.floor(random() * 3)] ?? "taken";
      hit[where]++;
      if (where === "before") return { take: false, answer: "cut", before: kill };
      if (where === "taken") return { take: true, answer: "cut", after: kill };
      return { take: true, answer: "ok", finally: kill };
    }
    const fine: Fate = { ...OK, after: resumed };
    if (dice > 0.99) return bad({ ...fine, answer: "cut" });
    if (dice > 0.98) return bad({ ...fine, answer: { status: 503 } });
    if (dice > 0.97) return bad({ ...fine, answer: { error: "fatal_error" } });
    if (dice > 0.96) return bad({ take: false, answer: { status: 500 } });
    return fine;
  };

  const startChild = async (): Promise<void> => {
    const given = { dataDir: folder, databaseUrl, redisUrl, apiUrl: recorder.apiUrl, perSecond: 100 };
    const started = spawn(
      process.execPath,
      ["--import", "tsx", path.join(import.meta.dirname, "worker.ts"), JSON.stringify(given)],
      { stdio: ["ignore", "pipe", "inherit"] },
    );
    child = started;
    started.once("exit", () => {
      if (!ending && child === started) void startChild();
    });
  };

  try {
    await startChild();
    const patience = performance.now() + 60_000 + kills * 12_000;
    const open = async () =>
      withStore(async (store) => {
        const organisation = await store.findOrganisation(slug);
        if (!organisation) throw new Error("the organisation is gone");
        const counts = await store.forOrganisation(organisation).countOutbox();
        return counts.filter(({ state }) => state !== "sent").reduce((sum, { messages }) => sum + messages, 0);
      });
    for (;;) {
      await sleep(500);
      if (performance.now() > patience) break;
      if (new Set(recorder.taken.map(({ deliveryId }) => deliveryId)).size < due) continue;
      if ((await open().catch(() => 1)) === 0) break;
    }
    const distinct = new Set(recorder.taken.map(({ deliveryId }) => deliveryId)).size;
    return {
      kills: killed,
      hit,
      badAnswers,
      due,
      duplicates: recorder.duplicates,
      lost: due - distinct,
      resumeP95: percentile(resumes, 0.95),
      seconds: (performance.now() - began) / 1000,
    };
  } finally {
    ending = true;
    child?.kill("SIGKILL");
    await recorder.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
