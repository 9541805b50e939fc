import type { IsoDate } from "../core/calendar.js";
import { money, times } from "../core/money.js";
import { parseDecimal, toDecimalString } from "../core/rational.js";
import { type DealAttributesRow, dealAttributes, dealAttributesSql } from "./deal-attributes.js";
import type { SqlConnection } from "./sql.js";
import type { DealRow, Organisation, OrgStore } from "./store.js";

interface Row extends Omit<DealRow, "amount" | "credited" | "attributes">, Omit<DealAttributesRow, "dealCurrency"> {
  readonly currency: string;
  readonly creditedMinor: number | null;
  readonly creditedCurrency: string | null;
}

/** Owned and shared deals of $2 that are open or closed from $3 to $4 (excluded), each list through its own index. */
const mine = `
with mine as (
  select id from deal where org_id = $1::uuid and owner_id = $2::uuid
     and (status = 'open' or (status in ('won', 'lost') and closed_on >= $3::date and closed_on < $4::date))
  union
  select d.id from deal_split s join deal d on d.id = s.deal_id
   where s.org_id = $1::uuid and s.person_id = $2::uuid
     and (d.status = 'open' or (d.closed_on >= $3::date and d.closed_on < $4::date))
)`;

const namesSql = `${mine} select d.key, d.name from mine join deal d on d.id = mine.id order by d.key`;

/** A deal that is split belongs to those it is split between, by share; one that is not, to its owner. */
const largestOpenSql = `
select key, name from (
  select d.key, d.name, d.amount_minor::numeric as value from deal d
   where d.org_id = $1::uuid and d.owner_id = $2::uuid and d.status = 'open' and d.amount_minor > 0
     and not exists (select 1 from deal_split other where other.deal_id = d.id)
  union all
  select d.key, d.name, d.amount_minor * s.share from deal_split s join deal d on d.id = s.deal_id
   where s.org_id = $1::uuid and s.person_id = $2::uuid and d.status = 'open' and d.amount_minor > 0 and s.share > 0
) open order by value desc, key limit 1`;

const dealsSql = `${mine}
select d.key, d.name, ac.name as account, pr.name as product, d.owner_id as "ownerId", d.stage, d.status, d.currency,
  d.amount_minor as "amountMinor", d.cost_minor as "costMinor", ${dealAttributesSql} as attributes, d.opened_on as "openedOn", d.expected_close_on as "expectedCloseOn", d.closed_on as "closedOn",
  coalesce(split.share, case when exists (select 1 from deal_split other where other.deal_id = d.id) then 0 else 1 end)::text as share,
  credit.amount_minor as "creditedMinor", credit.currency as "creditedCurrency",
  (select max(entered_on) from deal_stage_change change where change.deal_id = d.id and change.stage = d.stage) as "stageSince"
from mine join deal d on d.id = mine.id
  left join account ac on ac.id = d.account_id
  left join product pr on pr.id = d.product_id
  left join territory te on te.id = d.territory_id
  left join deal_split split on split.deal_id = d.id and split.person_id = $2::uuid
  left join credit on credit.deal_id = d.id and credit.person_id = $2::uuid
order by d.status, d.closed_on desc nulls last, d.expected_close_on nulls last, d.key`;

function toDealRow({
  amountMinor,
  costMinor,
  currency,
  creditedMinor,
  creditedCurrency,
  attributes,
  ...row
}: Row): DealRow {
  const share = parseDecimal(row.share);
  const amount = amountMinor === null ? null : money(amountMinor, currency);
  const credited =
    creditedMinor === null || creditedCurrency === null
      ? amount && times(amount, share)
      : money(creditedMinor, creditedCurrency);
  return {
    ...row,
    share: toDecimalString(share),
    amount,
    credited,
    attributes: dealAttributes({ attributes, amountMinor, costMinor, dealCurrency: currency }),
  };
}

export function deals(
  sql: SqlConnection,
  organisation: Organisation,
): Pick<OrgStore, "listDeals" | "listDealNames" | "findLargestOpenDeal"> {
  return {
    async findLargestOpenDeal(personId) {
      const [deal] = await sql.query<{ key: string; name: string }>(largestOpenSql, [organisation.id, personId], {
        often: true,
      });
      return deal ?? null;
    },
    listDealNames: (personId, { start, end }) =>
      sql.query<{ key: string; name: string }>(namesSql, [organisation.id, personId, start, end], { often: true }),
    async listDeals(personId: string, { start, end }: { start: IsoDate; end: IsoDate }) {
      const rows = await sql.query<Row>(dealsSql, [organisation.id, personId, start, end], { often: true });
      return rows.map(toDealRow);
    },
  };
}
