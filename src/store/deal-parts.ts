import type { DealPart } from "../core/forecast/deal-parts.js";
import { money } from "../core/money.js";
import { parseDecimal } from "../core/rational.js";
import { type DealAttributesRow, dealAttributes, dealAttributesSql } from "./deal-attributes.js";
import type { SqlConnection } from "./sql.js";
import type { Organisation, OrgStore } from "./store.js";

interface Row extends Omit<DealPart, "amount" | "firstSaid" | "share" | "attributes"> {
  readonly partMinor: number | null;
  readonly firstMinor: number | null;
  readonly currency: string;
  readonly share: string;
  readonly attributes: DealAttributesRow["attributes"] | null;
  readonly amountMinor: number | null;
  readonly costMinor: number | null;
}

/** A won deal is whose credit says so; another one is shared between its splits, or its owner's. A deal that closes later is still open. */
const partsSql = (attributes: boolean): string => `
with part as (
  select c.deal_id, c.person_id, c.share, c.amount_minor as part_minor from credit c
   where c.org_id = $1::uuid and c.person_id = any($2::uuid[]) and c.credited_on >= $3::date and c.credited_on <= $4::date
  union all
  select d.id, d.owner_id, 1, d.amount_minor from deal d
   where d.org_id = $1::uuid and d.owner_id = any($2::uuid[])
     and (d.status = 'open' or (d.status = 'lost' and d.closed_on >= $3::date) or (d.status = 'won' and d.closed_on > $4::date))
     and not exists (select 1 from deal_split other where other.deal_id = d.id)
  union all
  select d.id, s.person_id, s.share, round(d.amount_minor * s.share)::bigint from deal_split s join deal d on d.id = s.deal_id
   where s.org_id = $1::uuid and s.person_id = any($2::uuid[])
     and (d.status = 'open' or (d.status = 'lost' and d.closed_on >= $3::date) or (d.status = 'won' and d.closed_on > $4::date))
)
select d.key as "dealKey", part.person_id as "personId",
  case when d.closed_on > $4::date then 'open' else d.status::text end as status, d.opened_on as "openedOn",
  case when d.status = 'open' or d.closed_on > $4::date then null else d.closed_on end as "closedOn",
  (select min(change.entered_on) from deal_stage_change change where change.deal_id = d.id and change.entered_on > d.opened_on
     and change.entered_on <= $4::date and (d.closed_on is null or change.entered_on < d.closed_on)) as "advancedOn",
  part.part_minor as "partMinor", d.currency, part.share::text as share,
  case when d.status = 'open' then null else
    (select round(c.amount_minor * part.share)::bigint from deal_change c where c.deal_id = d.id and c.status = 'open'
      order by c.changed_on limit 1) end as "firstMinor",
  ${attributes ? `${dealAttributesSql} as attributes, d.amount_minor as "amountMinor", d.cost_minor as "costMinor"` : `null::json as attributes, null::bigint as "amountMinor", null::bigint as "costMinor"`}
from part join deal d on d.id = part.deal_id
${attributes ? "left join product pr on pr.id = d.product_id left join account ac on ac.id = d.account_id left join territory te on te.id = d.territory_id" : ""}
where d.opened_on is null or d.opened_on <= $4::date
order by part.person_id, d.key`;

const WITH_ATTRIBUTES = partsSql(true);
const WITHOUT_ATTRIBUTES = partsSql(false);

export const dealParts = (
  sql: SqlConnection,
  organisation: Organisation,
): Pick<OrgStore, "listDealParts" | "getDataVersion"> => ({
  async getDataVersion() {
    const [newest] = await sql.query<{ version: number | null }>(
      "select max(id) as version from import_run where org_id = $1::uuid",
      [organisation.id],
      { often: true },
    );
    return newest?.version ?? 0;
  },
  async listDealParts(personIds, since, asOf, attributes) {
    const rows = await sql.query<Row>(attributes ? WITH_ATTRIBUTES : WITHOUT_ATTRIBUTES, [
      organisation.id,
      personIds,
      since,
      asOf,
    ]);
    return rows.map(
      ({ partMinor, firstMinor, currency, share, attributes: about, amountMinor, costMinor, ...row }) => ({
        ...row,
        amount: partMinor === null ? null : money(partMinor, currency),
        firstSaid: firstMinor === null ? null : money(firstMinor, currency),
        share: parseDecimal(share),
        attributes: about ? dealAttributes({ attributes: about, amountMinor, costMinor, dealCurrency: currency }) : {},
      }),
    );
  },
});
