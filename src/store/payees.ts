import type { IsoDate } from "../core/calendar.js";
import { type OrganisationRow, type PayeeRow, toPayeeFile } from "./payee-file.js";
import { organisationSql, payeeSql } from "./payee-sql.js";
import type { SqlConnection } from "./sql.js";
import type { Organisation, OrgStore, PayeeFile } from "./store.js";

type Span = { start: IsoDate; end: IsoDate };

export function payees(
  sql: SqlConnection,
  organisation: Organisation,
): Pick<OrgStore, "getPayeeFile" | "listPayeeFiles"> {
  async function listPayeeFiles(ids: readonly string[], { start, end }: Span, asOf: IsoDate): Promise<PayeeFile[]> {
    if (ids.length === 0) return [];
    const [rows, [shared]] = await Promise.all([
      sql.query<PayeeRow>(payeeSql, [organisation.id, ids, start, end, asOf], { often: true }),
      sql.query<OrganisationRow>(organisationSql, [organisation.id, start, end, asOf], { often: true }),
    ]);
    const place = new Map(ids.map((id, index) => [id, index]));
    return rows
      .sort((a, b) => (place.get(a.id) ?? 0) - (place.get(b.id) ?? 0))
      .map((row) => toPayeeFile(row, shared ?? { dataAsOf: null, fxRates: [] }, organisation, asOf));
  }
  return {
    listPayeeFiles,
    async getPayeeFile(personId, span, asOf) {
      const [file] = await listPayeeFiles([personId], span, asOf);
      if (!file) throw new Error(`no person ${personId} in organisation ${organisation.slug}`);
      return file;
    },
  };
}
