import { money } from "../core/money.js";
import type { SqlConnection } from "./sql.js";
import type { DealChangeRow, Organisation, OrgStore } from "./store.js";

interface Row extends Omit<DealChangeRow, "amount"> {
  readonly amountMinor: number | null;
  readonly currency: string;
}

/** A deal is found by its owner of today or of any row, so that history follows a deal that was handed over. */
const changesSql = `
with asked as (
  select d.id from deal d where d.org_id = $1::uuid and ($2::uuid[] is null or d.owner_id = any($2::uuid[]))
  union
  select c.deal_id from deal_change c where c.org_id = $1::uuid and c.owner_id = any($2::uuid[])
)
select d.key as "dealKey", d.name as "dealName", d.opened_on as "openedOn", c.changed_on as "changedOn", c.owner_id as "ownerId",
  c.stage, c.status, c.amount_minor as "amountMinor", d.currency, c.expected_close_on as "expectedCloseOn", c.noticed
from asked join deal d on d.id = asked.id join deal_change c on c.deal_id = d.id
where c.changed_on < $4::date and c.changed_on >= coalesce(
  (select max(earlier.changed_on) from deal_change earlier where earlier.deal_id = d.id and earlier.changed_on < $3::date), $3::date)
order by d.key, c.changed_on`;

export const dealHistory = (sql: SqlConnection, organisation: Organisation): Pick<OrgStore, "listDealChanges"> => ({
  async listDealChanges(personIds, { start, end }) {
    const rows = await sql.query<Row>(changesSql, [organisation.id, personIds, start, end]);
    return rows.map(({ amountMinor, currency, ...row }) => ({
      ...row,
      amount: amountMinor === null ? null : money(amountMinor, currency),
    }));
  },
});
