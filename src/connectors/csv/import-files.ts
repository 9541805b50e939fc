import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { AskError } from "../../errors.js";
import type { LoadOptions, LoadResult, Organisation, Store } from "../../store/store.js";
import { headerFaults } from "./file-records.js";
import { type Mapping, readMapping } from "./mapping.js";
import { type CsvSource, openCsvSource } from "./source.js";

export interface ImportRequest {
  /** A folder, or one file of it. */
  readonly path: string;
  readonly mappingFile: string;
  /** Overrides the mapping's organisation. */
  readonly orgSlug?: string | undefined;
  /** Where neither the request nor the mapping names one. */
  readonly defaultOrgSlug: string;
  readonly options: Omit<LoadOptions, "source" | "createOrganisation" | "onProgress">;
  readonly onProgress?: (shareRead: number) => void;
}

export interface ImportResult {
  readonly organisation: Organisation;
  /** The organisation did not exist before. */
  readonly created: boolean;
  readonly mapping: Mapping;
  readonly source: CsvSource;
  readonly result: LoadResult;
}

/** Imports files through a mapping into an organisation, which is created in the same transaction where the mapping describes it. */
export async function importFiles(store: Store, request: ImportRequest): Promise<ImportResult> {
  const { path, mappingFile, options } = request;
  const text = await readFile(mappingFile, "utf8").catch(() => {
    throw new AskError(`There is no mapping file ${mappingFile}.`, "docs/import.md shows how to write one.");
  });
  const mapping = readMapping(text, basename(mappingFile));
  const slug = request.orgSlug ?? mapping.organisation?.slug ?? request.defaultOrgSlug;
  const found = await store.findOrganisation(slug);
  if (!found && !mapping.organisation) {
    throw new AskError(
      `There is no organisation ${slug}.`,
      "Name another with --org, or describe it under organisation: in the mapping to have it created.",
    );
  }
  const organisation = found ?? {
    id: randomUUID(),
    ...(mapping.organisation as NonNullable<Mapping["organisation"]>),
    slug,
  };
  const source = await openCsvSource({ mapping, mappingFolder: dirname(mappingFile), path, organisation });
  if (options.skipBad) await refuseUnreadableFiles(source, mapping);
  const result = await store.loadRecords(organisation, source.batches(), {
    ...options,
    source: basename(path),
    createOrganisation: !found,
    onProgress: () => request.onProgress?.(source.shareRead()),
  });
  return { organisation, created: !found && result.committed, mapping, source, result };
}

/** Leaving rows out must not leave out a whole file, and everything in it, for a column that is named otherwise. */
async function refuseUnreadableFiles({ files }: CsvSource, mapping: Mapping): Promise<void> {
  const faults = (await Promise.all(files.map(({ file, section }) => headerFaults(file, section, mapping)))).flat();
  if (faults.length === 0) return;
  throw new AskError(
    faults.map(({ file, line, field, message }) => `${file}:${line} ${field || "the row"}: ${message}`).join("\n"),
    "Nothing was loaded: --skip-bad leaves out rows, and not one row of such a file can be read.",
  );
}
