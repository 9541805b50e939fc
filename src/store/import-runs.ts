import type { SqlConnection } from "./sql.js";
import type { Organisation } from "./store.js";

/** One completed import. */
interface ImportRun {
  readonly source: string;
  readonly finishedAt: Date;
  readonly read: number;
  readonly added: number;
  readonly changed: number;
  readonly rejected: number;
}

/** How fresh an organisation's data is. */
export interface DataStanding {
  /** Newest first; empty when nothing was imported yet. */
  readonly imports: readonly ImportRun[];
}

export function importRuns(sql: SqlConnection, organisation: Organisation) {
  return {
    async getDataStanding(limit: number): Promise<DataStanding> {
      const imports = await sql.query<ImportRun>(
        `select source, finished_at as "finishedAt", read, added, changed, rejected from import_run
         where org_id = $1 order by id desc limit $2::int`,
        [organisation.id, limit],
      );
      return { imports };
    },
  };
}
