import { readdir, readFile, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { parse as parseYaml } from "yaml";
import { addDays } from "../../core/calendar.js";
import { PlanError } from "../../core/errors.js";
import { parsePlan } from "../../core/plan.js";
import { AskError } from "../../errors.js";
import type { PlanRecord, RecordBatch } from "../../store/records.js";
import type { RecordFault } from "../../store/store.js";
import { fileRecords, formatOf, type OrganisationSettings, type SourceFile } from "./file-records.js";
import type { FileSection, Mapping } from "./mapping.js";
import { readRows } from "./read-rows.js";
import type { ReadingContext } from "./value-source.js";

export const REJECTS = ".rejects.csv";

export interface MatchedFile {
  readonly file: SourceFile;
  readonly section: FileSection;
}

/** Files of a mapping that were found, ready to be read as batches of records. */
export interface CsvSource {
  readonly files: readonly MatchedFile[];
  batches(): AsyncGenerator<RecordBatch>;
  /** How much of the files is read, 0 to 1. */
  shareRead(): number;
}

interface SourceOptions {
  readonly mapping: Mapping;
  /** Folder of the mapping file: plan documents are named from there. */
  readonly mappingFolder: string;
  /** The folder to import, or one file of it. */
  readonly path: string;
  readonly organisation: OrganisationSettings;
}

/** Finds the files and reads what all of them need. Throws AskError where a file that the mapping names is missing. */
export async function openCsvSource({ mapping, mappingFolder, path, organisation }: SourceOptions): Promise<CsvSource> {
  const isFolder = await stat(path).then(
    (found) => found.isDirectory(),
    () => {
      throw new AskError(`There is no ${path}.`, "Name the folder that holds the files, or one of them.");
    },
  );
  const folder = isFolder ? path : dirname(path);
  const files = isFolder ? await filesOfFolder(mapping, folder) : fileAlone(mapping, path);
  const lookups = await readLookups(mapping, folder);
  const plans = await readPlans(mapping, mappingFolder);
  const sizes = await Promise.all(files.map(async ({ file }) => (await stat(file.path)).size));
  const total = sizes.reduce((a, b) => a + b, 0);
  let before = 0;
  let within = 0;
  return {
    files,
    shareRead: () => (total === 0 ? 1 : Math.min(1, (before + within) / total)),
    async *batches() {
      if (plans.length > 0) yield { kind: "plans", records: plans };
      for (const [index, { file, section }] of files.entries()) {
        yield* fileRecords(file, { section, mapping, lookups, organisation }, (bytes) => {
          within = bytes;
        });
        before += sizes[index] ?? 0;
        within = 0;
      }
    },
  };
}

const isPattern = (name: string): boolean => /[*?]/.test(name);
function matches(pattern: string, name: string): boolean {
  const text = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${text}$`).test(name);
}

const sourceFile = (path: string): SourceFile => {
  const name = basename(path);
  return { path: resolve(path), name, isRejects: name.endsWith(REJECTS) };
};

async function filesOfFolder(mapping: Mapping, folder: string): Promise<MatchedFile[]> {
  const names = (await readdir(folder, { withFileTypes: true }))
    .filter((entry) => !entry.isDirectory() && !entry.name.endsWith(REJECTS))
    .map(({ name }) => name)
    .sort();
  const found: MatchedFile[] = [];
  for (const section of mapping.files) {
    const matching = names.filter((name) =>
      isPattern(section.file) ? matches(section.file, name) : name === section.file,
    );
    if (matching.length === 0 && !section.optional) {
      throw new AskError(
        `The mapping reads ${section.file}, and ${folder} has no such file.`,
        "Put it there, correct file: in the mapping, or mark it optional: true.",
      );
    }
    found.push(...matching.map((name) => ({ file: sourceFile(join(folder, name)), section })));
  }
  return found;
}

/** A single file is read by the sections that bear its name, or by the only one there is. */
function fileAlone(mapping: Mapping, path: string): MatchedFile[] {
  const file = sourceFile(path);
  const name = file.isRejects ? file.name.slice(0, -REJECTS.length) : file.name;
  const named = mapping.files.filter((section) => matches(section.file, name));
  const sections = named.length > 0 || mapping.files.length > 1 ? named : mapping.files;
  if (sections.length === 0) {
    throw new AskError(
      `The mapping has no section for ${name}; it reads ${mapping.files.map((section) => section.file).join(", ")}.`,
      "Rename the file, or add a section with its name.",
    );
  }
  return sections.map((section) => ({ file, section }));
}

async function readLookups(mapping: Mapping, folder: string): Promise<ReadingContext["lookups"]> {
  const lookups: Map<string, { file: string; key: string; values: ReadonlyMap<string, string> }> = new Map();
  for (const [name, { file, key, value, ...format }] of Object.entries(mapping.lookups)) {
    const values = new Map<string, string>();
    let at: { key: number; value: number } | undefined;
    try {
      for await (const { cells } of readRows(join(folder, file), formatOf(format, mapping))) {
        const trimmed = cells.map((cell) => cell.trim());
        if (at) values.set(trimmed[at.key] ?? "", trimmed[at.value] ?? "");
        else {
          at = { key: trimmed.indexOf(key), value: trimmed.indexOf(value) };
          if (at.key < 0 || at.value < 0) {
            throw new AskError(
              `The lookup ${name} takes the columns ${key} and ${value} of ${file}, which has ${trimmed.join(", ")}.`,
              "Correct key: and value: of the lookup.",
            );
          }
        }
      }
    } catch (error) {
      if ((error as { code?: string }).code !== "ENOENT") throw error;
      throw new AskError(`The lookup ${name} reads ${file}, and ${folder} has no such file.`, "Put it there.");
    }
    lookups.set(name, { file, key, values });
  }
  return lookups;
}

async function readPlans(mapping: Mapping, folder: string): Promise<PlanRecord[]> {
  const records: PlanRecord[] = [];
  for (const { file, key, validFrom } of mapping.plans) {
    const document = await readFile(join(folder, file), "utf8").catch(() => {
      throw new AskError(`The mapping names the plan ${file}, which is not beside it.`, "Correct file: under plans.");
    });
    const plan = readPlan(document, file);
    const from = validFrom ?? plan.effective?.from;
    if (from === undefined) {
      throw new AskError(`The plan ${file} does not say from when it holds.`, "Give it effective: {from: 2026-01-01}.");
    }
    const through = plan.effective?.through;
    records.push({
      key,
      version: plan.version,
      name: plan.name,
      document,
      validFrom: from,
      validTo: through ? addDays(through, 1) : null,
    });
  }
  return records;
}

function readPlan(document: string, file: string) {
  try {
    return parsePlan(parseYaml(document));
  } catch (error) {
    if (!(error instanceof PlanError)) throw error;
    throw new AskError(`The plan ${file} cannot be used:\n${error.message}`, "Run pacer plan check on it.");
  }
}

/** The column a fault of the store is about: what the mapping fills the field from. The field itself where it is a constant. */
export function columnOfFault(source: CsvSource, fault: RecordFault): string {
  for (const { file, section } of source.files) {
    if (file.name !== fault.file) continue;
    for (const { kind, fields } of section.yields) {
      if (kind !== fault.kind) continue;
      const from = fields[fault.field] ?? (fault.field.startsWith("period") ? fields.period : undefined);
      const column = from?.column ?? from?.template;
      if (column !== undefined) return column;
    }
  }
  return fault.field;
}
