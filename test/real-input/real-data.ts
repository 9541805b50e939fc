import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe } from "vitest";
import type { Sql } from "../../src/store/sql.js";

/** Data sets that others wrote lie beside the project and are not part of it. */
export const DATA = "../shared/data";

/** Tests on a data set: where it is absent they are left out with the reason, but in CI they fail. */
export function describeWithData(folder: string, tests: () => void): void {
  const path = join(DATA, folder);
  if (existsSync(path)) describe(folder, tests);
  else if (process.env.CI === "true") {
    describe(folder, () => {
      throw new Error(`The data set ${path} is missing; CI needs it.`);
    });
  } else describe.skip(`${folder} (left out: there is no ${path})`, tests);
}

/** The lines of a file as they stand, in a table of their own, so that SQL can sum them without any code of the import. */
export async function scratchLines(sql: Sql, table: string, file: string): Promise<void> {
  await sql.exec(`CREATE TABLE ${table} (n bigint, line text)`);
  await sql.query(
    `INSERT INTO ${table} SELECT n, line FROM regexp_split_to_table($1, E'\\r?\\n') WITH ORDINALITY AS l(line, n)
     WHERE line <> '' AND n > 1`,
    [await readFile(join(DATA, file), "utf8")],
  );
}
