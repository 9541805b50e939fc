import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createLog } from "../../src/log.js";
import { renderMessage } from "../../src/messages/render-message.js";
import { weeklyDigest } from "../../src/messages/weekly-digest.js";
import { openDatabase } from "../../src/store/open-store.js";
import { createStore } from "../../src/store/prisma-store.js";
import { benchOrganisation, seedBench } from "./seed.js";

const NOW = new Date("2026-11-23T10:00:00Z");
const QUARTERS = ["2025-10-01", "2026-01-01", "2026-04-01", "2026-07-01", "2026-10-01"];
/** What all digests of the large company may take, forecasts included. */
const LIMIT_S = 60;
const LANES = 8;

/** The weekly digest of every manager of a company, computed and written as delivery does it, on the embedded database. */
export async function benchDigests(print: (line: string) => void, quick: boolean): Promise<void> {
  const reps = quick ? 500 : 10_000;
  const folder = await mkdtemp(join(tmpdir(), "pacer-bench-"));
  const database = await openDatabase({ dataDir: folder, log: createLog("silent") });
  try {
    await seedBench(database.sql, { reps, deals: reps * 20, quarters: QUARTERS });
    const store = createStore(database);
    const organisation = await store.findOrganisation(benchOrganisation.slug);
    if (!organisation) throw new Error("the bench organisation is missing");
    const org = store.forOrganisation(organisation);
    const managers = (await org.listPeople()).filter(({ role }) => role === "manager").map(({ id }) => id);
    const started = performance.now();
    const queue = [...managers];
    let written = 0;
    const lane = async () => {
      for (let recipientId = queue.pop(); recipientId !== undefined; recipientId = queue.pop()) {
        const message = await renderMessage(weeklyDigest, {}, { store: org, recipientId, now: NOW });
        if (message.kind === "answer") written++;
      }
    };
    await Promise.all(Array.from({ length: LANES }, lane));
    const seconds = (performance.now() - started) / 1000;
    const verdict = quick ? "" : `; allowed ${LIMIT_S} s: ${seconds <= LIMIT_S ? "kept" : "MISSED"}`;
    print(
      `${written.toLocaleString("en")} weekly digests over ${reps.toLocaleString("en")} reps: ${seconds.toFixed(1)} s${verdict}`,
    );
    if (written < Math.floor(reps / 10)) throw new Error(`only ${written} of ${managers.length} were written`);
  } finally {
    await database.close();
    await rm(folder, { recursive: true, force: true });
  }
}
