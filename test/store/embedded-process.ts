import { createLog } from "../../src/log.js";
import { openDatabase } from "../../src/store/open-store.js";

// Another process on the data folder: `node --import tsx embedded-process.ts FOLDER WHAT`. Says on standard output what it
// did, one word a line, and does what its parent needs to see across processes.
const [folder = "", what = ""] = process.argv.slice(2);
const say = (word: string) => process.stdout.write(`${word}\n`);
const database = await openDatabase({ dataDir: folder, serve: what === "serve", log: createLog("silent") }).catch(
  (error: Error) => {
    say(`refused ${error.message}`);
    process.exit(1);
  },
);
const { sql } = database;
say("open");

if (what === "serve" || what === "hold") {
  process.stdin.once("data", async () => {
    await database.close();
    process.exit(0);
  });
} else if (what === "count") {
  // Reads, waits and writes in one transaction: any statement of somebody else in between would lose a step.
  for (let step = 0; step < 25; step++) {
    await sql.withTransaction(async (transaction) => {
      const [row] = await transaction.query<{ n: number }>("select n from counter");
      await new Promise((resolve) => setTimeout(resolve, step % 3));
      await transaction.query("update counter set n = $1", [(row?.n ?? 0) + 1]);
    });
    await sql
      .withTransaction(async (transaction) => {
        await transaction.query("update counter set n = n + 1000");
        throw new Error("changed my mind");
      })
      .catch(() => undefined);
    await Promise.all(
      Array.from({ length: 4 }, async (_, i) => {
        const [row] = await sql.query<{ v: string }>("select $1::text as v", [`${step}-${i}`]);
        if (row?.v !== `${step}-${i}`) say(`mixed up ${row?.v}`);
      }),
    );
  }
  say("done");
  await database.close();
} else if (what === "vanish") {
  await sql.withTransaction(async (transaction) => {
    await transaction.query("update counter set n = n + 1000");
    say("inside");
    await new Promise((resolve) => setTimeout(resolve, 60_000));
  });
} else if (what === "ask") {
  await database.prisma.organisation.findMany();
  say("done");
  await database.close();
}
