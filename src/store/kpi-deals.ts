import type { IsoDate } from "../core/calendar.js";
import type { KpiDeal } from "../core/kpi/deal.js";
import { fromRational, money, toRational } from "../core/money.js";
import { multiply, parseDecimal } from "../core/rational.js";
import type { SqlConnection } from "./sql.js";
import type { Organisation, OrgStore } from "./store.js";

interface LineRow {
  readonly netMinor: number;
  readonly listMinor: number;
  readonly quantity: string;
}

interface Row extends Omit<KpiDeal, "amount" | "list" | "lines"> {
  readonly currency: string;
  readonly amountMinor: number | null;
  readonly listMinor: number | null;
  /** Null = not said. */
  readonly units: string | null;
  readonly lines: readonly LineRow[];
}

/**
 * Deals owned by $2 that were open at some time from $3 to $4 (excluded) and known on $5, with stages, expected days and priced
 * lines. Found through the owner's index; a list price in another currency than the deal's is none.
 */
const kpiDealsSql = `
select d.key, d.name, d.owner_id as owner, pr.name as product, d.status, d.stage, d.currency,
  d.amount_minor as "amountMinor", d.units::text as units,
  case when pr.currency = d.currency then pr.list_price_minor end as "listMinor",
  d.opened_on as "openedOn", d.closed_on as "closedOn", d.expected_close_on as "expectedCloseOn",
  coalesce((select json_agg(json_build_object('stage', c.stage, 'enteredOn', c.entered_on) order by c.entered_on, c.stage)
    from deal_stage_change c where c.deal_id = d.id), '[]') as stages,
  coalesce((select json_agg(json_build_object('on', h.changed_on, 'expected', h.expected_close_on) order by h.changed_on)
    from deal_change h where h.deal_id = d.id and h.status = 'open' and (h.noticed or h.expected_close_on is not null)), '[]') as expected,
  coalesce((select json_agg(json_build_object('netMinor', l.amount_minor, 'listMinor', lp.list_price_minor, 'quantity', l.quantity::text) order by l.key)
    from deal_line l join product lp on lp.id = l.product_id
    where l.deal_id = d.id and lp.currency = d.currency and lp.list_price_minor is not null and l.quantity is not null), '[]') as lines
from deal d left join product pr on pr.id = d.product_id
where d.org_id = $1::uuid and d.owner_id = any($2::uuid[])
  and (d.status = 'open' or d.closed_on >= $3::date)
  and (d.opened_on is null or (d.opened_on < $4::date and d.opened_on <= $5::date))
order by d.key`;

/** A deal without lines of its own is one line at its product's list price, where its quantity is known: else nobody can say what was given away. */
function toKpiDeal({ currency, amountMinor, listMinor, units, lines, ...deal }: Row): KpiDeal {
  const amount = amountMinor === null ? null : money(amountMinor, currency);
  const times = (minor: number, quantity: string) =>
    multiply(toRational(money(minor, currency)), parseDecimal(quantity));
  const list = listMinor === null ? null : times(listMinor, units ?? "1");
  const priced = lines.map((line) => ({
    net: toRational(money(line.netMinor, currency)),
    list: times(line.listMinor, line.quantity),
  }));
  return {
    ...deal,
    amount,
    list: list && fromRational(list, currency),
    lines: priced.length > 0 || !amount || !list || units === null ? priced : [{ net: toRational(amount), list }],
  };
}

export const kpiDeals = (sql: SqlConnection, organisation: Organisation): Pick<OrgStore, "listKpiDeals"> => ({
  async listKpiDeals(ownerIds, { start, end }: { start: IsoDate; end: IsoDate }, asOf) {
    if (ownerIds.length === 0) return [];
    const rows = await sql.query<Row>(kpiDealsSql, [organisation.id, ownerIds, start, end, asOf], { often: true });
    return rows.map(toKpiDeal);
  },
});
