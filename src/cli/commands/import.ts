import type { Command } from "commander";
import type { ImportResult } from "../../connectors/csv/import-files.js";
import type { RecordFault } from "../../store/store.js";

/** Faults printed; the rest stand in the file that lists all. */
const PRINTED = 200;
const BAR = 30;

interface Options {
  readonly mapping: string;
  readonly org?: string;
  readonly dryRun?: boolean;
  readonly skipBad?: boolean;
  readonly output?: string;
}

/** `pacer import`: people, deals, quotas and the rest from CSV, PSV and TSV files through a mapping file. */
export function register(program: Command): void {
  program
    .command("import")
    .description("Load CSV, PSV or TSV files through a mapping file: all of it, or nothing")
    .argument("<path>", "folder with the files that the mapping names, or one of them")
    .requiredOption("--mapping <file>", "YAML file that says what the columns mean (docs/import.md)")
    .option("--org <slug>", "organisation to load into (default: the mapping's own)")
    .option("--dry-run", "check everything and count what would change, without changing it")
    .option("--skip-bad", "leave bad rows out and write them to <file>.rejects.csv, to be mended and imported again")
    .option("--output <folder>", "where rejects and the list of faults go (default: beside the files, or here)")
    .addHelpText(
      "after",
      `
The same files twice change nothing; a changed row updates what is stored and is kept in the audit trail.
Exit code: 0 loaded (or sound, with --dry-run), 1 something is wrong and nothing was loaded, 2 wrong usage.

Examples:
  $ npm run pacer -- import ./export --mapping crm.yaml --dry-run
  $ npm run pacer -- import ./export --mapping crm.yaml
  $ npm run pacer -- import ./export/deals.csv.rejects.csv --mapping crm.yaml`,
    )
    .action(runImport);
}

async function runImport(path: string, options: Options): Promise<void> {
  const [{ commandConfig }, { createLog }, { openStore }, { importFiles }, { AskError }, os] = await Promise.all([
    import("../command-config.js"),
    import("../../log.js"),
    import("../../store/open-store.js"),
    import("../../connectors/csv/import-files.js"),
    import("../../errors.js"),
    import("node:os"),
  ]);
  const config = commandConfig();
  const store = await openStore({
    databaseUrl: config.databaseUrl,
    dataDir: config.dataDir,
    log: createLog(config.logLevel),
  });
  const progress = progressBar();
  // The load is one transaction, which the database gives up when its client goes.
  const interrupted = () => {
    progress.end();
    process.stderr.write("Stopped: nothing of it was loaded. Import it again when you like.\n");
    process.exit(130);
  };
  process.once("SIGINT", interrupted);
  try {
    const done = await importFiles(store, {
      path,
      mappingFile: options.mapping,
      orgSlug: options.org,
      defaultOrgSlug: config.orgSlug,
      options: {
        actor: `pacer import (${os.userInfo().username})`,
        now: config.now ?? new Date(),
        dryRun: options.dryRun ?? false,
        skipBad: options.skipBad ?? false,
      },
      onProgress: progress.show,
    });
    progress.end();
    process.off("SIGINT", interrupted);
    await report(done, path, options);
  } catch (error) {
    progress.end();
    if (!(error instanceof AskError)) throw error;
    process.stderr.write(`${error.message}\n${error.hint ? `${error.hint}\n` : ""}`);
    process.exitCode = 1;
  } finally {
    await store.close();
  }
}

async function report(done: ImportResult, path: string, options: Options): Promise<void> {
  const { result, organisation } = done;
  const { writeRejects } = await import("../../connectors/csv/rejects.js");
  const faults = await describeFaults(done);
  for (const line of faults.slice(0, PRINTED)) process.stderr.write(`${line}\n`);
  if (faults.length > PRINTED) {
    const { writeFile } = await import("node:fs/promises");
    const { join } = await import("node:path");
    const list = join(await outputFolder(path, options), "import-faults.txt");
    await writeFile(list, `${faults.join("\n")}\n`);
    process.stderr.write(`... and ${faults.length - PRINTED} more. All of them are in ${list}\n`);
  }
  const rows = Object.entries(result.counts).map(([kind, c]) => [
    spoken(kind),
    ...[c.added, c.changed, c.unchanged].map((count) => count.toLocaleString("en-US")),
  ]);
  const table = [["", "added", "changed", "unchanged"], ...rows];
  const width = [0, 1, 2, 3].map((column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  const summary = table.map((row) =>
    row.map((cell, i) => (i === 0 ? cell.padEnd(width[0] ?? 0) : cell.padStart(width[i] ?? 0))).join("  "),
  );
  const problems = `${faults.length.toLocaleString("en-US")} ${faults.length === 1 ? "fault" : "faults"}`;

  if (faults.length > 0 && !options.skipBad) {
    process.stderr.write(
      `\n${problems}; nothing was loaded. Mend them and import again, or leave those rows out with --skip-bad.\n`,
    );
    process.exitCode = 1;
    return;
  }
  process.stdout.write(`${summary.join("\n")}\n`);
  if (options.dryRun) {
    process.stdout.write(`A dry run: ${organisation.name} (${organisation.slug}) is as it was.\n`);
    return;
  }
  process.stdout.write(
    `Loaded into ${organisation.name} (${organisation.slug})${done.created ? ", which is new" : ""}.\n`,
  );
  if (faults.length > 0) {
    const written = await writeRejects(done.source, done.mapping, result.faults, await outputFolder(path, options));
    for (const { path: file, rows } of written) {
      process.stdout.write(
        `${rows} ${rows === 1 ? "row was" : "rows were"} left out: mend ${file} and import it with the same mapping.\n`,
      );
    }
  }
}

/** `deals.csv:12 close_date "2026-02-30": is not a day of the calendar ...`, in the order of the files. */
async function describeFaults({ result, source }: ImportResult): Promise<string[]> {
  const { columnOfFault } = await import("../../connectors/csv/source.js");
  const place = new Map(source.files.map(({ file }, index) => [file.name, index]));
  const order = (fault: RecordFault) => (fault.file === null ? -1 : (place.get(fault.file) ?? 0));
  return [...result.faults]
    .sort((a, b) => order(a) - order(b) || (a.line ?? 0) - (b.line ?? 0))
    .map((fault) => {
      const where = fault.file === null ? spoken(fault.kind) : `${fault.file}:${fault.line ?? "?"}`;
      const column = columnOfFault(source, fault) || "the row";
      const value = fault.value.length > 60 ? `${fault.value.slice(0, 57)}...` : fault.value;
      return `${where} ${column}${value === "" ? "" : ` ${JSON.stringify(value)}`}: ${fault.message}`;
    });
}

/** "territoryAssignments" -> "territory assignments". */
const spoken = (kind: string): string => kind.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

/** Beside the files where one may write there, else the current folder. */
async function outputFolder(path: string, { output }: Options): Promise<string> {
  if (output !== undefined) return output;
  const [{ access, constants, stat }, { dirname }] = await Promise.all([
    import("node:fs/promises"),
    import("node:path"),
  ]);
  const folder = (await stat(path)).isDirectory() ? path : dirname(path);
  return access(folder, constants.W_OK).then(
    () => folder,
    () => ".",
  );
}

/** A bar on a terminal; nothing where the output goes elsewhere. */
function progressBar() {
  const isTerminal = process.stderr.isTTY === true;
  let shown = -1;
  return {
    show(share: number) {
      const percent = Math.floor(share * 100);
      if (!isTerminal || percent === shown) return;
      shown = percent;
      const filled = Math.round(share * BAR);
      const text = percent < 100 ? `reading ${percent} %` : "checking and storing";
      process.stderr.write(`\r[${"#".repeat(filled)}${".".repeat(BAR - filled)}] ${text.padEnd(24)}`);
    },
    end() {
      if (shown >= 0) process.stderr.write(`\r${" ".repeat(BAR + 28)}\r`);
      shown = -1;
    },
  };
}
