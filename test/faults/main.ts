import { readFile, writeFile } from "node:fs/promises";
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { closeArena } from "./arena.js";
import type { Size, Verdict } from "./scenario.js";
import { scenarios } from "./scenarios/index.js";
import { askFor } from "./scenarios/kills.js";

// `npm run faults`: injects every fault, prints what came out and writes it into docs/reliability.md.
const { values } = parseArgs({
  options: {
    kills: { type: "string", default: "50" },
    seed: { type: "string", default: "1" },
    size: { type: "string", default: "ci" },
    only: { type: "string", multiple: true },
    write: { type: "boolean", default: false },
  },
});
const size = (["quick", "ci", "full"] as const).find((known) => known === values.size) ?? ("ci" satisfies Size);
askFor(Number(values.kills), Number(values.seed));

const chosen = scenarios.filter(({ id }) => !values.only || values.only.some((wanted) => id.includes(wanted)));
const rows: { id: string; fault: string; pass: string; verdict: Verdict }[] = [];
for (const { id, fault, pass, run } of chosen) {
  const verdict = await run(size).catch(
    (error: unknown): Verdict => ({ ok: false, measured: `failed: ${error instanceof Error ? error.message : error}` }),
  );
  rows.push({ id, fault, pass, verdict });
  process.stdout.write(`${verdict.ok ? "passed" : "FAILED"}  ${id}  ${fault}: ${verdict.measured}\n`);
}
await closeArena();
if (values.write) await writeResults();
process.exit(rows.every(({ verdict }) => verdict.ok) ? 0 : 1);

/** The table between the marks of docs/reliability.md, made anew. */
async function writeResults(): Promise<void> {
  const file = "docs/reliability.md";
  const text = await readFile(file, "utf8");
  const [begin, end] = ["<!-- results -->", "<!-- /results -->"];
  const machine = `${cpus().length} cores, Node ${process.versions.node}`;
  const table = [
    "| fault | injected | must come out | came out | |",
    "| --- | --- | --- | --- | --- |",
    ...rows.map(
      ({ id, fault, pass, verdict }) =>
        `| ${id} | ${fault} | ${pass} | ${verdict.measured} | ${verdict.ok ? "passed" : "**failed**"} |`,
    ),
  ];
  const said = `Size ${size}, seed ${values.seed}, ${machine}, ${new Date().toISOString().slice(0, 10)}.`;
  const before = text.slice(0, text.indexOf(begin) + begin.length);
  await writeFile(file, `${before}\n${said}\n\n${table.join("\n")}\n${text.slice(text.indexOf(end))}`);
}
