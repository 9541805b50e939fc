import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { createAsk } from "../../src/ask.js";
import { createLog } from "../../src/log.js";
import { openDatabase } from "../../src/store/open-store.js";
import { createStore, type Database } from "../../src/store/prisma-store.js";
import type { Organisation, Person, Store } from "../../src/store/store.js";
import { renderSlack } from "../../src/surfaces/slack/render.js";
import { type BenchSize, benchOrganisation, seedBench } from "./seed.js";

type Print = (line: string) => void;

const NOW = new Date("2026-11-23T10:00:00Z");
const SPAN = { start: "2026-10-01", end: "2027-01-01" };
const AS_OF = "2026-11-23";
const quarters = [
  "2025-01-01",
  "2025-04-01",
  "2025-07-01",
  "2025-10-01",
  "2026-01-01",
  "2026-04-01",
  "2026-07-01",
  "2026-10-01",
];
const log = createLog("silent");

/** What an answer may take from text to finished card, in milliseconds. */
const LIMITS = { postgres: { p50: 10, p99: 40 }, pglite: { p50: 15, p99: null } } as const;

interface Timing {
  readonly p50: number;
  readonly p99: number;
}

async function measure(times: number, run: (i: number) => Promise<unknown>): Promise<Timing> {
  for (let i = 0; i < Math.min(100, times); i++) await run(i);
  const took: number[] = [];
  for (let i = 0; i < times; i++) {
    const start = performance.now();
    await run(i);
    took.push(performance.now() - start);
  }
  took.sort((a, b) => a - b);
  const at = (share: number) => took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? Number.NaN;
  return { p50: at(0.5), p99: at(0.99) };
}

/** The same facts as a payee file, read the way Prisma reads nested relations. */
const readByPrisma = ({ prisma }: Database, { id: orgId }: Organisation, { id }: Person) =>
  prisma.person.findFirst({
    where: { orgId, id },
    include: {
      credits: {
        where: { orgId, creditedOn: { gte: new Date(SPAN.start), lte: new Date(AS_OF) } },
        include: { deal: { include: { product: true, account: true, territory: true } } },
      },
      quotas: { where: { orgId, periodStart: { lt: new Date(SPAN.end) }, periodEnd: { gt: new Date(SPAN.start) } } },
      planAssignments: { include: { plan: true } },
      ledgerEntries: true,
      leaves: true,
      memberships: { include: { team: true } },
      managers: { include: { manager: true } },
    },
  });

async function answerInSlack(store: Store, organisation: Organisation, people: readonly Person[], questions: number) {
  const ask = createAsk({ store, log });
  return measure(questions, async (i) => {
    const asker = people[(i * 7919) % people.length];
    const reply = await ask({
      orgId: organisation.id,
      askerId: asker?.id ?? "",
      text: "how close am I to quota?",
      channel: "dm",
      now: NOW,
      conversation: `slack:bench:${asker?.key}`,
    });
    if (reply.shown.outcome !== "answer" || reply.shown.skill !== "attainment")
      throw new Error(`not answered: ${reply.shown.headline}`);
    return renderSlack(reply.shown);
  });
}

const ms = (value: number): string => `${value.toFixed(2)} ms`;

async function benchOn(
  engine: "postgres" | "pglite",
  database: Database,
  size: BenchSize,
  questions: number,
  print: Print,
): Promise<void> {
  const started = performance.now();
  await seedBench(database.sql, size);
  const store = createStore(database);
  const organisation = await store.findOrganisation(benchOrganisation.slug);
  if (!organisation) throw new Error("the bench organisation is missing");
  const org = store.forOrganisation(organisation);
  const people = (await org.listPeople()).filter((person) => person.role === "rep");
  const someone = (i: number) => people[(i * 7919) % people.length] as Person;
  const loaded = ((performance.now() - started) / 1000).toFixed(0);

  const trip = await measure(questions, () => database.sql.query("select 1"));
  const facts = await measure(questions, (i) => org.getPayeeFile(someone(i).id, SPAN, AS_OF));
  const byPrisma = await measure(Math.min(questions, 500), (i) => readByPrisma(database, organisation, someone(i)));
  const answer = await answerInSlack(store, organisation, people, questions);

  const limit = LIMITS[engine];
  const kept = answer.p50 <= limit.p50 && (limit.p99 === null || answer.p99 <= limit.p99);
  const row = (label: string, timing: Timing, note = "") =>
    print(
      `  ${label.padEnd(44)} p50 ${ms(timing.p50).padStart(9)}  p99 ${ms(timing.p99).padStart(9)}  ${(timing.p50 / trip.p50).toFixed(1).padStart(6)} x a round trip${note}`,
    );
  print(
    `${engine}: ${size.reps.toLocaleString("en")} reps, ${size.deals.toLocaleString("en")} deals (made in ${loaded} s), ${questions.toLocaleString("en")} questions one after another`,
  );
  row("select 1", trip);
  row("one rep's facts of a quarter", facts, `, ${(byPrisma.p50 / facts.p50).toFixed(1)} x quicker than by Prisma`);
  row("the same by Prisma's nested include", byPrisma);
  row(
    '"how close am I to quota?", text to Slack card',
    answer,
    `; allowed p50 ${limit.p50} ms${limit.p99 === null ? "" : `, p99 ${limit.p99} ms`}: ${kept ? "kept" : "MISSED"}`,
  );
}

/** A scratch database on the server, gone afterwards. */
async function onServer(base: string, run: (url: string) => Promise<void>): Promise<void> {
  const admin = new pg.Client({ connectionString: base });
  await admin.connect();
  const url = new URL(base);
  url.pathname = "/pacer_bench";
  try {
    await admin.query("drop database if exists pacer_bench with (force)");
    await admin.query("create database pacer_bench");
    await run(url.href);
  } finally {
    await admin.query("drop database if exists pacer_bench with (force)");
    await admin.end();
  }
}

/**
 * From a rep's words to a finished Slack card, with everybody else's rows present. On PostgreSQL when `server` is given, and
 * on the embedded database at a size that it is meant for. True when every limit was kept.
 */
export async function benchAttainment(
  print: Print,
  { server, quick }: { server: string | undefined; quick: boolean },
): Promise<void> {
  const questions = quick ? 300 : 2_000;
  if (server === undefined) print("attainment on PostgreSQL: left out; set BENCH_DATABASE_URL to a server");
  else
    await onServer(server, async (url) => {
      const database = await openDatabase({ databaseUrl: url, dataDir: "", log });
      const size = quick ? { reps: 2_000, deals: 100_000, quarters } : { reps: 10_000, deals: 1_000_000, quarters };
      try {
        await benchOn("postgres", database, size, questions, print);
      } finally {
        await database.close();
      }
    });
  const dataDir = await mkdtemp(join(tmpdir(), "pacer-bench-"));
  const database = await openDatabase({ dataDir, serve: true, log });
  try {
    const size = quick ? { reps: 500, deals: 20_000, quarters } : { reps: 2_000, deals: 200_000, quarters };
    await benchOn("pglite", database, size, questions, print);
  } finally {
    await database.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}
