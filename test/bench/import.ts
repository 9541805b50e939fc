import { randomUUID } from "node:crypto";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { createLog } from "../../src/log.js";
import { PrismaClient } from "../../src/store/generated/client.js";
import { openStore } from "../../src/store/open-store.js";
import type { DealRecord, RecordBatch } from "../../src/store/records.js";
import type { Organisation, Store } from "../../src/store/store.js";

const REPS = 1_000;
const BATCH = 2_000;
const now = new Date("2026-11-01T00:00:00Z");
const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;

function dealOf(i: number): DealRecord {
  const month = String((i % 9) + 1).padStart(2, "0");
  return {
    key: `D-${i}`,
    name: `Deal ${i} of account ${i % 5_000}`,
    ownerKey: `rep-${i % REPS}`,
    stage: i % 3 === 0 ? "Closed won" : "Negotiation",
    status: i % 3 === 0 ? "won" : "open",
    amount: `${(i * 37) % 250_000}.${String(i % 100).padStart(2, "0")}`,
    currency: "USD",
    openedOn: "2026-01-01",
    closedOn: i % 3 === 0 ? `2026-${month}-${String((i % 27) + 1).padStart(2, "0")}` : null,
    expectedCloseOn: `2026-${month}-28`,
    type: "new",
    origin: { file: "deals.csv", line: i + 2 },
  };
}
async function* dealBatches(count: number, onBatch: () => void = () => {}): AsyncGenerator<RecordBatch> {
  for (let from = 0; from < count; from += BATCH) {
    onBatch();
    const size = Math.min(BATCH, count - from);
    yield { kind: "deals", records: Array.from({ length: size }, (_, i) => dealOf(from + i)) };
  }
}

async function* reps(): AsyncGenerator<RecordBatch> {
  yield { kind: "people", records: Array.from({ length: REPS }, (_, i) => ({ key: `rep-${i}`, name: `Rep ${i}` })) };
}

const organisationOf = (store: Store, slug: string): Promise<Organisation> =>
  store.createOrganisation({ slug, name: slug, currency: "USD", timeZone: "UTC", fiscalYearStartMonth: 1 });
const options = { actor: "bench", source: "bench", now };

async function timed(run: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}

/** The way without a bulk path: Prisma's createMany for the deals, then for their credits, as one transaction. */
async function createMany(prisma: PrismaClient, orgId: string, count: number): Promise<void> {
  const people = await prisma.person.findMany({ where: { orgId }, select: { id: true, key: true } });
  const idOf = new Map(people.map(({ key, id }) => [key, id]));
  const day = (text: string | null | undefined) => (text ? new Date(text) : null);
  await prisma.$transaction(
    async (tx) => {
      for (let from = 0; from < count; from += BATCH) {
        const deals = Array.from({ length: Math.min(BATCH, count - from) }, (_, i) => {
          const { ownerKey, amount, origin: _origin, ...deal } = dealOf(from + i);
          return {
            ...deal,
            id: randomUUID(),
            orgId,
            ownerId: idOf.get(ownerKey ?? "") ?? null,
            amountMinor: BigInt((amount ?? "0").replace(".", "")),
            openedOn: day(deal.openedOn),
            closedOn: day(deal.closedOn),
            expectedCloseOn: day(deal.expectedCloseOn),
          };
        });
        await tx.deal.createMany({ data: deals as never, skipDuplicates: true });
        await tx.credit.createMany({
          data: deals
            .filter(({ status }) => status === "won")
            .map((deal) => ({
              orgId,
              personId: deal.ownerId as string,
              dealId: deal.id,
              creditedOn: deal.closedOn as Date,
              amountMinor: deal.amountMinor,
              currency: deal.currency,
            })),
        });
      }
    },
    { timeout: 600_000 },
  );
}

/** A database of its own on the server, gone afterwards. */
async function withDatabase<T>(base: string, run: (url: string) => Promise<T>): Promise<T> {
  const name = `pacer_bench_${randomUUID().replaceAll("-", "").slice(0, 12)}`;
  const admin = new pg.Client({ connectionString: base });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${name}`);
  const url = new URL(base);
  url.pathname = `/${name}`;
  try {
    return await run(url.href);
  } finally {
    await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
    await admin.end();
  }
}

/**
 * What importing costs on PostgreSQL: 100,000 deals new, again unchanged, and by Prisma's createMany, in one run on one machine,
 * and the memory of this process while 1,000,000 pass through it. Needs a server.
 */
export async function benchImport(print: (line: string) => void, server: string | undefined): Promise<void> {
  if (!server) {
    print("import: left out, since it is measured on PostgreSQL; set BENCH_DATABASE_URL to a server");
    return;
  }
  const log = createLog("silent");
  await withDatabase(server, async (url) => {
    const store = await openStore({ databaseUrl: url, dataDir: ".pacer", log });
    const prisma = new PrismaClient({ adapter: new PrismaPg({ connectionString: url }) });
    try {
      const bulk = await organisationOf(store, "bulk");
      const slow = await organisationOf(store, "slow");
      const big = await organisationOf(store, "big");
      for (const organisation of [bulk, slow, big]) await store.loadRecords(organisation, reps(), options);

      const added = await timed(() => store.loadRecords(bulk, dealBatches(100_000), options));
      const again = await timed(() => store.loadRecords(bulk, dealBatches(100_000), options));
      print(`import of 100,000 deals: new ${seconds(added)}, the same again ${seconds(again)} (at most 3 s)`);

      // Before Prisma's turn, whose own memory would count as ours.
      let peak = 0;
      const sample = () => {
        peak = Math.max(peak, process.memoryUsage.rss());
      };
      const timer = setInterval(sample, 50);
      const million = await timed(() => store.loadRecords(big, dealBatches(1_000_000, sample), options));
      clearInterval(timer);
      print(
        `import of 1,000,000 deals: ${seconds(million)}, peak ${Math.round(peak / 2 ** 20)} MB of memory (at most 500 MB)`,
      );

      const many = await timed(() => createMany(prisma, slow.id, 100_000));
      print(
        `Prisma createMany of the same: ${seconds(many)}, ${(many / again).toFixed(1)} x the import again (at least 5 x), ${(many / added).toFixed(1)} x the new one`,
      );
    } finally {
      await prisma.$disconnect();
      await store.close();
    }
  });
}
