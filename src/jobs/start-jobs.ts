import { setTimeout as sleep } from "node:timers/promises";
import { createDeliverDue } from "../delivery/deliver-due.js";
import type { Limits } from "../delivery/limits.js";
import type { Receiving } from "../delivery/receiving.js";
import { createRounds } from "../delivery/rounds.js";
import { runSchedules } from "../delivery/schedules.js";
import type { Transport } from "../delivery/transport.js";
import { trace } from "../failure.js";
import type { Logger } from "../log.js";
import type { MessageKinds } from "../messages/index.js";
import { runNudges } from "../nudges/run.js";
import type { Organisation, Store } from "../store/store.js";
import { openQueue } from "./bullmq.js";
import type { JobContext } from "./define-job.js";
import type { JobQueue, QueueHome } from "./queue.js";
import { runJob } from "./run-job.js";

const SWEEP_MS = 1_000;
const SCHEDULES_MS = 5_000;
/** How often it is looked whether an organisation's day has begun. */
const NUDGES_MS = 5 * 60_000;
const WARNINGS_MS = 60_000;
/** A message that is due for longer than this is an alarm. */
const LATE_MS = 2 * 60_000;
/** What is in hand when the end is asked for gets so long; a call ends by itself within it. */
const DRAIN_MS = 12_000;
/** The queue shares work out; it is not worth a longer wait. */
const ADD_MS = 1_500;

export interface JobsDeps {
  readonly store: Store;
  readonly home: QueueHome;
  readonly kinds: MessageKinds;
  readonly transports: readonly Transport[];
  readonly limits: Limits;
  readonly receiving: Receiving;
  readonly log: Logger;
  readonly now: () => Date;
  readonly chance: () => number;
}

/** How delivery is doing. `ok` is false when somebody should look. */
export interface JobsHealth {
  readonly ok: boolean;
  /** Messages due for more than two minutes. */
  readonly late: number;
  readonly warnings: readonly string[];
}

export interface Jobs {
  health(): JobsHealth;
  /** Looks at once for what is due. */
  wake(): void;
  /** Takes nothing new in hand, and waits a bounded time for what is. */
  stop(): Promise<void>;
}

/**
 * Looks every second at what the store has due and makes jobs of it. The queue shares the work out among processes and nothing more:
 * while it is not there, this process does the work itself, and whatever it forgets is found again by the next look.
 */
export function startJobs(deps: JobsDeps): Jobs {
  const { store, log, now } = deps;
  const delivery = createDeliverDue({ ...deps, outbox: store.outbox });
  const round = createRounds(deps.kinds, log);
  const organisations = new Map<string, Organisation>();
  const context: JobContext = {
    async deliverDue(orgId) {
      if (!organisations.has(orgId))
        for (const found of await store.listOrganisations()) organisations.set(found.id, found);
      const organisation = organisations.get(orgId);
      if (organisation) await delivery.run(store.forOrganisation(organisation));
    },
    async runSchedules() {
      for (const organisation of await store.listOrganisations())
        await round(store.forOrganisation(organisation), now());
      await runSchedules(store.schedules, now(), log);
    },
    async runNudges() {
      // A company's takes longer than the time between two looks where it is large.
      if (nudging) return;
      nudging = true;
      try {
        for (const organisation of await store.listOrganisations()) {
          if (stopping) return;
          const result = await runNudges(store.forOrganisation(organisation), now());
          if (result) log.info({ event: "nudges_decided", ...result }, "the day's nudges are decided");
        }
      } finally {
        nudging = false;
      }
    },
  };

  let queue: JobQueue | null = null;
  let queueFault: string | null = "The queue is not open yet.";
  let queueWarnings: readonly string[] = [];
  let late = 0;
  let stopping = false;
  let nudging = false;
  let woken: () => void = () => undefined;

  const opening = openQueue(deps.home, context, log).then(
    (opened) => {
      queue = opened;
      queueFault = null;
    },
    (error: unknown) => {
      queueFault = "The queue cannot be opened: messages are sent without it, by this process alone.";
      log.error({ event: "queue_absent", ...trace(error) }, queueFault);
    },
  );

  /** Resolves when the queue has the job; remembers whether it answers. */
  async function hand(to: JobQueue, name: string, payload: Readonly<Record<string, unknown>>): Promise<boolean> {
    try {
      await Promise.race([to.add(name, payload), tooLong()]);
      queueFault = null;
      return true;
    } catch (error) {
      if (queueFault === null) log.warn({ event: "queue_unreachable", ...trace(error) }, "the queue does not answer");
      queueFault = "The queue does not answer: messages are sent without it, by this process alone.";
      return false;
    }
  }

  /** A job, through the queue where it answers, else here. A queue that did not answer is tried again and not waited for. */
  async function start(name: string, payload: Readonly<Record<string, unknown>>): Promise<void> {
    const isDoubtful = queueFault !== null;
    const handing = queue ? hand(queue, name, payload) : Promise.resolve(false);
    if (!isDoubtful && (await handing)) return;
    void runJob(name, payload, context).catch((failure: unknown) =>
      log.error({ event: "job_failed", job: name, ...trace(failure) }, "a job failed"),
    );
  }

  async function sweep(): Promise<void> {
    await deps.limits.refresh();
    const swept = await store.outbox.sweep(now(), LATE_MS);
    if (swept.late > 0 && late === 0)
      log.error({ event: "delivery_late", messages: swept.late }, "messages are due for more than two minutes");
    late = swept.late;
    if (swept.lapsed > 0)
      log.warn({ event: "delivery_lapsed", messages: swept.lapsed }, "taken over from a dead worker");
    for (const orgId of swept.due) if (!delivery.isRunning(orgId)) await start("deliver_due", { orgId });
  }

  async function look(): Promise<void> {
    let schedulesAt = 0;
    let warningsAt = 0;
    let nudgesAt = 0;
    while (!stopping) {
      const pause = new AbortController();
      woken = () => pause.abort();
      const at = performance.now();
      try {
        if (at >= schedulesAt) {
          schedulesAt = at + SCHEDULES_MS;
          await start("run_schedules", {});
        }
        if (at >= nudgesAt) {
          nudgesAt = at + NUDGES_MS;
          await start("run_nudges", {});
        }
        await sweep();
        if (queue && at >= warningsAt) {
          queueWarnings = await warningsOf(queue);
          warningsAt = at + (queueWarnings.length > 0 ? SCHEDULES_MS : WARNINGS_MS);
        }
      } catch (error) {
        log.warn({ event: "sweep_failed", ...trace(error) }, "what is due could not be looked up");
      }
      if (!stopping) await sleep(SWEEP_MS, undefined, { signal: pause.signal }).catch(() => undefined);
    }
  }

  async function warningsOf(from: JobQueue): Promise<readonly string[]> {
    const warnings = await from.warnings().catch(() => ["The queue does not say how it is doing."]);
    for (const warning of warnings) if (!queueWarnings.includes(warning)) log.warn({ event: "queue_warning" }, warning);
    return warnings;
  }

  const looking = look();
  return {
    health() {
      const warnings = [
        ...(queueFault === null ? [] : [queueFault]),
        ...queueWarnings,
        ...(late > 0 ? [`${late} ${late === 1 ? "message is" : "messages are"} due for more than two minutes.`] : []),
      ];
      return { ok: warnings.length === 0, late, warnings };
    },
    wake: () => woken(),
    async stop() {
      stopping = true;
      woken();
      const drained = (async () => {
        await delivery.stop();
        await looking;
        await opening;
        await queue?.close();
      })();
      await Promise.race([drained, sleep(DRAIN_MS, undefined, { ref: false })]);
    },
  };
}

async function tooLong(): Promise<never> {
  await sleep(ADD_MS, undefined, { ref: false });
  throw new Error("the queue did not answer in time");
}
